// What a batch is made with: memory, changes of order, and the lists of what is to be done.
#ifndef NN_STAGE_BUILDER_H
#define NN_STAGE_BUILDER_H

#include "stage.h"

// A batch while it is made. Once something failed, every function does nothing and gives NULL.
typedef struct builder {
  const nn_onednn_stage *stage;
  batch *b;
  bool failed;
} builder;

// What a layer's forward pass leaves for its backward pass.
typedef struct trace {
  dnnl_primitive_desc_t forward;
  window walk;
  // In: as the layer before gave it. Sums and out are the same where the activation reads `out`.
  dnnl_memory_t in, sums, out, workspace;
  // Of an average pool.
  dnnl_alg_kind_t kind;
  // Of a pool, normalization or dropout that is ours.
  bool is_own;
  nn_pool pool;
  nn_planes planes;
  // Of an addition: dL/d(out), which goes to its source too.
  dnnl_memory_t kept;
} trace;

typedef struct image {
  dnnl_dims_t sizes;
} image;

static inline image image_of(ptrdiff_t batch, ptrdiff_t channels, ptrdiff_t rows, ptrdiff_t columns) {
  return (image){{batch, channels, rows, columns}};
}
static inline image image_in(const builder *at, const nn_onednn_layer *l) {
  return image_of(at->b->rows, l->in_channels, l->in_rows, l->in_columns);
}
static inline image image_out(const builder *at, const nn_onednn_layer *l) {
  return image_of(at->b->rows, l->out_channels, l->out_rows, l->out_columns);
}

// An image in whatever order its primitive likes.
static inline layout any_image(image i) { return layout_create(4, i.sizes, NULL); }

void *nn_stage_fail(builder *at);

// Memory of a layout, NULL without one: with zeros of its own, or at an address that is set later.
dnnl_memory_t nn_stage_memory(builder *at, const_layout order, bool owns);
// Numbers in plain order at a given address (NULL: set later).
dnnl_memory_t nn_stage_plain_memory(builder *at, int dimensions, const dnnl_dims_t sizes, const dnnl_dims_t strides,
                                    float *address);
// Where the numbers lie; NULL where that is set later.
float *nn_stage_address(dnnl_memory_t memory);
// How many numbers a pass over all of them takes, a multiple of NN_LANES.
ptrdiff_t nn_stage_element_count(dnnl_memory_t memory);

// Appends a pass of our own.
void nn_stage_append(builder *at, actions *to, action next);
// Appends a primitive; the description is destroyed unless `keeps`.
void nn_stage_append_primitive(builder *at, actions *to, dnnl_primitive_desc_t description, bool keeps, int count,
                      const dnnl_exec_arg_t *arguments);
#define ARGUMENTS(...) \
  sizeof((dnnl_exec_arg_t[]){__VA_ARGS__}) / sizeof(dnnl_exec_arg_t), (dnnl_exec_arg_t[]) { __VA_ARGS__ }

void nn_stage_reorder(builder *at, actions *to, dnnl_memory_t from, dnnl_memory_t into);
// `from` itself, or a copy in the order wanted.
dnnl_memory_t nn_stage_ordered(builder *at, actions *to, dnnl_memory_t from, const_layout wanted);

// Channels of a block where an image lies in blocks of whole vectors, else 0.
ptrdiff_t nn_stage_block_size(const_layout order, image i);
// An image in blocks of 8 or 16 channels.
layout nn_stage_blocked_image(image i, ptrdiff_t block);
// `from` itself where it lies in blocks, or a copy that does.
dnnl_memory_t nn_stage_in_blocks(builder *at, actions *to, dnnl_memory_t from, image i);

// Layers. `backward` functions give dL/d(in) for dL/d(sums); the weights' gradients are theirs where not said otherwise.
window nn_stage_window(const nn_onednn_layer *l);
void nn_stage_convolution_forward(builder *at, const nn_onednn_layer *l, trace *t);
void nn_stage_convolution_gradients(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t gradient);
dnnl_memory_t nn_stage_convolution_backward(builder *at, const nn_onednn_layer *l, const trace *t,
                                            dnnl_memory_t gradient);
void nn_stage_pool_forward(builder *at, const nn_onednn_layer *l, trace *t);
// `masks`: whether the pool also does what the relu before it would.
dnnl_memory_t nn_stage_pool_backward(builder *at, const trace *t, bool masks, dnnl_memory_t gradient);
void nn_stage_norm_forward(builder *at, const nn_onednn_layer *l, trace *t);
dnnl_memory_t nn_stage_norm_backward(builder *at, const nn_onednn_layer *l, const trace *t, bool goes_down,
                                     dnnl_memory_t gradient);
void nn_stage_dropout_forward(builder *at, const nn_onednn_layer *l, trace *t);
dnnl_memory_t nn_stage_dropout_backward(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t gradient);
// output = in + the source's numbers, in the order of `in`.
dnnl_memory_t nn_stage_sum(builder *at, actions *to, dnnl_memory_t in, dnnl_memory_t other);

// Applies what follows a layer to `t->sums`; `t->out` is where it goes.
void nn_stage_activation_forward(builder *at, const nn_onednn_layer *l, trace *t);
// dL/d(out), in place: dL/d(sums). `data` is what the derivative is computed from, NULL: of the layer.
dnnl_memory_t nn_stage_activation_backward(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t data,
                                 dnnl_memory_t gradient);
// Whether a normalization's kernel applies the activation too.
static inline bool is_fused(const nn_onednn_layer *l) {
  return l->kind == NN_ONEDNN_NORM && l->norm.activation != NN_LINEAR;
}

#endif
