// oneDNN and the threads it runs on (libgomp): the only code that touches either.
//
// Nothing of oneDNN is created before a network needs it: its first product takes tens of milliseconds.
#ifndef CONEDNN_H
#define CONEDNN_H

#include "ckernels.h"

// How many threads this process may run at once.
ptrdiff_t onednn_cores(void);

// Has oneDNN and teams use so many threads when the calling thread asks for work; returns how many it were before.
ptrdiff_t onednn_use_threads(ptrdiff_t threads);

// A team of oneDNN's own threads: the same pool, so that no thread ever waits for another pool's.
nn_team onednn_team(ptrdiff_t threads, ptrdiff_t least);

typedef enum onednn_layer_kind {
  ONEDNN_CONVOLUTION,
  ONEDNN_MAX_POOL,
  ONEDNN_AVERAGE_POOL,
  ONEDNN_NORM,
  ONEDNN_DROPOUT,
  // The end of a residual block.
  ONEDNN_ADD,
} onednn_layer_kind;

// A layer of a stage.
typedef struct onednn_layer {
  onednn_layer_kind kind;
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
} onednn_layer;

// Layers one after another that keep oneDNN's own order of numbers between them: rows of images go in, rows of images
// or of features come out, both plain. oneDNN computes convolutions, mean pools and changes of order, our own kernels the
// rest. Numbers of a row lie as rows × columns × channels; flattened, channel by channel.
typedef struct onednn_stage_form {
  const onednn_layer *layers;
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
  const nn_team *team;
} onednn_stage_form;

typedef struct onednn_stage onednn_stage;

// NULL where there is no memory. The layers are copied; the parameters they point to stay the caller's. It makes itself
// ready for each size of batch when the first one comes, for as many threads as the calling thread uses then.
onednn_stage *onednn_stage_create(const onednn_stage_form *form);
void onednn_stage_destroy(onednn_stage *stage);

// Writes the names of the implementations that compute a batch, with spaces between, as C text.
void onednn_stage_implementations(onednn_stage *stage, ptrdiff_t batch, char *text, ptrdiff_t capacity);

// As the kernels call it.
nn_stage onednn_stage_entry(onednn_stage *stage);

#endif
