// Layers: forward, backward, and the transposed copy of the weights.

INLINE float slope(const nn_operation *o) { return o->slope ? o->slope[0] : o->alpha; }

// output = f(sums).
static void activate_rows(const nn_operation *o, ptrdiff_t rows) {
  const float alpha = slope(o);
  const ptrdiff_t count = rows * o->out_stride;
  if (o->activation == NN_SOFTMAX) {
    for (ptrdiff_t r = 0; r < rows; r++) softmax_row(o->sums + r * o->out_stride, o->output + r * o->out_stride, o->out);
    return;
  }
  FOR_ACTIVATION(o->activation, for (ptrdiff_t i = 0; i < count; i += NN_LANES)
                                    store(o->output + i, activate(A, load(o->sums + i), alpha)))
}

typedef struct layer_rows {
  const nn_operation *operation;
  ptrdiff_t rows;
} layer_rows;

// sums += bias, output = f(sums): what is left to do after a product of the team.
static void finish_rows(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_operation *o = ((const layer_rows *)context)->operation;
  const ptrdiff_t stride = o->out_stride;
  const float alpha = slope(o);
  if (o->activation == NN_SOFTMAX) {
    for (ptrdiff_t r = first; r < end; r++) {
      float *sums = o->sums + r * stride;
      for (ptrdiff_t j = 0; j < stride; j += NN_LANES) store(sums + j, load(sums + j) + load(o->bias + j));
      softmax_row(sums, o->output + r * stride, o->out);
    }
    return;
  }
  const bool keeps_sums = o->sums != o->output;
  FOR_ACTIVATION(o->activation, for (ptrdiff_t r = first; r < end; r++) {
    for (ptrdiff_t j = 0; j < stride; j += NN_LANES) {
      v8f x = load(o->sums + r * stride + j) + load(o->bias + j);
      if (keeps_sums) store(o->sums + r * stride + j, x);
      store(o->output + r * stride + j, activate(A, x, alpha));
    }
  })
}

static void large_forward(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  const nn_matrices m = {.rows = rows, .columns = o->out_stride, .depth = o->in,
                         .left = o->input, .left_stride = o->in_stride,
                         .right = o->weights, .right_stride = o->out_stride,
                         .out = o->sums, .out_stride = o->out_stride};
  plan->team->multiply(&m);
  const layer_rows context = {.operation = o, .rows = rows};
  share(plan->team, rows, 1, rows * o->out_stride, finish_rows, &context);
}

static void dense_forward(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  if (o->is_large) {
    large_forward(plan, o, rows);
    return;
  }
  const product p = {.rows = rows, .columns = o->out_stride, .depth = o->in,
                     .left = o->input, .left_row = o->in_stride, .left_step = 1,
                     .right = o->weights, .right_stride = o->out_stride, .bias = o->bias,
                     .out = o->output, .sums = o->sums, .out_stride = o->out_stride,
                     .alpha = o->alpha, .panel = plan->panel};
  FOR_FUSED(o->activation, multiply(&p, FORWARD, A), {
    product sums = p;
    sums.out = o->sums;
    multiply(&sums, STORE, NN_LINEAR);
    activate_rows(o, rows);
  })
}

// The finaliser of splitmix64.
INLINE uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// Multiplies by 0 or 1 / (1 − share), as the hash of place and time says; the factors are kept in `sums`.
static void dropout_forward(const nn_operation *o, ptrdiff_t rows, uint64_t key, uint64_t step) {
  const uint64_t layer_key = mix(mix(key + step) + o->layer);
  const float scale = 1.0f / (1.0f - o->share);
  for (ptrdiff_t r = 0; r < rows; r++) {
    const float *x = o->input + r * o->in_stride;
    float *factor = o->sums + r * o->out_stride;
    float *out = o->output + r * o->out_stride;
    for (ptrdiff_t j = 0; j < o->out; j++) {
      uint64_t bits = mix(layer_key + (uint64_t)(r * o->out + j)) >> 40;
      factor[j] = (float)bits * 0x1p-24f >= o->share ? scale : 0.0f;
      out[j] = factor[j] == 0.0f ? 0.0f : x[j] * scale;
    }
  }
}

