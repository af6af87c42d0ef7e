// Makes a stage ready for batches of one size: primitives, the memory between them, and the changes of order that they
// need. Every primitive chooses its own order of numbers; weights are brought into it at each step, which costs little
// beside a convolution over a batch, and so the optimizer sees one plain buffer.
#include "stage.h"

#include <stdio.h>
#include <string.h>

// While it is made.
typedef struct builder {
  const onednn_stage *stage;
  batch *b;
  bool failed;
} builder;

// What a layer's forward pass leaves for its backward pass.
typedef struct trace {
  dnnl_primitive_desc_t forward, activation;
  window walk;
  // In: as the layer before gave it. Sums and out are the same where the activation reads `out`.
  dnnl_memory_t in, sums, out, workspace;
  dnnl_alg_kind_t kind;
  float alpha, beta;
  // Of a pool that is ours.
  bool is_own;
  nn_pool own;
} trace;

static void *fail(builder *at) {
  at->failed = true;
  return NULL;
}

// Memory of a layout, NULL without one: with zeros of its own, or at an address that is set later.
static dnnl_memory_t memory(builder *at, const_layout order, bool owns) {
  batch *b = at->b;
  if (at->failed || !order) return fail(at);
  if (b->memory_count == b->memory_capacity) {
    const int capacity = 2 * b->memory_capacity + 16;
    dnnl_memory_t *memories = realloc(b->memories, (size_t)capacity * sizeof *memories);
    if (memories) b->memories = memories;
    float **numbers = realloc(b->numbers, (size_t)capacity * sizeof *numbers);
    if (numbers) b->numbers = numbers;
    if (!memories || !numbers) return fail(at);
    b->memory_capacity = capacity;
  }
  float *numbers = NULL;
  if (owns) {
    const size_t bytes = (dnnl_memory_desc_get_size(order) + 63) / 64 * 64;
    numbers = aligned_alloc(64, bytes > 0 ? bytes : 64);
    if (!numbers) return fail(at);
    memset(numbers, 0, bytes);
  }
  dnnl_memory_t made = NULL;
  if (dnnl_memory_create(&made, order, at->stage->engine, numbers) != dnnl_success) {
    free(numbers);
    return fail(at);
  }
  b->memories[b->memory_count] = made;
  b->numbers[b->memory_count++] = numbers;
  return made;
}

// Numbers in plain order at a given address (NULL: set later).
static dnnl_memory_t plain(builder *at, int dimensions, const dnnl_dims_t sizes, const dnnl_dims_t strides,
                           float *address) {
  layout order = layout_create(dimensions, sizes, strides);
  dnnl_memory_t made = memory(at, order, false);
  layout_destroy(order);
  if (made && dnnl_memory_set_data_handle(made, address) != dnnl_success) return fail(at);
  return made;
}

// A place for one more; NULL without memory.
static action *next_action(builder *at, actions *to) {
  if (to->count == to->capacity) {
    const int capacity = 2 * to->capacity + 16;
    action *list = realloc(to->list, (size_t)capacity * sizeof *list);
    if (!list) return fail(at);
    to->list = list;
    to->capacity = capacity;
  }
  return at->failed ? NULL : &to->list[to->count];
}

// Appends a primitive; the description is destroyed unless `keeps`.
static void append(builder *at, actions *to, dnnl_primitive_desc_t description, bool keeps, int count,
                   const dnnl_exec_arg_t *arguments) {
  action *next = next_action(at, to);
  action made = {.count = count};
  if (!next || !description || dnnl_primitive_create(&made.primitive, description) != dnnl_success) {
    fail(at);
  } else {
    for (int i = 0; i < count; i++) made.arguments[i] = arguments[i];
    *next = made;
    to->count++;
    const char *name = NULL;
    dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &name);
    const size_t used = strlen(at->b->implementations), room = sizeof at->b->implementations - used;
    if (name) snprintf(at->b->implementations + used, room, "%s%s", used ? " " : "", name);
  }
  if (description && !keeps) dnnl_primitive_desc_destroy(description);
}
#define ARGUMENTS(...) \
  sizeof((dnnl_exec_arg_t[]){__VA_ARGS__}) / sizeof(dnnl_exec_arg_t), (dnnl_exec_arg_t[]) { __VA_ARGS__ }

