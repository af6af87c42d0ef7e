// What our own kernels compute of a stage: activations, normalizations and dropout, on images in blocks of channels.
#include "stage_builder.h"

void nn_stage_activation_forward(builder *at, const nn_onednn_layer *l, trace *t) {
  t->out = t->sums;
  // Relu happened while a convolution's sums were still in registers.
  const bool is_done = l->activation == NN_LINEAR || is_fused(l)
                       || (l->kind == NN_ONEDNN_CONVOLUTION && l->activation == NN_RELU);
  if (at->failed || is_done) return;
  if (nn_needs_sums(l->activation, l->alpha)) t->out = nn_stage_memory(at, layout_of(t->sums), true);
  nn_stage_append(at, &at->b->forward,
         (action){.kind = ACTIVATION,
                  .activation = {.activation = l->activation, .alpha = l->alpha, .slope = l->slope,
                                 .count = nn_stage_element_count(t->sums), .sums = nn_stage_address(t->sums),
                                 .output = nn_stage_address(t->out)}});
}

dnnl_memory_t nn_stage_activation_backward(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t data,
                                 dnnl_memory_t gradient) {
  if (at->failed || l->activation == NN_LINEAR || is_fused(l)) return gradient;
  dnnl_memory_t sums = data ? data : t->sums, out = data ? data : t->out;
  gradient = nn_stage_ordered(at, &at->b->backward, gradient, layout_of(sums));
  if (at->failed) return NULL;
  nn_stage_append(at, &at->b->backward,
         (action){.kind = ACTIVATION_BACK,
                  .activation = {.activation = l->activation, .alpha = l->alpha, .slope = l->slope,
                                 .slope_gradient = l->slope_gradient, .count = nn_stage_element_count(gradient),
                                 .sums = nn_stage_address(sums), .output = nn_stage_address(out),
                                 .delta = nn_stage_address(gradient)}});
  return gradient;
}

// Input and output in blocks, and memory for what the forward pass keeps.
static void planes_forward(builder *at, const nn_onednn_layer *l, trace *t, action_kind kind, bool keeps_all) {
  batch *b = at->b;
  const image i = image_in(at, l);
  t->in = nn_stage_in_blocks(at, &b->forward, t->in, i);
  if (at->failed) return;
  t->sums = t->out = nn_stage_memory(at, layout_of(t->in), true);
  const ptrdiff_t pixels = l->in_rows * l->in_columns;
  const dnnl_dims_t size = {keeps_all ? nn_stage_element_count(t->in)
                                      : nn_norm_kept(&l->norm, l->in_channels, b->rows * pixels)};
  const dnnl_dims_t steps = {1};
  layout line = layout_create(1, size, steps);
  dnnl_memory_t kept = nn_stage_memory(at, line, true);
  layout_destroy(line);
  if (at->failed) return;
  t->is_own = true;
  t->planes = (nn_planes){.images = b->rows, .pixels = pixels, .channels = l->in_channels,
                          .block = nn_stage_block_size(layout_of(t->in), i), .input = nn_stage_address(t->in),
                          .output = nn_stage_address(t->sums), .kept = nn_stage_address(kept)};
  nn_stage_append(at, &b->forward, (action){.kind = kind, .layer = l, .planes = t->planes});
}

static dnnl_memory_t planes_backward(builder *at, const nn_onednn_layer *l, const trace *t, action_kind kind,
                                     bool goes_down, dnnl_memory_t gradient) {
  if (at->failed) return NULL;
  batch *b = at->b;
  gradient = nn_stage_ordered(at, &b->backward, gradient, layout_of(t->out));
  dnnl_memory_t below = goes_down && !at->failed ? nn_stage_memory(at, layout_of(t->in), true) : NULL;
  if (at->failed) return NULL;
  action next = {.kind = kind, .layer = l, .planes = t->planes};
  next.planes.output = nn_stage_address(t->out);
  next.planes.delta = nn_stage_address(gradient);
  next.planes.input_gradient = nn_stage_address(below);
  nn_stage_append(at, &b->backward, next);
  return below;
}

void nn_stage_norm_forward(builder *at, const nn_onednn_layer *l, trace *t) {
  planes_forward(at, l, t, NORM, false);
  nn_stage_activation_forward(at, l, t);
}

dnnl_memory_t nn_stage_norm_backward(builder *at, const nn_onednn_layer *l, const trace *t, bool goes_down,
                                     dnnl_memory_t gradient) {
  return planes_backward(at, l, t, NORM_BACK, goes_down, gradient);
}

void nn_stage_dropout_forward(builder *at, const nn_onednn_layer *l, trace *t) { planes_forward(at, l, t, DROP, true); }

dnnl_memory_t nn_stage_dropout_backward(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  return planes_backward(at, l, t, DROP_BACK, true, gradient);
}