// The factor of a number that is kept, so that a backward pass without dropout is right too.
static void pass_through(const nn_operation *o, ptrdiff_t rows) {
  memcpy(o->output, o->input, (size_t)(rows * o->out_stride) * sizeof(float));
  if (o->kind == NN_DROPOUT) {
    for (ptrdiff_t i = 0; i < rows * o->out_stride; i++) o->sums[i] = 1.0f;
  } else if (o->sums != o->output) {
    memcpy(o->sums, o->input, (size_t)(rows * o->out_stride) * sizeof(float));
  }
}

static void forward(const nn_plan *plan, ptrdiff_t rows, bool training, uint64_t step) {
  for (ptrdiff_t i = 0; i < plan->operation_count; i++) {
    const nn_operation *o = &plan->operations[i];
    if (o->kind == NN_DENSE) {
      dense_forward(plan, o, rows);
    } else if (o->kind == NN_STAGE) {
      o->stage->forward(o->stage->context, rows, o->input, o->output);
    } else if (o->kind == NN_DROPOUT && training) {
      dropout_forward(o, rows, plan->dropout_key, step);
    } else {
      pass_through(o, rows);
    }
  }
}

// delta: dL/d(output) becomes dL/d(sums), in some rows.
static void differentiate_rows(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_operation *o = ((const layer_rows *)context)->operation;
  const float alpha = slope(o);
  const ptrdiff_t from = first * o->out_stride, to = end * o->out_stride;
  if (o->activation == NN_SOFTMAX) {
    for (ptrdiff_t i = from; i < to; i += o->out_stride) softmax_backward_row(o->output + i, o->delta + i, o->out);
    return;
  }
  FOR_ACTIVATION(o->activation,
                 for (ptrdiff_t i = from; i < to; i += NN_LANES) store(
                     o->delta + i,
                     load(o->delta + i) * derivative(A, load(o->output + i), load(o->sums + i), alpha)))
}

// delta: dL/d(output) becomes dL/d(sums).
static void backward_activation(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  const ptrdiff_t count = rows * o->out_stride;
  if (o->output_gradient) memcpy(o->output_gradient, o->delta, (size_t)count * sizeof(float));
  if (o->kind != NN_DENSE || o->activation == NN_LINEAR) return;
  if (o->slope) {
    v8f total = zero();
    for (ptrdiff_t i = 0; i < count; i += NN_LANES) total += load(o->delta + i) * at_most(load(o->sums + i), 0.0f);
    o->slope_gradient[0] = sum(total);
  }
  const layer_rows context = {.operation = o, .rows = rows};
  share(plan->team, rows, 1, count, differentiate_rows, &context);
}

// db = the sum of delta's rows, for some columns.
static void sum_columns(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_operation *o = ((const layer_rows *)context)->operation;
  const ptrdiff_t rows = ((const layer_rows *)context)->rows;
  for (ptrdiff_t j = first; j < end; j += NN_LANES) {
    v8f total = zero();
    for (ptrdiff_t r = 0; r < rows; r++) total += load(o->delta + r * o->out_stride + j);
    store(o->bias_gradient + j, total);
  }
}

// dW = xᵀ · delta, db = the sum of delta's rows.
static void dense_gradients(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  if (o->is_large) {
    const nn_matrices m = {.rows = o->in, .columns = o->out_stride, .depth = rows,
                           .left = o->input, .left_stride = o->in_stride, .transposes_left = true,
                           .right = o->delta, .right_stride = o->out_stride,
                           .out = o->weight_gradient, .out_stride = o->out_stride};
    plan->team->multiply(&m);
  } else {
    const product p = {.rows = o->in, .columns = o->out_stride, .depth = rows,
                       .left = o->input, .left_row = 1, .left_step = o->in_stride,
                       .right = o->delta, .right_stride = o->out_stride,
                       .out = o->weight_gradient, .out_stride = o->out_stride, .panel = plan->panel};
    multiply(&p, STORE, NN_LINEAR);
  }
  if (!o->bias_gradient) return;
  const layer_rows context = {.operation = o, .rows = rows};
  share(plan->team, o->out_stride, NN_LANES, rows * o->out_stride, sum_columns, &context);
}