static void reorder(builder *at, actions *to, dnnl_memory_t from, dnnl_memory_t into) {
  if (at->failed) return;
  dnnl_primitive_desc_t d = NULL;
  const dnnl_engine_t engine = at->stage->engine;
  const dnnl_status_t status =
      dnnl_reorder_primitive_desc_create(&d, layout_of(from), engine, layout_of(into), engine, NULL);
  append(at, to, made(status, d), false, ARGUMENTS({DNNL_ARG_FROM, from}, {DNNL_ARG_TO, into}));
}

// `from` itself, or a copy in the order wanted.
static dnnl_memory_t ordered(builder *at, actions *to, dnnl_memory_t from, const_layout wanted) {
  if (at->failed || !wanted) return fail(at);
  if (dnnl_memory_desc_equal(layout_of(from), wanted)) return from;
  dnnl_memory_t copy = memory(at, wanted, true);
  if (copy) reorder(at, to, from, copy);
  return copy;
}

typedef struct image {
  dnnl_dims_t sizes;
} image;

static image image_of(ptrdiff_t batch, ptrdiff_t channels, ptrdiff_t rows, ptrdiff_t columns) {
  return (image){{batch, channels, rows, columns}};
}

// An image in whatever order its primitive likes.
static layout any_image(image i) { return layout_create(4, i.sizes, NULL); }

static dnnl_memory_t plain_image(builder *at, image i, ptrdiff_t stride, bool channel_by_channel) {
  const dnnl_dim_t channels = i.sizes[1], rows = i.sizes[2], columns = i.sizes[3];
  const dnnl_dims_t by_channel = {stride, rows * columns, columns, 1};
  const dnnl_dims_t by_place = {stride, 1, columns * channels, channels};
  return plain(at, 4, i.sizes, channel_by_channel ? by_channel : by_place, NULL);
}

static ptrdiff_t rest(ptrdiff_t in, ptrdiff_t out, ptrdiff_t before, const onednn_layer *l) {
  const ptrdiff_t after = (out - 1) * l->stride + l->size - in - before;
  return after > 0 ? after : 0;
}

static window window_of(const onednn_layer *l) {
  return (window){.strides = {l->stride, l->stride},
                  .sizes = {l->size, l->size},
                  .before = {l->top, l->left},
                  .after = {rest(l->in_rows, l->out_rows, l->top, l), rest(l->in_columns, l->out_columns, l->left, l)}};
}

// The order of weights in the parameters: filters × channels × rows × columns.
static dnnl_memory_t plain_weights(builder *at, const onednn_layer *l, float *address) {
  const dnnl_dims_t sizes = {l->out_channels, l->in_channels, l->size, l->size};
  const dnnl_dims_t strides = {l->in_channels * l->size * l->size, l->size * l->size, l->size, 1};
  return plain(at, 4, sizes, strides, address);
}

static dnnl_memory_t plain_bias(builder *at, const onednn_layer *l, float *address) {
  const dnnl_dims_t sizes = {l->out_channels}, strides = {1};
  return plain(at, 1, sizes, strides, address);
}

// oneDNN's name of an activation; dnnl_alg_kind_undef where it has none.
static dnnl_alg_kind_t activation_kind(nn_activation activation, float alpha, float *a, float *b) {
  *a = 0, *b = 0;
  switch (activation) {
    case NN_RELU: return dnnl_eltwise_relu_use_dst_for_bwd;
    case NN_LEAKY_RELU: *a = alpha; return dnnl_eltwise_relu;
    case NN_TANH: return dnnl_eltwise_tanh_use_dst_for_bwd;
    case NN_SIGMOID: return dnnl_eltwise_logistic_use_dst_for_bwd;
    case NN_ELU: *a = alpha; return dnnl_eltwise_elu;
    case NN_GELU: return dnnl_eltwise_gelu_erf;
    case NN_SILU: *a = 1; return dnnl_eltwise_swish;
    case NN_MISH: return dnnl_eltwise_mish;
    case NN_SOFTPLUS: *a = 1; return dnnl_eltwise_soft_relu;
    default: return dnnl_alg_kind_undef;
  }
}

