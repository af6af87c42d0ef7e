// Convolutions. Every primitive chooses its own order of numbers; weights are brought into it at each step, which costs
// little beside a convolution over a batch, and so the optimizer sees one plain buffer.
#include "stage_builder.h"

// The order of weights in the parameters: filters × channels × rows × columns.
static dnnl_memory_t plain_weights(builder *at, const nn_onednn_layer *l, float *address) {
  const dnnl_dims_t sizes = {l->out_channels, l->in_channels, l->kernel_rows, l->kernel_columns};
  const dnnl_dims_t strides = {l->in_channels * l->kernel_rows * l->kernel_columns,
                               l->kernel_rows * l->kernel_columns, l->kernel_columns, 1};
  return nn_stage_plain_memory(at, 4, sizes, strides, address);
}

static dnnl_memory_t plain_bias(builder *at, const nn_onednn_layer *l, float *address) {
  const dnnl_dims_t sizes = {l->out_channels}, strides = {1};
  return nn_stage_plain_memory(at, 1, sizes, strides, address);
}

void nn_stage_convolution_forward(builder *at, const nn_onednn_layer *l, trace *t) {
  batch *b = at->b;
  const dnnl_engine_t engine = at->stage->engine;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->kernel_rows, l->kernel_columns};
  t->walk = nn_stage_window(l);
  layout in = any_image(image_in(at, l));
  layout out = any_image(image_out(at, l));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_memory_t bias = l->bias ? plain_bias(at, l, l->bias) : NULL;
  // Relu happens while the sums are still in registers.
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_post_ops_t post = NULL;
  if (l->activation == NN_RELU
      && (dnnl_primitive_attr_create(&attributes) != dnnl_success || dnnl_post_ops_create(&post) != dnnl_success
          || append_activation(post, dnnl_eltwise_relu, 0, 0) != dnnl_success
          || dnnl_primitive_attr_set_post_ops(attributes, post) != dnnl_success)) {
    nn_stage_fail(at);
  }
  if (!at->failed) {
    t->forward =
        convolution_forward(engine, in, weights, bias ? layout_of(bias) : NULL, out, &t->walk, attributes);
  }
  if (post) dnnl_post_ops_destroy(post);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!t->forward) {
    nn_stage_fail(at);
    return;
  }
  dnnl_memory_t source = nn_stage_ordered(at, &b->forward, t->in, layout_wanted(t->forward, dnnl_query_src_md));
  dnnl_memory_t filters = nn_stage_ordered(at, &b->forward, plain_weights(at, l, l->weights),
                                  layout_wanted(t->forward, dnnl_query_weights_md));
  t->in = source;
  t->sums = nn_stage_memory(at, layout_wanted(t->forward, dnnl_query_dst_md), true);
  nn_stage_append_primitive(at, &b->forward, t->forward, true, 3 + (bias != NULL),
                   (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, filters},
                                       {DNNL_ARG_DST, t->sums}, {DNNL_ARG_BIAS, bias}});
  nn_stage_activation_forward(at, l, t);
}

// A first layer's on our own kernel, which reads its few channels as they come. False where they are not few, or where
// windows reach beyond the image.
static bool own_gradients(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  batch *b = at->b;
  const window *w = &t->walk;
  const bool is_inside = w->before[0] + w->before[1] + w->after[0] + w->after[1] == 0;
  if (l != at->stage->form.layers || !is_inside || l->in_channels >= NN_LANES
      || l->in_channels * l->kernel_rows * l->kernel_columns > NN_TAPS) {
    return false;
  }
  gradient = nn_stage_in_blocks(at, &b->backward, gradient, image_out(at, l));
  if (at->failed) return true;
  nn_stage_append(at, &b->backward,
         (action){.kind = FILTERS, .input = b->input,
                  .filters = {.images = b->rows, .in_image = at->stage->form.in_stride, .in_columns = l->in_columns,
                              .in_channels = l->in_channels, .size = l->kernel_rows, .stride = l->stride,
                              .delta = nn_stage_address(gradient), .rows = l->out_rows, .columns = l->out_columns,
                              .filters = l->out_channels,
                              .block = nn_stage_block_size(layout_of(gradient), image_out(at, l)),
                              .weight_gradient = l->weight_gradient,
                              .bias_gradient = l->bias ? l->bias_gradient : NULL}});
  return true;
}

void nn_stage_convolution_gradients(builder *at, const nn_onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  batch *b = at->b;
  if (at->failed || own_gradients(at, l, t, gradient)) return;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->kernel_rows, l->kernel_columns};
  layout in = any_image(image_in(at, l));
  layout out = any_image(image_out(at, l));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_memory_t bias = l->bias ? plain_bias(at, l, l->bias_gradient) : NULL;
  dnnl_primitive_desc_t d = convolution_weight_gradient(at->stage->engine, in, weights, bias ? layout_of(bias) : NULL,
                                                        out, &t->walk, t->forward);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!d) {
    nn_stage_fail(at);
    return;
  }
  dnnl_memory_t source = nn_stage_ordered(at, &b->backward, t->in, layout_wanted(d, dnnl_query_src_md));
  dnnl_memory_t above = nn_stage_ordered(at, &b->backward, gradient, layout_wanted(d, dnnl_query_diff_dst_md));
  dnnl_memory_t target = plain_weights(at, l, l->weight_gradient);
  const_layout liked = layout_wanted(d, dnnl_query_diff_weights_md);
  const bool is_plain = !at->failed && dnnl_memory_desc_equal(layout_of(target), liked);
  dnnl_memory_t result = is_plain ? target : nn_stage_memory(at, liked, true);
  nn_stage_append_primitive(at, &b->backward, d, false, 3 + (bias != NULL),
                   (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, source}, {DNNL_ARG_DIFF_DST, above},
                                       {DNNL_ARG_DIFF_WEIGHTS, result}, {DNNL_ARG_DIFF_BIAS, bias}});
  if (!is_plain && !at->failed) nn_stage_reorder(at, &b->backward, result, target);
}

dnnl_memory_t nn_stage_convolution_backward(builder *at, const nn_onednn_layer *l, const trace *t,
                                            dnnl_memory_t gradient) {
  batch *b = at->b;
  if (at->failed) return NULL;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->kernel_rows, l->kernel_columns};
  layout in = any_image(image_in(at, l));
  layout out = any_image(image_out(at, l));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_primitive_desc_t d = convolution_input_gradient(at->stage->engine, in, weights, out, &t->walk, t->forward);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!d) return nn_stage_fail(at);
  dnnl_memory_t filters = nn_stage_ordered(at, &b->backward, plain_weights(at, l, l->weights),
                                  layout_wanted(d, dnnl_query_weights_md));
  dnnl_memory_t above = nn_stage_ordered(at, &b->backward, gradient, layout_wanted(d, dnnl_query_diff_dst_md));
  dnnl_memory_t below = nn_stage_memory(at, layout_wanted(d, dnnl_query_diff_src_md), true);
  nn_stage_append_primitive(at, &b->backward, d, false,
                   ARGUMENTS({DNNL_ARG_DIFF_DST, above}, {DNNL_ARG_WEIGHTS, filters}, {DNNL_ARG_DIFF_SRC, below}));
  return below;
}
