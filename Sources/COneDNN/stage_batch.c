// Makes a stage ready for batches of one size: primitives, the memory between them, and the changes of order that they
// need.
#include <string.h>

#include "stage_builder.h"

static dnnl_memory_t plain_image(builder *at, image i, ptrdiff_t stride, bool channel_by_channel) {
  const dnnl_dim_t channels = i.sizes[1], rows = i.sizes[2], columns = i.sizes[3];
  const dnnl_dims_t by_channel = {stride, rows * columns, columns, 1};
  const dnnl_dims_t by_place = {stride, 1, columns * channels, channels};
  return nn_stage_plain_memory(at, 4, i.sizes, channel_by_channel ? by_channel : by_place, NULL);
}

static void layer_forward(builder *at, const nn_onednn_layer *l, trace *traces, ptrdiff_t index) {
  trace *t = &traces[index];
  switch (l->kind) {
    case NN_ONEDNN_CONVOLUTION: nn_stage_convolution_forward(at, l, t); break;
    case NN_ONEDNN_MAX_POOL:
    case NN_ONEDNN_AVERAGE_POOL: nn_stage_pool_forward(at, l, t); break;
    case NN_ONEDNN_NORM: nn_stage_norm_forward(at, l, t); break;
    case NN_ONEDNN_DROPOUT: nn_stage_dropout_forward(at, l, t); break;
    case NN_ONEDNN_ADD:
      // Rows that come from outside have an address that changes.
      t->in = nn_stage_in_blocks(at, &at->b->forward, t->in, image_in(at, l));
      t->sums = t->out =
          nn_stage_sum(at, &at->b->forward, t->in, l->source < 0 ? traces[0].in : traces[l->source].out);
      break;
  }
}

// Whether a residual block begins behind a layer of the stage (-1: with what comes in).
static bool has_block(const nn_onednn_stage_spec *form, ptrdiff_t layer) {
  for (ptrdiff_t i = 0; i < form->layer_count; i++) {
    if (form->layers[i].kind == NN_ONEDNN_ADD && form->layers[i].source == layer) return true;
  }
  return false;
}

// Whether a layer's backward pass writes over the gradient that it gets.
static bool overwrites(const nn_onednn_layer *l) {
  return l->activation != NN_LINEAR || is_fused(l) || l->kind == NN_ONEDNN_MAX_POOL;
}

// dL/d(out) of a layer (-1: of what comes in) with what goes past the blocks that begin there.
static dnnl_memory_t with_blocks(builder *at, const trace *traces, ptrdiff_t layer, dnnl_memory_t gradient) {
  const nn_onednn_stage_spec *form = &at->stage->form;
  for (ptrdiff_t i = 0; i < form->layer_count && !at->failed; i++) {
    const nn_onednn_layer *l = &form->layers[i];
    if (l->kind != NN_ONEDNN_ADD || l->source != layer) continue;
    gradient = nn_stage_sum(at, &at->b->backward, traces[i].kept, gradient);
  }
  return gradient;
}

// A sum's gradient goes both ways: what lies below must not write over it.
static dnnl_memory_t addition_backward(builder *at, const nn_onednn_layer *layers, ptrdiff_t index, trace *t,
                                    dnnl_memory_t gradient) {
  t->kept = gradient = nn_stage_ordered(at, &at->b->backward, gradient, layout_of(t->out));
  ptrdiff_t below = index;
  while (below >= 0 && layers[below].kind == NN_ONEDNN_ADD) below--;
  if (below < 0 || !overwrites(&layers[below]) || at->failed) return gradient;
  dnnl_memory_t copy = nn_stage_memory(at, layout_of(gradient), true);
  nn_stage_reorder(at, &at->b->backward, gradient, copy);
  return copy;
}