bool onednn_knows(nn_activation activation) {
  float a, b;
  return activation == NN_LINEAR || activation_kind(activation, 0, &a, &b) != dnnl_alg_kind_undef;
}

static bool reads_output(nn_activation a) { return a == NN_RELU || a == NN_TANH || a == NN_SIGMOID; }

static void convolution(builder *at, const onednn_layer *l, trace *t) {
  batch *b = at->b;
  const dnnl_engine_t engine = at->stage->engine;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->size, l->size};
  t->walk = window_of(l);
  t->kind = activation_kind(l->activation, l->alpha, &t->alpha, &t->beta);
  layout in = any_image(image_of(b->rows, l->in_channels, l->in_rows, l->in_columns));
  layout out = any_image(image_of(b->rows, l->out_channels, l->out_rows, l->out_columns));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_memory_t bias = l->bias ? plain_bias(at, l, l->bias) : NULL;
  // Relu happens while the sums are still in registers.
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_post_ops_t post = NULL;
  if (l->activation == NN_RELU
      && (dnnl_primitive_attr_create(&attributes) != dnnl_success || dnnl_post_ops_create(&post) != dnnl_success
          || append_activation(post, dnnl_eltwise_relu, 0, 0) != dnnl_success
          || dnnl_primitive_attr_set_post_ops(attributes, post) != dnnl_success)) {
    fail(at);
  }
  if (!at->failed) {
    t->forward =
        convolution_forward(engine, in, weights, bias ? layout_of(bias) : NULL, out, &t->walk, attributes);
  }
  if (post) dnnl_post_ops_destroy(post);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!t->forward) {
    fail(at);
    return;
  }
  dnnl_memory_t source = ordered(at, &b->forward, t->in, layout_wanted(t->forward, dnnl_query_src_md));
  dnnl_memory_t filters = ordered(at, &b->forward, plain_weights(at, l, l->weights),
                                  layout_wanted(t->forward, dnnl_query_weights_md));
  t->in = source;
  t->sums = memory(at, layout_wanted(t->forward, dnnl_query_dst_md), true);
  append(at, &b->forward, t->forward, true,
         3 + (bias != NULL), (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, filters},
                                                 {DNNL_ARG_DST, t->sums}, {DNNL_ARG_BIAS, bias}});
  t->out = t->sums;
  if (at->failed || l->activation == NN_RELU || l->activation == NN_LINEAR) return;
  if (!reads_output(l->activation)) t->out = memory(at, layout_of(t->sums), true);
  const dnnl_alg_kind_t forward_kind = l->activation == NN_TANH      ? dnnl_eltwise_tanh
                                       : l->activation == NN_SIGMOID ? dnnl_eltwise_logistic
                                                                     : t->kind;
  t->activation = activation_forward(engine, forward_kind, layout_of(t->sums), t->alpha, t->beta);
  append(at, &b->forward, t->activation, true, ARGUMENTS({DNNL_ARG_SRC, t->sums}, {DNNL_ARG_DST, t->out}));
}

// Channels of a block where an image lies in blocks of whole vectors, else 0.
static ptrdiff_t block_of(const_layout order, image i) {
  const dnnl_format_tag_t tags[] = {dnnl_aBcd8b, dnnl_aBcd16b};
  for (int k = 0; k < 2; k++) {
    layout blocked = layout_tagged(4, i.sizes, tags[k]);
    const bool is_it = blocked && dnnl_memory_desc_equal(order, blocked);
    layout_destroy(blocked);
    if (is_it) return 8 << k;
  }
  return 0;
}

static float *address(dnnl_memory_t memory) {
  void *numbers = NULL;
  return dnnl_memory_get_data_handle(memory, &numbers) == dnnl_success ? numbers : NULL;
}

