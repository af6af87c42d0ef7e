// The float32 kernels of dense networks: one entry trains n steps over layer structs that the caller fills.
//
// Numbers lie as rows × width, the width padded to a multiple of 8 with zeros (a "stride"); weights lie input by input,
// inputs × stride of the outputs. Pad columns of parameters, gradients and deltas are zero and stay zero.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Floats in a vector; every stride is a multiple of it, every buffer of rows holds a multiple of it.
#define NN_LANES 8

// Instruction sets that the kernels are compiled for.
typedef enum nn_isa { NN_ISA_PORTABLE, NN_ISA_X86_64_V3, NN_ISA_X86_64_V4 } nn_isa;
#define NN_ISA_COUNT 3

typedef enum nn_activation {
  NN_LINEAR,
  NN_SIGMOID,
  NN_TANH,
  NN_RELU,
  NN_LEAKY_RELU,
  NN_PRELU,
  NN_ELU,
  NN_SELU,
  NN_GELU,
  NN_SILU,
  NN_MISH,
  NN_SOFTPLUS,
  NN_SOFTSIGN,
  NN_HARD_SIGMOID,
  NN_HARD_TANH,
  NN_RELU6,
  NN_SOFTMAX,
} nn_activation;

typedef enum nn_loss {
  NN_BCE,
  NN_BCE_NAIVE,
  NN_CROSS_ENTROPY,
  NN_MSE,
  NN_MAE,
  NN_HUBER,
  NN_HINGE,
} nn_loss;

typedef enum nn_optimizer_kind {
  NN_SGD,
  NN_MOMENTUM,
  NN_NESTEROV,
  NN_RMSPROP,
  NN_ADAGRAD,
  NN_ADAM,
  NN_ADAMW,
} nn_optimizer_kind;

typedef enum nn_operation_kind { NN_DENSE, NN_NORM, NN_DROPOUT, NN_IDENTITY, NN_ADD, NN_STAGE } nn_operation_kind;

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
typedef struct nn_team {
  ptrdiff_t threads;
  // Fewer numbers than these are not worth waking a thread for.
  ptrdiff_t least;
  // Calls body(context, part) for every part from 0, each on a thread of its own, and waits for all.
  void (*run)(ptrdiff_t parts, void (*body)(void *context, ptrdiff_t part), void *context);
  void (*multiply)(const nn_matrices *matrices);
} nn_team;

// Layers that somebody else computes, with parameters and gradients of their own.
typedef struct nn_stage {
  void *context;
  // Numbers beyond a row's width stay as they are.
  void (*forward)(void *context, ptrdiff_t rows, const nn_pass *pass, const float *input, float *output);
  // After `forward` of the same rows: the gradients of its parameters and, where `input_gradient` is not NULL, that.
  void (*backward)(void *context, ptrdiff_t rows, const nn_pass *pass, const float *delta, float *input_gradient);
} nn_stage;

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

// One layer. All pointers are the caller's and stay valid as long as the plan is used.
typedef struct nn_operation {
  nn_operation_kind kind;
  nn_activation activation;
  // Numbers of a row that comes in and that goes out, and their strides.
  ptrdiff_t in, out, in_stride, out_stride;
  // The activation's parameter, where it has one that is not learned.
  float alpha;
  // Dropout: the chance of being left out, and the layer's number in the network, which its bits depend on.
  float share;
  uint64_t layer;
  // Whether the gradients of its parameters are wanted.
  bool trains;
  // Whether its products are the team's.
  bool is_large;
  // Of an NN_STAGE.
  const nn_stage *stage;
  // Of an NN_NORM; where its activation is linear, `activation` is a pass of its own.
  const nn_norm *norm;
  // What a normalization or dropout keeps.
  float *kept;
  // Of an NN_ADD: output = input + other, rows × out_stride. Its delta is memory of its own.
  const float *other;
  // The first NN_ADD that adds what this operation gives, and of an NN_ADD the next one that adds the same.
  const struct nn_operation *adder, *next_adder;
  // rows × in_stride.
  const float *input;
  // rows × out_stride. `sums` may be `output` itself where nn_needs_sums says no.
  float *sums, *output;
  // rows × out_stride: dL/d(sums).
  float *delta;
  // rows × out_stride: dL/d(output) is copied here; NULL: not wanted.
  float *output_gradient;
  // in × out_stride; out_stride (zeros where the layer has no bias); NN_LANES with the slope first, NULL if not learned.
  float *weights, *bias, *slope;
  // Of the same sizes; bias_gradient is NULL where the layer has no bias.
  float *weight_gradient, *bias_gradient, *slope_gradient;
  // out × in_stride: the weights once more the other way round; NULL where no gradient flows further down, or where
  // the team multiplies.
  float *transposed;
} nn_operation;