static void build_backward(builder *at, trace *traces, dnnl_memory_t last) {
  const nn_onednn_stage_spec *form = &at->stage->form;
  const nn_onednn_layer *layers = form->layers;
  ptrdiff_t lowest = 0;
  while (!form->wants_input_gradient && lowest < form->layer_count && !layers[lowest].trains) lowest++;
  if (lowest == form->layer_count && !form->wants_input_gradient) return;
  // A copy in any case: our own kernels want numbers whose address stays.
  dnnl_memory_t gradient = at->failed ? NULL : nn_stage_memory(at, layout_of(last), true);
  nn_stage_reorder(at, &at->b->backward, at->b->delta, gradient);
  for (ptrdiff_t i = form->layer_count - 1; i >= lowest && !at->failed; i--) {
    const nn_onednn_layer *l = &layers[i], *before = i > 0 ? l - 1 : NULL, *after = i + 1 < form->layer_count ? l + 1 : NULL;
    trace *t = &traces[i];
    const bool goes_down = i > lowest || form->wants_input_gradient;
    if (after) gradient = with_blocks(at, traces, i, gradient);
    // A number that relu made 0 is the largest of its window only where all are 0: so the pool's numbers, which are
    // fewer, tell as much.
    const bool masks = l->kind == NN_ONEDNN_MAX_POOL && before && before->kind == NN_ONEDNN_CONVOLUTION
                       && before->activation == NN_RELU && !has_block(form, i - 1);
    const bool is_masked = l->kind == NN_ONEDNN_CONVOLUTION && l->activation == NN_RELU && after
                           && after->kind == NN_ONEDNN_MAX_POOL && !has_block(form, i);
    if (!is_masked) gradient = nn_stage_activation_backward(at, l, t, NULL, gradient);
    switch (l->kind) {
      case NN_ONEDNN_CONVOLUTION:
        if (l->trains) nn_stage_convolution_gradients(at, l, t, gradient);
        if (goes_down) gradient = nn_stage_convolution_backward(at, l, t, gradient);
        break;
      case NN_ONEDNN_MAX_POOL:
      case NN_ONEDNN_AVERAGE_POOL:
        if (masks && !t->is_own) gradient = nn_stage_activation_backward(at, before, t - 1, t->out, gradient);
        if (goes_down) gradient = nn_stage_pool_backward(at, t, masks, gradient);
        break;
      case NN_ONEDNN_NORM: gradient = nn_stage_norm_backward(at, l, t, goes_down, gradient); break;
      case NN_ONEDNN_DROPOUT:
        if (goes_down) gradient = nn_stage_dropout_backward(at, l, t, gradient);
        break;
      case NN_ONEDNN_ADD: gradient = addition_backward(at, layers, i, t, gradient); break;
    }
  }
  if (!form->wants_input_gradient || at->failed) return;
  gradient = with_blocks(at, traces, -1, gradient);
  nn_stage_reorder(at, &at->b->backward, gradient, at->b->input_gradient);
}

static void build(builder *at) {
  const nn_onednn_stage_spec *form = &at->stage->form;
  batch *b = at->b;
  const ptrdiff_t count = form->layer_count;
  const nn_onednn_layer *last = count > 0 ? &form->layers[count - 1] : NULL;
  const image in = image_of(b->rows, form->channels, form->rows, form->columns);
  const image out = last ? image_out(at, last) : in;
  b->input = plain_image(at, in, form->in_stride, false);
  b->output = plain_image(at, out, form->out_stride, form->flattens);
  b->delta = plain_image(at, out, form->out_stride, form->flattens);
  if (form->wants_input_gradient) b->input_gradient = plain_image(at, in, form->in_stride, false);
  trace *traces = calloc((size_t)count + 1, sizeof *traces);
  if (!traces) nn_stage_fail(at);
  dnnl_memory_t current = b->input;
  for (ptrdiff_t i = 0; i < count && !at->failed; i++) {
    traces[i].in = current;
    layer_forward(at, &form->layers[i], traces, i);
    current = traces[i].out;
  }
  if (!at->failed) nn_stage_reorder(at, &b->forward, current, b->output);
  if (!at->failed) build_backward(at, traces, current);
  for (ptrdiff_t i = 0; traces && i < count; i++) {
    if (traces[i].forward) dnnl_primitive_desc_destroy(traces[i].forward);
  }
  free(traces);
}

batch *nn_stage_batch_create(const nn_onednn_stage *stage, ptrdiff_t rows) {
  batch *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  b->rows = rows;
  builder at = {.stage = stage, .b = b};
  build(&at);
  if (!at.failed) return b;
  nn_stage_batch_destroy(b);
  return NULL;
}

static void actions_destroy(actions *all) {
  for (int i = 0; i < all->count; i++) {
    if (all->list[i].kind == PRIMITIVE) dnnl_primitive_destroy(all->list[i].primitive);
  }
  free(all->list);
}

void nn_stage_batch_destroy(batch *b) {
  if (!b) return;
  actions_destroy(&b->forward);
  actions_destroy(&b->backward);
  for (int i = 0; i < b->memory_count; i++) {
    dnnl_memory_destroy(b->memories[i]);
    free(b->numbers[i]);
  }
  free(b->memories);
  free(b->numbers);
  free(b);
}