static void clear_pad(float *numbers, ptrdiff_t width, ptrdiff_t stride, ptrdiff_t rows) {
  const size_t pad = (size_t)(stride - width) * sizeof(float);
  for (ptrdiff_t r = 0; pad > 0 && r < rows; r++) memset(numbers + r * stride + width, 0, pad);
}

// The delta of the operation before `o`.
static void backward_input(const nn_plan *plan, const nn_operation *o, const nn_operation *before, ptrdiff_t rows) {
  const ptrdiff_t count = rows * o->in_stride;
  if (o->is_large) {
    const nn_matrices m = {.rows = rows, .columns = o->in, .depth = o->out,
                           .left = o->delta, .left_stride = o->out_stride,
                           .right = o->weights, .right_stride = o->out_stride, .transposes_right = true,
                           .out = before->delta, .out_stride = o->in_stride};
    plan->team->multiply(&m);
    // Weights have no pad rows, so the product has not written the pad columns.
    clear_pad(before->delta, o->in, o->in_stride, rows);
  } else if (o->kind == NN_STAGE) {
    o->stage->backward(o->stage->context, rows, o->delta, before->delta);
    clear_pad(before->delta, o->in, o->in_stride, rows);
  } else if (o->kind == NN_DENSE) {
    const product p = {.rows = rows, .columns = o->in_stride, .depth = o->out,
                       .left = o->delta, .left_row = o->out_stride, .left_step = 1,
                       .right = o->transposed, .right_stride = o->in_stride,
                       .out = before->delta, .through = before->output, .out_stride = o->in_stride,
                       .alpha = before->alpha, .panel = plan->panel};
    // leaky_relu with a negative slope needs the sums.
    const bool fused = before->kind == NN_DENSE && !before->output_gradient && before->alpha >= 0;
    FOR_FUSED(fused ? before->activation : NN_SOFTMAX, {
      multiply(&p, BACKWARD, A);
      return;
    }, multiply(&p, STORE, NN_LINEAR))
  } else if (o->kind == NN_DROPOUT) {
    for (ptrdiff_t i = 0; i < count; i++) before->delta[i] = o->sums[i] == 0.0f ? 0.0f : o->delta[i] * o->sums[i];
  } else {
    memcpy(before->delta, o->delta, (size_t)count * sizeof(float));
  }
  backward_activation(plan, before, rows);
}

static void backward(const nn_plan *plan, ptrdiff_t rows, bool all) {
  ptrdiff_t lowest = 0;
  if (!all) {
    while (lowest < plan->operation_count && !plan->operations[lowest].trains) lowest++;
  }
  for (ptrdiff_t i = plan->operation_count - 1; i >= lowest; i--) {
    const nn_operation *o = &plan->operations[i];
    if (i > lowest) backward_input(plan, o, &plan->operations[i - 1], rows);
    if (o->kind == NN_DENSE && (all || o->trains)) dense_gradients(plan, o, rows);
    // A stage's own gradients came with those of its input.
    if (o->kind == NN_STAGE && i == lowest) o->stage->backward(o->stage->context, rows, o->delta, NULL);
  }
}

static void transpose_weights(const nn_operation *o) {
  for (ptrdiff_t i = 0; i < o->in_stride; i += NN_LANES) {
    for (ptrdiff_t j = 0; j < o->out; j += NN_LANES) {
      v8f block[NN_LANES];
      const ptrdiff_t inputs = o->in - i, outputs = o->out - j;
      const float *from = o->weights + i * o->out_stride + j;
      for (int k = 0; k < NN_LANES; k++) block[k] = k < inputs ? load(from + k * o->out_stride) : zero();
      transpose(block);
      float *to = o->transposed + j * o->in_stride + i;
      for (int k = 0; k < NN_LANES; k++) {
        if (k < outputs) store(to + k * o->in_stride, block[k]);
      }
    }
  }
}

static void transpose_all(const nn_plan *plan, bool all) {
  for (ptrdiff_t i = 0; i < plan->operation_count; i++) {
    const nn_operation *o = &plan->operations[i];
    if (o->kind == NN_DENSE && o->transposed && (all || o->trains)) transpose_weights(o);
  }
}
