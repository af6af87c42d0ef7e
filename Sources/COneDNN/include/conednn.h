// oneDNN and the threads it runs on (libgomp): the only code that touches either.
//
// Nothing of oneDNN is created before a network needs it: its first product takes tens of milliseconds.
#ifndef CONEDNN_H
#define CONEDNN_H

#include "ckernels.h"

// How many threads this process may run at once.
ptrdiff_t nn_onednn_cores(void);

// Has oneDNN and thread pools use so many threads when the calling thread asks for work; returns how many it were before.
ptrdiff_t nn_onednn_use_threads(ptrdiff_t threads);

// A pool of oneDNN's own threads: the same pool, so that no thread ever waits for another pool's.
nn_thread_pool nn_onednn_thread_pool(ptrdiff_t threads, ptrdiff_t least);

typedef enum nn_onednn_layer_kind {
  NN_ONEDNN_CONVOLUTION,
  NN_ONEDNN_MAX_POOL,
  NN_ONEDNN_AVERAGE_POOL,
  NN_ONEDNN_NORM,
  NN_ONEDNN_DROPOUT,
  // The end of a residual block.
  NN_ONEDNN_ADD,
} nn_onednn_layer_kind;

// A layer of a stage.
typedef struct nn_onednn_layer {
  nn_onednn_layer_kind kind;
  ptrdiff_t in_rows, in_columns, in_channels, out_rows, out_columns, out_channels;
  // Of a convolution or pool, a window that walks over the image, a convolution's as many rows as columns; rows of zeros
  // above and columns before it; what is needed below and after follows from the sizes.
  ptrdiff_t kernel_rows, kernel_columns, stride, top, left;
  // What follows a convolution or normalization: any but NN_SOFTMAX.
  nn_activation activation;
  float alpha;
  // NN_LANES with a learned slope first, NULL without.
  float *slope, *slope_gradient;
  // Whether the gradients of its parameters are wanted.
  bool trains;
  // Of a convolution: filters × channels × kernel_rows × kernel_columns, and one number a filter, NULL without bias.
  float *weights, *bias, *weight_gradient, *bias_gradient;
  nn_norm norm;
  // Of a dropout: the chance of being left out, and the layer's number in the network.
  float share;
  uint64_t number;
  // Of an addition: the layer of the stage whose output is added to what comes in; -1: what the stage gets.
  ptrdiff_t source;
} nn_onednn_layer;

// Layers one after another that keep oneDNN's own order of numbers between them: rows of images go in, rows of images
// or of features come out, both plain. oneDNN computes convolutions, mean pools and changes of order, our own kernels the
// rest. Numbers of a row lie as rows × columns × channels; flattened, channel by channel.
typedef struct nn_onednn_stage_spec {
  const nn_onednn_layer *layers;
  ptrdiff_t layer_count;
  // Of the image that comes in; with no layers it only changes the order.
  ptrdiff_t rows, columns, channels;
  // From one row of a batch to the next.
  ptrdiff_t in_stride, out_stride;
  bool flattens;
  // Whether anything before the stage wants a gradient.
  bool wants_input_gradient;
  // Who computes what our own kernels do better.
  nn_isa isa;
  const nn_thread_pool *workers;
} nn_onednn_stage_spec;

typedef struct nn_onednn_stage nn_onednn_stage;

// NULL where there is no memory. The layers are copied; the parameters they point to stay the caller's. It makes itself
// ready for each size of batch when the first one comes, for as many threads as the calling thread uses then.
nn_onednn_stage *nn_onednn_stage_create(const nn_onednn_stage_spec *form);
void nn_onednn_stage_destroy(nn_onednn_stage *stage);

// Writes the names of the implementations that compute a batch, with spaces between, as C text.
void nn_onednn_stage_implementations(nn_onednn_stage *stage, ptrdiff_t batch, char *text, ptrdiff_t capacity);

// As the kernels call it.
nn_stage nn_onednn_stage_entry(nn_onednn_stage *stage);

#endif