// A run of parameters that training changes; offset and count are multiples of NN_LANES.
typedef struct nn_range {
  ptrdiff_t offset, count;
  // Whether l1 and l2 apply.
  bool regularized;
} nn_range;

typedef struct nn_optimizer {
  nn_optimizer_kind kind;
  double beta1, beta2;
  float momentum, epsilon, decay;
  float l1, l2;
  // 0 or less: no clipping. Infinity is no limit either.
  float clip_norm, clip_value;
} nn_optimizer;

typedef struct nn_plan {
  nn_isa isa;
  nn_operation *operations;
  ptrdiff_t operation_count;
  // Rows of the largest batch; buffers of rows hold that many, rounded up to NN_LANES.
  ptrdiff_t rows;
  ptrdiff_t inputs, input_stride, outputs, target_stride;
  float *input, *targets;
  // Room for packed weights: NN_PANEL × the longest of all rows and widths.
  float *panel;
  nn_loss loss;
  // Whether the loss reads the sums before the last activation, whose derivative it then includes.
  bool reads_sums;
  float delta;
  // Accuracy: false: the first largest of the outputs is the class; true: one output, above the limit or not.
  bool has_threshold;
  float threshold;
  nn_optimizer optimizer;
  float *parameters, *gradients, *first, *second;
  const nn_range *ranges;
  ptrdiff_t range_count;
  uint64_t dropout_key;
  // NULL: everything is done on the calling thread, and no operation is large.
  const nn_team *team;
} nn_plan;

// Columns of a packed panel of weights.
#define NN_PANEL 16

typedef struct nn_observation {
  // Counted from 0 within the request.
  ptrdiff_t step;
  double loss;
  // Rows judged right, of how many.
  ptrdiff_t right, rows;
} nn_observation;

// Rows of inputs, not padded: floats as they are, or bytes that become numbers as they are gathered.
typedef struct nn_rows {
  // rows × width numbers; NULL: bytes.
  const float *floats;
  const uint8_t *bytes;
  // Which row of `bytes` each row is; NULL: the same.
  const int32_t *places;
  // What each of the 256 bytes stands for; NULL: (byte - offset) * factor of its column.
  const float *table;
  const double *offsets, *factors;
} nn_rows;

typedef struct nn_request {
  // All samples: rows × inputs and rows × outputs, not padded.
  nn_rows x;
  const float *y;
  // Row numbers, NULL: 0, 1, 2 …; how many.
  const int32_t *order;
  ptrdiff_t order_count;
  // Where the first batch begins; rows of a batch; steps to do.
  ptrdiff_t start, batch, steps;
  // The rate of each step, or one for all.
  const double *rates;
  ptrdiff_t rate_count;
  bool stops_at_non_finite;
  // Step observe_from and every observe_every-th after it is written to `observations`; 0: none.
  ptrdiff_t observe_from, observe_every;
  nn_observation *observations;
  // Steps the model did before (dropout depends on it) and updates the optimizer has seen.
  uint64_t step;
  uint64_t updates;
} nn_request;

typedef struct nn_result {
  // Updates done.
  ptrdiff_t steps;
  ptrdiff_t observation_count;
  // Of the last step done, or of the one that was not done because its loss is not finite.
  nn_observation last;
  bool stopped;
} nn_result;