// A pool of maxima on our own kernels: oneDNN's takes twice as long. False where the numbers lie otherwise.
static bool own_pool(builder *at, const onednn_layer *l, trace *t) {
  batch *b = at->b;
  const ptrdiff_t block =
      at->failed || l->kind != ONEDNN_MAX_POOL
          ? 0 : block_of(layout_of(t->in), image_of(b->rows, l->in_channels, l->in_rows, l->in_columns));
  if (block == 0) return false;
  const image out = image_of(b->rows, l->out_channels, l->out_rows, l->out_columns);
  layout order = layout_tagged(4, out.sizes, block == 8 ? dnnl_aBcd8b : dnnl_aBcd16b);
  t->sums = t->out = memory(at, order, true);
  layout_destroy(order);
  action *next = next_action(at, &b->forward);
  if (!next) return true;
  t->is_own = true;
  t->own = (nn_pool){.planes = b->rows * ((l->in_channels + block - 1) / block), .block = block,
                     .in_rows = l->in_rows, .in_columns = l->in_columns, .out_rows = l->out_rows,
                     .out_columns = l->out_columns, .size = l->size, .stride = l->stride,
                     .input = address(t->in), .output = address(t->out)};
  *next = (action){.pool = t->own};
  b->forward.count++;
  return true;
}

static void pool(builder *at, const onednn_layer *l, trace *t) {
  batch *b = at->b;
  t->walk = window_of(l);
  if (own_pool(at, l, t)) return;
  t->kind = l->kind == ONEDNN_MAX_POOL ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding;
  layout out = any_image(image_of(b->rows, l->out_channels, l->out_rows, l->out_columns));
  if (!at->failed) t->forward = pooling_forward(at->stage->engine, t->kind, layout_of(t->in), out, &t->walk);
  layout_destroy(out);
  if (!t->forward) {
    fail(at);
    return;
  }
  t->sums = t->out = memory(at, layout_wanted(t->forward, dnnl_query_dst_md), true);
  const_layout kept = layout_wanted(t->forward, dnnl_query_workspace_md);
  if (kept && dnnl_memory_desc_get_size(kept) > 0) t->workspace = memory(at, kept, true);
  append(at, &b->forward, t->forward, true,
         2 + (t->workspace != NULL), (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, t->in}, {DNNL_ARG_DST, t->out},
                                                         {DNNL_ARG_WORKSPACE, t->workspace}});
}

// dL/d(what an activation gave), in place: dL/d(sums). `data` is what it reads; `t` says which one it is.
static dnnl_memory_t through_activation(builder *at, const onednn_layer *l, const trace *t, dnnl_memory_t data,
                                        dnnl_memory_t gradient) {
  if (at->failed || l->activation == NN_LINEAR) return gradient;
  batch *b = at->b;
  const dnnl_engine_t engine = at->stage->engine;
  gradient = ordered(at, &b->backward, gradient, layout_of(data));
  const dnnl_alg_kind_t plain_kind = l->activation == NN_RELU      ? dnnl_eltwise_relu
                                     : l->activation == NN_TANH    ? dnnl_eltwise_tanh
                                     : l->activation == NN_SIGMOID ? dnnl_eltwise_logistic
                                                                   : t->kind;
  dnnl_primitive_desc_t hint = activation_forward(engine, plain_kind, layout_of(data), t->alpha, t->beta);
  dnnl_primitive_desc_t d =
      hint ? activation_backward(engine, t->kind, layout_of(data), t->alpha, t->beta, hint) : NULL;
  append(at, &b->backward, d, false,
         ARGUMENTS({reads_output(l->activation) ? DNNL_ARG_DST : DNNL_ARG_SRC, data}, {DNNL_ARG_DIFF_DST, gradient},
                   {DNNL_ARG_DIFF_SRC, gradient}));
  if (hint) dnnl_primitive_desc_destroy(hint);
  return gradient;
}

