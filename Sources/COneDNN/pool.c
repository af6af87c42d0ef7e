// Pools.
#include "stage_builder.h"

static ptrdiff_t rest(ptrdiff_t in, ptrdiff_t out, ptrdiff_t before, ptrdiff_t kernel, const nn_onednn_layer *l) {
  const ptrdiff_t after = (out - 1) * l->stride + kernel - in - before;
  return after > 0 ? after : 0;
}

window nn_stage_window(const nn_onednn_layer *l) {
  return (window){.strides = {l->stride, l->stride},
                  .sizes = {l->kernel_rows, l->kernel_columns},
                  .before = {l->top, l->left},
                  .after = {rest(l->in_rows, l->out_rows, l->top, l->kernel_rows, l),
                            rest(l->in_columns, l->out_columns, l->left, l->kernel_columns, l)}};
}

// A pool of maxima on our own kernels: oneDNN's takes twice as long. False where the numbers lie otherwise.
static bool own_pool(builder *at, const nn_onednn_layer *l, trace *t) {
  const ptrdiff_t block =
      at->failed || l->kind != NN_ONEDNN_MAX_POOL ? 0 : nn_stage_block_size(layout_of(t->in), image_in(at, l));
  if (block == 0) return false;
  layout order = nn_stage_blocked_image(image_out(at, l), block);
  t->sums = t->out = nn_stage_memory(at, order, true);
  layout_destroy(order);
  t->is_own = true;
  t->pool = (nn_pool){.planes = at->b->rows * ((l->in_channels + block - 1) / block), .block = block,
                      .in_rows = l->in_rows, .in_columns = l->in_columns, .out_rows = l->out_rows,
                      .out_columns = l->out_columns, .kernel_rows = l->kernel_rows,
                      .kernel_columns = l->kernel_columns, .stride = l->stride,
                      .input = nn_stage_address(t->in), .output = nn_stage_address(t->out)};
  nn_stage_append(at, &at->b->forward, (action){.kind = POOL, .pool = t->pool});
  return true;
}

void nn_stage_pool_forward(builder *at, const nn_onednn_layer *l, trace *t) {
  batch *b = at->b;
  t->walk = nn_stage_window(l);
  if (own_pool(at, l, t)) return;
  t->kind = l->kind == NN_ONEDNN_MAX_POOL ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
  layout out = any_image(image_out(at, l));
  if (!at->failed) t->forward = pooling_forward(at->stage->engine, t->kind, layout_of(t->in), out, &t->walk);
  layout_destroy(out);
  if (!t->forward) {
    nn_stage_fail(at);
    return;
  }
  t->sums = t->out = nn_stage_memory(at, layout_wanted(t->forward, dnnl_query_dst_md), true);
  const_layout kept = layout_wanted(t->forward, dnnl_query_workspace_md);
  if (kept && dnnl_memory_desc_get_size(kept) > 0) t->workspace = nn_stage_memory(at, kept, true);
  nn_stage_append_primitive(at, &b->forward, t->forward, true, 2 + (t->workspace != NULL),
                   (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, t->in}, {DNNL_ARG_DST, t->out},
                                       {DNNL_ARG_WORKSPACE, t->workspace}});
}

dnnl_memory_t nn_stage_pool_backward(builder *at, const trace *t, bool masks, dnnl_memory_t gradient) {
  if (at->failed) return NULL;
  gradient = nn_stage_ordered(at, &at->b->backward, gradient, layout_of(t->out));
  if (at->failed) return NULL;
  dnnl_memory_t below = nn_stage_memory(at, layout_of(t->in), true);
  if (t->is_own) {
    action next = {.kind = POOL_BACK, .pool = t->pool};
    next.pool.masks = masks;
    next.pool.output_gradient = nn_stage_address(gradient);
    next.pool.input_gradient = nn_stage_address(below);
    nn_stage_append(at, &at->b->backward, next);
    return below;
  }
  dnnl_primitive_desc_t d =
      pooling_backward(at->stage->engine, t->kind, layout_of(t->in), layout_of(t->out), &t->walk, t->forward);
  nn_stage_append_primitive(at, &at->b->backward, d, false, 2 + (t->workspace != NULL),
                   (dnnl_exec_arg_t[]){{DNNL_ARG_DIFF_DST, gradient}, {DNNL_ARG_DIFF_SRC, below},
                                       {DNNL_ARG_WORKSPACE, t->workspace}});
  return below;
}