// Whether this machine can run the kernels of an ISA.
bool nn_isa_available(nn_isa isa);

// The ISA of this machine with the fastest kernels.
nn_isa nn_isa_best(void);

// Whether the derivative of an activation is computed from the sums, which then need a buffer of their own.
bool nn_needs_sums(nn_activation activation, float alpha);

// Brings `transposed` of every operation up to date with `weights`: after parameters were written from outside.
void nn_prepare(const nn_plan *plan);

// Trains: up to request->steps steps.
nn_result nn_step_n(const nn_plan *plan, const nn_request *request);

// Copies `count` rows, those that order[start] and its followers number, or start and its followers where order is
// NULL, to rows of `stride` numbers. Numbers beyond the width stay as they are.
void nn_gather(const nn_rows *from, ptrdiff_t width, const int32_t *order, ptrdiff_t start, ptrdiff_t count, float *to,
               ptrdiff_t stride);

// Forward over `count` rows of x and y from `start` on (row numbers in `order`, or NULL), at most plan->rows. The
// operations' buffers hold what came out. Returns the sum of the losses, not divided.
double nn_forward(const nn_plan *plan, const nn_pass *pass, const nn_rows *x, const float *y, const int32_t *order,
                  ptrdiff_t start, ptrdiff_t count);

// Backward of the mean loss after nn_forward of the same pass and count: deltas and gradients of the operations.
void nn_backward(const nn_plan *plan, const nn_pass *pass, ptrdiff_t count);

// The largest number of every window of an image, whose numbers lie as planes × rows × columns × block: a plane holds
// `block` channels, a multiple of NN_LANES, of one image. Windows lie wholly inside.
typedef struct nn_pool {
  ptrdiff_t planes, block, in_rows, in_columns, out_rows, out_columns, size, stride;
  const float *input;
  float *output;
  // Of the backward pass.
  const float *output_gradient;
  float *input_gradient;
  // Whether a relu gave the input: where the largest is not above 0, no gradient passes.
  bool masks;
} nn_pool;

// `team` may be NULL.
void nn_pool_forward(nn_isa isa, const nn_team *team, const nn_pool *pool);

// After nn_pool_forward: each gradient goes to the first largest number of its window.
void nn_pool_backward(nn_isa isa, const nn_team *team, const nn_pool *pool);

// Numbers of `kept` that a normalization of so many channels and pixels (of all images) needs.
ptrdiff_t nn_norm_kept(const nn_norm *norm, ptrdiff_t channels, ptrdiff_t pixels);

// output = the normalized input; what lies beyond the channels is not written.
void nn_norm_forward(nn_isa isa, const nn_team *team, nn_mode mode, const nn_norm *norm, const nn_planes *planes);

// After nn_norm_forward of the same numbers: the gradients of scale and shift, and what `planes` says. In training the
// running statistics move.
void nn_norm_backward(nn_isa isa, const nn_team *team, nn_mode mode, const nn_norm *norm, const nn_planes *planes);

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

void nn_activation_forward(nn_isa isa, const nn_team *team, const nn_activation_pass *pass);
void nn_activation_backward(nn_isa isa, const nn_team *team, const nn_activation_pass *pass);

// In training, `output` is 0 with a chance of `share`, else input / (1 − share), as the hash of place and time says;
// else it is the input. The factors are kept: as many as there are numbers.
void nn_dropout_forward(nn_isa isa, const nn_team *team, const nn_pass *pass, float share, uint64_t layer,
                        const nn_planes *planes);

// The gradient of the input.
void nn_dropout_backward(nn_isa isa, const nn_team *team, const nn_planes *planes);

// out = a + b, `count` numbers, a multiple of NN_LANES.
void nn_add(nn_isa isa, const nn_team *team, const float *a, const float *b, float *out, ptrdiff_t count);

// f(x) for `count` numbers of an elementwise activation.
void nn_activate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count);

// f'(x) for `count` numbers of an elementwise activation.
void nn_differentiate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count);

#endif