static void weight_gradients(builder *at, const onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  batch *b = at->b;
  if (at->failed) return;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->size, l->size};
  layout in = any_image(image_of(b->rows, l->in_channels, l->in_rows, l->in_columns));
  layout out = any_image(image_of(b->rows, l->out_channels, l->out_rows, l->out_columns));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_memory_t bias = l->bias ? plain_bias(at, l, l->bias_gradient) : NULL;
  dnnl_primitive_desc_t d = convolution_weight_gradient(at->stage->engine, in, weights, bias ? layout_of(bias) : NULL,
                                                        out, &t->walk, t->forward);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!d) {
    fail(at);
    return;
  }
  dnnl_memory_t source = ordered(at, &b->backward, t->in, layout_wanted(d, dnnl_query_src_md));
  dnnl_memory_t above = ordered(at, &b->backward, gradient, layout_wanted(d, dnnl_query_diff_dst_md));
  dnnl_memory_t target = plain_weights(at, l, l->weight_gradient);
  const_layout liked = layout_wanted(d, dnnl_query_diff_weights_md);
  const bool is_plain = !at->failed && dnnl_memory_desc_equal(layout_of(target), liked);
  dnnl_memory_t result = is_plain ? target : memory(at, liked, true);
  append(at, &b->backward, d, false,
         3 + (bias != NULL), (dnnl_exec_arg_t[]){{DNNL_ARG_SRC, source}, {DNNL_ARG_DIFF_DST, above},
                                                 {DNNL_ARG_DIFF_WEIGHTS, result}, {DNNL_ARG_DIFF_BIAS, bias}});
  if (!is_plain && !at->failed) reorder(at, &b->backward, result, target);
}

static dnnl_memory_t convolution_below(builder *at, const onednn_layer *l, const trace *t, dnnl_memory_t gradient) {
  batch *b = at->b;
  if (at->failed) return NULL;
  const dnnl_dims_t weight_sizes = {l->out_channels, l->in_channels, l->size, l->size};
  layout in = any_image(image_of(b->rows, l->in_channels, l->in_rows, l->in_columns));
  layout out = any_image(image_of(b->rows, l->out_channels, l->out_rows, l->out_columns));
  layout weights = layout_create(4, weight_sizes, NULL);
  dnnl_primitive_desc_t d = convolution_input_gradient(at->stage->engine, in, weights, out, &t->walk, t->forward);
  layout_destroy(in), layout_destroy(out), layout_destroy(weights);
  if (!d) return fail(at);
  dnnl_memory_t filters = ordered(at, &b->backward, plain_weights(at, l, l->weights),
                                  layout_wanted(d, dnnl_query_weights_md));
  dnnl_memory_t above = ordered(at, &b->backward, gradient, layout_wanted(d, dnnl_query_diff_dst_md));
  dnnl_memory_t below = memory(at, layout_wanted(d, dnnl_query_diff_src_md), true);
  append(at, &b->backward, d, false,
         ARGUMENTS({DNNL_ARG_DIFF_DST, above}, {DNNL_ARG_WEIGHTS, filters}, {DNNL_ARG_DIFF_SRC, below}));
  return below;
}

static dnnl_memory_t pool_below(builder *at, const trace *t, bool masks, dnnl_memory_t gradient) {
  if (at->failed) return NULL;
  gradient = ordered(at, &at->b->backward, gradient, layout_of(t->out));
  if (at->failed) return NULL;
  dnnl_memory_t below = memory(at, layout_of(t->in), true);
  if (t->is_own) {
    action *next = next_action(at, &at->b->backward);
    if (!next) return NULL;
    *next = (action){.pool = t->own};
    next->pool.masks = masks;
    next->pool.output_gradient = address(gradient);
    next->pool.input_gradient = address(below);
    at->b->backward.count++;
    return below;
  }
  dnnl_primitive_desc_t d =
      pooling_backward(at->stage->engine, t->kind, layout_of(t->in), layout_of(t->out), &t->walk, t->forward);
  append(at, &at->b->backward, d, false,
         2 + (t->workspace != NULL), (dnnl_exec_arg_t[]){{DNNL_ARG_DIFF_DST, gradient}, {DNNL_ARG_DIFF_SRC, below},
                                                         {DNNL_ARG_WORKSPACE, t->workspace}});
  return below;
}

