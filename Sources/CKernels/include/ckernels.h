// The float32 kernels of dense networks: one entry trains n steps over layer structs that the caller fills.
//
// Numbers lie as rows × width, the width padded to a multiple of 8 with zeros (a "stride"); weights lie input by input,
// inputs × stride of the outputs. Pad columns of parameters, gradients and deltas are zero and stay zero.
#ifndef CKERNELS_H
#define CKERNELS_H

#include "ckernels_losses.h"
#include "ckernels_passes.h"

// The one list of optimizers: a new one joins here, and has its step in impl/optimizers.h.
//
// X(name, whether its decay is taken off the weight instead of joining the gradient, whether it divides by 1 - beta^t)
#define NN_FOR_OPTIMIZERS(X)   \
  X(NN_SGD, false, false)      \
  X(NN_MOMENTUM, false, false) \
  X(NN_NESTEROV, false, false) \
  X(NN_RMSPROP, false, false)  \
  X(NN_ADAGRAD, false, false)  \
  X(NN_ADAM, false, true)      \
  X(NN_ADAMW, true, true)      \
  X(NN_LION, true, false)

#define NN_NAME(name, ...) name,
typedef enum nn_optimizer_kind { NN_FOR_OPTIMIZERS(NN_NAME) } nn_optimizer_kind;
#undef NN_NAME

typedef enum nn_operation_kind { NN_DENSE, NN_NORM, NN_DROPOUT, NN_IDENTITY, NN_ADD, NN_STAGE } nn_operation_kind;

// Layers that somebody else computes, with parameters and gradients of their own.
typedef struct nn_stage {
  void *context;
  // Numbers beyond a row's width stay as they are.
  void (*forward)(void *context, ptrdiff_t rows, const nn_pass *pass, const float *input, float *output);
  // After `forward` of the same rows: the gradients of its parameters and, where `input_gradient` is not NULL, that.
  void (*backward)(void *context, ptrdiff_t rows, const nn_pass *pass, const float *delta, float *input_gradient);
} nn_stage;

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
  // Whether its products are the workers'.
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
  // the workers compute the product.
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
  float loss_parameter;
  // Accuracy: false: the first largest of the outputs is the class; true: one output, above the limit or not.
  bool has_threshold;
  float threshold;
  nn_optimizer optimizer;
  float *parameters, *gradients, *first, *second;
  const nn_range *ranges;
  ptrdiff_t range_count;
  uint64_t dropout_key;
  // NULL: everything is done on the calling thread, and no operation is large.
  const nn_thread_pool *workers;
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

// Rows of inputs or targets, not padded: floats as they are, or bytes that become numbers as they are gathered.
typedef struct nn_rows {
  // How many there are, and the numbers of one.
  ptrdiff_t count, width;
  // rows × width numbers; NULL: bytes.
  const float *floats;
  const uint8_t *bytes;
  // Which row of `bytes` each row is, all of them there; NULL: the same.
  const int32_t *places;
  // What each of the 256 bytes stands for; NULL: (byte - offset) * factor of its column.
  const float *table;
  const double *offsets, *factors;
} nn_rows;

typedef struct nn_request {
  // All samples: their inputs and as many targets.
  nn_rows x, y;
  // Row numbers, NULL: 0, 1, 2 …; how many.
  const int32_t *order;
  ptrdiff_t order_count;
  // Where the first batch begins; rows of a batch; steps to do.
  ptrdiff_t start, batch, steps;
  // The rate of each step, or one for all.
  const double *rates;
  ptrdiff_t rate_count;
  bool stops_at_non_finite;
  // Step observe_from and every observe_every-th after it is written to `observations`, which has room for so many;
  // 0: none.
  ptrdiff_t observe_from, observe_every;
  nn_observation *observations;
  ptrdiff_t observation_room;
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

// Whether a request keeps to the plan: rows of its widths, row numbers that there are, batches and observations that
// find room. Looks at each row number once, and not at what a step costs.
bool nn_fits(const nn_plan *plan, const nn_request *request);

// Trains: up to request->steps steps. Traps where the request does not fit: that would be a mistake of the caller's.
nn_result nn_step_n(const nn_plan *plan, const nn_request *request);

// Whether there are `count` rows from `start` on in an order of `order_count` row numbers, or in the rows' own where
// `order` is NULL.
bool nn_has_rows(const nn_rows *rows, const int32_t *order, ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count);

// Copies `count` rows, those that order[start] and its followers number, or start and its followers where order is
// NULL, to rows of `stride` numbers. Numbers beyond the width stay as they are. Traps where there are no such rows.
void nn_gather(const nn_rows *from, const int32_t *order, ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count,
               float *to, ptrdiff_t stride);

// Forward over `count` rows of x and y from `start` on (row numbers in `order`, or NULL), at most plan->rows. The
// operations' buffers hold what came out. Returns the sum of the losses, not divided. Traps where the rows are not the
// plan's, or are not there.
double nn_forward(const nn_plan *plan, const nn_pass *pass, const nn_rows *x, const nn_rows *y, const int32_t *order,
                  ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count);

// Backward of the mean loss after nn_forward of the same pass and count: deltas and gradients of the operations.
void nn_backward(const nn_plan *plan, const nn_pass *pass, ptrdiff_t count);

// f(x) for `count` numbers of an elementwise activation.
void nn_activate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count);

// f'(x) for `count` numbers of an elementwise activation.
void nn_differentiate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count);

#endif
