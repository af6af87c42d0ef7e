// What our own kernels compute of a stage: activations, normalizations and dropout, on images in blocks of channels.
#include "stage_builder.h"

void activation_pass(builder *at, const onednn_layer *l, trace *t) {
  t->out = t->sums;
  // Relu happened while a convolution's sums were still in registers.
  const bool is_done = l->activation == NN_LINEAR || is_fused(l)
                       || (l->kind == ONEDNN_CONVOLUTION && l->activation == NN_RELU);
  if (at->failed || is_done) return;
  if (nn_needs_sums(l->activation, l->alpha)) t->out = memory(at, layout_of(t->sums), true);
  append(at, &at->b->forward,
         (action){.kind = ACTIVATION,
                  .activation = {.activation = l->activation, .alpha = l->alpha, .slope = l->slope,
                                 .count = numbers_in(t->sums), .sums = address(t->sums), .output = address(t->out)}});
}

dnnl_memory_t through_activation(builder *at, const onednn_layer *l, const trace *t, dnnl_memory_t data,
                                 dnnl_memory_t gradient) {
  if (at->failed || l->activation == NN_LINEAR || is_fused(l)) return gradient;
  dnnl_memory_t sums = data ? data : t->sums, out = data ? data : t->out;
  gradient = ordered(at, &at->b->backward, gradient, layout_of(sums));
  if (at->failed) return NULL;
  append(at, &at->b->backward,
         (action){.kind = ACTIVATION_BACK,
                  .activation = {.activation = l->activation, .alpha = l->alpha, .slope = l->slope,
                                 .slope_gradient = l->slope_gradient, .count = numbers_in(gradient),
                                 .sums = address(sums), .output = address(out), .delta = address(gradient)}});
  return gradient;
}

// Input and output in blocks, and memory for what the forward pass keeps.
static void planes_pass(builder *at, const onednn_layer *l, trace *t, action_kind kind, bool keeps_all) {
  batch *b = at->b;
  const image i = image_in(at, l);
  t->in = in_blocks(at, &b->forward, t->in, i);
  if (at->failed) return;
  t->sums = t->out = memory(at, layout_of(t->in), true);
  const ptrdiff_t pixels = l->in_rows * l->in_columns;
  const dnnl_dims_t size = {keeps_all ? numbers_in(t->in) : nn_norm_kept(&l->norm, l->in_channels, b->rows * pixels)};
  const dnnl_dims_t steps = {1};
  layout line = layout_create(1, size, steps);
  dnnl_memory_t kept = memory(at, line, true);
  layout_destroy(line);
  if (at->failed) return;
  t->is_own = true;
  t->planes = (nn_planes){.images = b->rows, .pixels = pixels, .channels = l->in_channels,
                          .block = block_of(layout_of(t->in), i), .input = address(t->in),
                          .output = address(t->sums), .kept = address(kept)};
  append(at, &b->forward, (action){.kind = kind, .layer = l, .planes = t->planes});
}

static dnnl_memory_t planes_below(builder *at, const onednn_layer *l, const trace *t, action_kind kind, bool goes_down,
                                  dnnl_memory_t gradient) {
  if (at->failed) return NULL;
  batch *b = at->b;
  gradient = ordered(at, &b->backward, gradient, layout_of(t->out));
  dnnl_memory_t below = goes_down && !at->failed ? memory(at, layout_of(t->in), true) : NULL;
  if (at->failed) return NULL;
  action next = {.kind = kind, .layer = l, .planes = t->planes};
  next.planes.output = address(t->out);
  next.planes.delta = address(gradient);
  next.planes.input_gradient = address(below);
  append(at, &b->backward, next);
  return below;
}

void norm_pass(builder *at, const onednn_layer *l, trace *t) {
  planes_pass(at, l, t, NORM, false);
  activation_pass(at, l, t);
}

dnnl_memory_t norm_below(builder *at, const onednn_layer *l, const trace *t, bool goes_down, dnnl_memory_t gradient) {
  return planes_below(at, l, t, NORM_BACK, goes_down, gradient);
}

void dropout_pass(builder *at, const onednn_layer *l, trace *t) { planes_pass(at, l, t, DROP, true); }

dnnl_memory_t dropout_below(builder *at, const onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  return planes_below(at, l, t, DROP_BACK, true, gradient);
}
