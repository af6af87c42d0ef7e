// Passes over the numbers of a batch, one layer's or a part of one's: what whole plans and the layers of images share.
#ifndef CKERNELS_PASSES_H
#define CKERNELS_PASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ckernels_activations.h"

// Floats in a vector; every stride is a multiple of it, every buffer of rows holds a multiple of it.
#define NN_LANES 8

// Instruction sets that the kernels are compiled for.
typedef enum nn_isa { NN_ISA_PORTABLE, NN_ISA_X86_64_V3, NN_ISA_X86_64_V4 } nn_isa;
#define NN_ISA_COUNT 3

// What a pass is for. Training alone moves running statistics; it and a rehearsal drop numbers; an evaluation reads the
// running statistics, the others use the batch's own; a rehearsal and an inspection want every gradient, frozen or not.
typedef enum nn_mode { NN_TRAINING, NN_EVALUATION, NN_INSPECTION, NN_REHEARSAL } nn_mode;

typedef struct nn_pass {
  nn_mode mode;
  // What dropout's bits depend on, beside the layer and the place.
  uint64_t key, step;
} nn_pass;

// out = left · right, all in row order, a side taken transposed where it says so.
typedef struct nn_matrices {
  // Of `out`, and how many products each of its numbers is the sum of.
  ptrdiff_t rows, columns, depth;
  const float *left, *right;
  // From one row to the next, as the numbers lie.
  ptrdiff_t left_stride, right_stride;
  bool transposes_left, transposes_right;
  float *out;
  ptrdiff_t out_stride;
} nn_matrices;

// The threads that share a large plan's work, and the product that runs on all of them.
typedef struct nn_thread_pool {
  ptrdiff_t threads;
  // Fewer numbers than these are not worth waking a thread for.
  ptrdiff_t least;
  // Calls body(context, part) for every part from 0, each on a thread of its own, and waits for all.
  void (*run)(ptrdiff_t parts, void (*body)(void *context, ptrdiff_t part), void *context);
  void (*gemm)(const nn_matrices *matrices);
} nn_thread_pool;

// A normalization: z = scale · (x − mean) / √(variance + epsilon) + shift. Parameters are padded with zeros to NN_LANES.
typedef struct nn_norm {
  // Whether mean and variance are those of a pixel's channels (layernorm), not of a channel's pixels (batchnorm).
  bool is_by_pixel;
  // Of a batchnorm: frozen, it uses the running statistics.
  bool is_frozen;
  float epsilon, momentum;
  // What is applied to z at once: neither NN_SOFTMAX nor NN_PRELU.
  nn_activation activation;
  float alpha;
  float *scale, *shift, *scale_gradient, *shift_gradient, *running_mean, *running_variance;
} nn_norm;

// A batch as it lies in memory: images × ⌈channels / block⌉ × pixels × block, block a multiple of NN_LANES. Rows of
// features are the pixels of one image whose block is the row's stride.
typedef struct nn_planes {
  ptrdiff_t images, pixels, channels, block;
  const float *input;
  float *output;
  // What the forward pass leaves for the backward pass: nn_kept of them.
  float *kept;
  // dL/d(output), which becomes dL/d(sums).
  float *delta;
  // dL/d(input); NULL: not wanted.
  float *input_gradient;
} nn_planes;

// The largest number of every window of an image, whose numbers lie as planes × rows × columns × block: a plane holds
// `block` channels, a multiple of NN_LANES, of one image. Windows lie wholly inside.
typedef struct nn_pool {
  ptrdiff_t planes, block, in_rows, in_columns, out_rows, out_columns, kernel_rows, kernel_columns, stride;
  const float *input;
  float *output;
  // Of the backward pass.
  const float *output_gradient;
  float *input_gradient;
  // Whether a relu gave the input: where the largest is not above 0, no gradient passes.
  bool masks;
} nn_pool;

// `workers` may be NULL.
void nn_pool_forward(nn_isa isa, const nn_thread_pool *workers, const nn_pool *pool);

// After nn_pool_forward: each gradient goes to the first largest number of its window.
void nn_pool_backward(nn_isa isa, const nn_thread_pool *workers, const nn_pool *pool);

// Numbers of `kept` that a normalization of so many channels and pixels (of all images) needs.
ptrdiff_t nn_norm_kept(const nn_norm *norm, ptrdiff_t channels, ptrdiff_t pixels);

// output = the normalized input; what lies beyond the channels is not written.
void nn_norm_forward(nn_isa isa, const nn_thread_pool *workers, nn_mode mode, const nn_norm *norm,
                     const nn_planes *planes);

// After nn_norm_forward of the same numbers: the gradients of scale and shift, and what `planes` says. In training the
// running statistics move.
void nn_norm_backward(nn_isa isa, const nn_thread_pool *workers, nn_mode mode, const nn_norm *norm,
                      const nn_planes *planes);

// Numbers that an elementwise activation is applied to, `count` of them, a multiple of NN_LANES.
typedef struct nn_activation_pass {
  nn_activation activation;
  float alpha;
  // NN_LANES with a learned slope first; NULL: alpha.
  const float *slope;
  float *slope_gradient;
  ptrdiff_t count;
  // May be the same where nn_needs_sums says no.
  const float *sums;
  float *output;
  // dL/d(output), which becomes dL/d(sums).
  float *delta;
} nn_activation_pass;

void nn_activation_forward(nn_isa isa, const nn_thread_pool *workers, const nn_activation_pass *pass);
void nn_activation_backward(nn_isa isa, const nn_thread_pool *workers, const nn_activation_pass *pass);

// In training, `output` is 0 with a chance of `share`, else input / (1 − share), as the hash of place and time says;
// else it is the input. The factors are kept: as many as there are numbers.
void nn_dropout_forward(nn_isa isa, const nn_thread_pool *workers, const nn_pass *pass, float share, uint64_t layer,
                        const nn_planes *planes);

// The gradient of the input.
void nn_dropout_backward(nn_isa isa, const nn_thread_pool *workers, const nn_planes *planes);

// out = a + b, `count` numbers, a multiple of NN_LANES.
void nn_add(nn_isa isa, const nn_thread_pool *workers, const float *a, const float *b, float *out, ptrdiff_t count);

// The gradients of a convolution's filters where few channels come in: a block of channels would be mostly zeros.
typedef struct nn_filters {
  ptrdiff_t images;
  // Of what comes in: images × in_rows × in_columns × in_channels, from one image to the next `in_image`; windows lie
  // wholly inside.
  const float *input;
  ptrdiff_t in_image, in_columns, in_channels;
  ptrdiff_t size, stride;
  // dL/d(sums): images × ⌈filters / block⌉ × rows × columns × block.
  const float *delta;
  ptrdiff_t rows, columns, filters, block;
  // filters × in_channels × size × size; a number a filter, NULL: not wanted.
  float *weight_gradient, *bias_gradient;
} nn_filters;

// Numbers of a filter that nn_filter_gradients can take at most.
#define NN_TAPS 64

void nn_filter_gradients(nn_isa isa, const nn_thread_pool *workers, const nn_filters *filters);

#endif