static void build_backward(builder *at, const trace *traces, dnnl_memory_t last) {
  const onednn_stage_form *form = &at->stage->form;
  const onednn_layer *layers = form->layers;
  ptrdiff_t lowest = 0;
  while (!form->wants_input_gradient && lowest < form->layer_count && !layers[lowest].trains) lowest++;
  if (lowest == form->layer_count && !form->wants_input_gradient) return;
  dnnl_memory_t gradient = at->failed ? NULL : ordered(at, &at->b->backward, at->b->delta, layout_of(last));
  for (ptrdiff_t i = form->layer_count - 1; i >= lowest && !at->failed; i--) {
    const onednn_layer *l = &layers[i];
    const trace *t = &traces[i];
    const onednn_layer *after = i + 1 < form->layer_count ? l + 1 : NULL;
    if (l->kind != ONEDNN_CONVOLUTION) {
      if (i == lowest && !form->wants_input_gradient) continue;
      // A number that relu made 0 is the largest of its window only where all are 0: so the pool's numbers, which are
      // fewer, tell as much.
      const bool masks =
          l->kind == ONEDNN_MAX_POOL && i > 0 && l[-1].activation == NN_RELU && l[-1].kind == ONEDNN_CONVOLUTION;
      if (masks && !t->is_own) gradient = through_activation(at, l - 1, t - 1, t->out, gradient);
      gradient = pool_below(at, t, masks, gradient);
      continue;
    }
    const bool is_through = l->activation == NN_RELU && after && after->kind == ONEDNN_MAX_POOL;
    if (!is_through) {
      gradient = through_activation(at, l, t, reads_output(l->activation) ? t->out : t->sums, gradient);
    }
    if (l->trains) weight_gradients(at, l, t, gradient);
    if (i > lowest || form->wants_input_gradient) gradient = convolution_below(at, l, t, gradient);
  }
  if (form->wants_input_gradient && !at->failed) reorder(at, &at->b->backward, gradient, at->b->input_gradient);
}

static void build(builder *at) {
  const onednn_stage_form *form = &at->stage->form;
  batch *b = at->b;
  const ptrdiff_t count = form->layer_count;
  const onednn_layer *last = count > 0 ? &form->layers[count - 1] : NULL;
  const image in = image_of(b->rows, form->channels, form->rows, form->columns);
  const image out = last ? image_of(b->rows, last->out_channels, last->out_rows, last->out_columns) : in;
  b->input = plain_image(at, in, form->in_stride, false);
  b->output = plain_image(at, out, form->out_stride, form->flattens);
  b->delta = plain_image(at, out, form->out_stride, form->flattens);
  if (form->wants_input_gradient) b->input_gradient = plain_image(at, in, form->in_stride, false);
  trace *traces = calloc((size_t)count + 1, sizeof *traces);
  if (!traces) fail(at);
  dnnl_memory_t current = b->input;
  for (ptrdiff_t i = 0; i < count && !at->failed; i++) {
    traces[i].in = current;
    if (form->layers[i].kind == ONEDNN_CONVOLUTION) {
      convolution(at, &form->layers[i], &traces[i]);
    } else {
      pool(at, &form->layers[i], &traces[i]);
    }
    current = traces[i].out;
  }
  if (!at->failed) reorder(at, &b->forward, current, b->output);
  if (!at->failed) build_backward(at, traces, current);
  for (ptrdiff_t i = 0; traces && i < count; i++) {
    if (traces[i].forward) dnnl_primitive_desc_destroy(traces[i].forward);
    if (traces[i].activation) dnnl_primitive_desc_destroy(traces[i].activation);
  }
  free(traces);
}

batch *batch_create(const onednn_stage *stage, ptrdiff_t rows) {
  batch *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  b->rows = rows;
  builder at = {.stage = stage, .b = b};
  build(&at);
  if (!at.failed) return b;
  batch_destroy(b);
  return NULL;
}

static void actions_destroy(actions *all) {
  for (int i = 0; i < all->count; i++) {
    if (all->list[i].primitive) dnnl_primitive_destroy(all->list[i].primitive);
  }
  free(all->list);
}

void batch_destroy(batch *b) {
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
