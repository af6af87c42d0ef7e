// Layers: forward, backward, and the transposed copy of the weights.

INLINE float slope(const nn_operation *o) { return o->slope ? o->slope[0] : o->alpha; }

// The activation of a layer's rows as a pass of its own.
INLINE nn_activation_pass activation_of(const nn_operation *o, ptrdiff_t rows) {
  return (nn_activation_pass){.activation = o->activation, .alpha = o->alpha, .slope = o->slope,
                              .slope_gradient = o->slope_gradient, .count = rows * o->out_stride,
                              .sums = o->sums, .output = o->output, .delta = o->delta};
}

// output = f(sums).
static void activate_rows(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  if (o->activation == NN_SOFTMAX) {
    for (ptrdiff_t r = 0; r < rows; r++) softmax_row(o->sums + r * o->out_stride, o->output + r * o->out_stride, o->out);
    return;
  }
  const nn_activation_pass pass = activation_of(o, rows);
  activation_forward(plan->workers, &pass);
}

typedef struct layer_rows {
  const nn_operation *operation;
  ptrdiff_t rows;
} layer_rows;

// sums += bias, output = f(sums): what is left to do after a product of the workers.
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
  plan->workers->gemm(&m);
  const layer_rows context = {.operation = o, .rows = rows};
  share(plan->workers, rows, 1, rows * o->out_stride, finish_rows, &context);
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
  FOR_FUSED(o->activation, gemm(&p, FORWARD, A), {
    product sums = p;
    sums.out = o->sums;
    gemm(&sums, STORE, NN_LINEAR);
    activate_rows(plan, o, rows);
  })
}

// Whether its activation was applied by its own kernel and its derivative will be.
INLINE bool is_fused(const nn_operation *o) { return o->kind == NN_NORM && o->norm->activation != NN_LINEAR; }

// Rows of features as the kernels of images see them.
INLINE nn_planes planes_of(const nn_operation *o, ptrdiff_t rows) {
  return (nn_planes){.images = 1, .pixels = rows, .channels = o->out, .block = o->out_stride, .input = o->input,
                     .output = o->kind != NN_NORM || is_fused(o) ? o->output : o->sums, .kept = o->kept,
                     .delta = o->delta};
}

static void norm_rows(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows, nn_mode mode) {
  const nn_planes planes = planes_of(o, rows);
  norm_forward(plan->workers, mode, o->norm, &planes);
  if (!is_fused(o) && (o->activation != NN_LINEAR || o->sums != o->output)) activate_rows(plan, o, rows);
}

// output = f(input), where it is added to something or shown to the loss.
static void pass_through(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  const ptrdiff_t count = rows * o->out_stride;
  if (o->kind == NN_ADD) {
    add_numbers(plan->workers, o->input, o->other, o->output, count);
    if (o->sums != o->output) memcpy(o->sums, o->output, (size_t)count * sizeof(float));
    return;
  }
  memcpy(o->sums, o->input, (size_t)count * sizeof(float));
  if (o->sums != o->output || o->activation != NN_LINEAR) activate_rows(plan, o, rows);
}

static void forward(const nn_plan *plan, ptrdiff_t rows, const nn_pass *pass) {
  for (ptrdiff_t i = 0; i < plan->operation_count; i++) {
    const nn_operation *o = &plan->operations[i];
    switch (o->kind) {
      case NN_DENSE: dense_forward(plan, o, rows); break;
      case NN_NORM: norm_rows(plan, o, rows, pass->mode); break;
      case NN_DROPOUT: {
        const nn_planes planes = planes_of(o, rows);
        dropout_forward(plan->workers, pass, o->share, o->layer, &planes);
        break;
      }
      case NN_STAGE: o->stage->forward(o->stage->context, rows, pass, o->input, o->output); break;
      case NN_IDENTITY:
      case NN_ADD: pass_through(plan, o, rows); break;
    }
  }
}

// delta: dL/d(output) becomes dL/d(sums).
static void backward_activation(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows) {
  const ptrdiff_t count = rows * o->out_stride;
  if (o->output_gradient) memcpy(o->output_gradient, o->delta, (size_t)count * sizeof(float));
  if (o->activation == NN_LINEAR || is_fused(o)) return;
  if (o->activation == NN_SOFTMAX) {
    for (ptrdiff_t i = 0; i < count; i += o->out_stride) softmax_backward_row(o->output + i, o->delta + i, o->out);
    return;
  }
  const nn_activation_pass pass = activation_of(o, rows);
  activation_backward(plan->workers, &pass);
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
    plan->workers->gemm(&m);
  } else {
    const product p = {.rows = o->in, .columns = o->out_stride, .depth = rows,
                       .left = o->input, .left_row = 1, .left_step = o->in_stride,
                       .right = o->delta, .right_stride = o->out_stride,
                       .out = o->weight_gradient, .out_stride = o->out_stride, .panel = plan->panel};
    gemm(&p, STORE, NN_LINEAR);
  }
  if (!o->bias_gradient) return;
  const layer_rows context = {.operation = o, .rows = rows};
  share(plan->workers, o->out_stride, NN_LANES, rows * o->out_stride, sum_columns, &context);
}

static void clear_pad(float *numbers, ptrdiff_t width, ptrdiff_t stride, ptrdiff_t rows) {
  const size_t pad = (size_t)(stride - width) * sizeof(float);
  for (ptrdiff_t r = 0; pad > 0 && r < rows; r++) memset(numbers + r * stride + width, 0, pad);
}

static void norm_gradients(const nn_plan *plan, const nn_operation *o, ptrdiff_t rows, nn_mode mode, float *below) {
  nn_planes planes = planes_of(o, rows);
  planes.input_gradient = below;
  norm_backward(plan->workers, mode, o->norm, &planes);
}

// The delta of the operation before `o`.
static void backward_input(const nn_plan *plan, const nn_operation *o, const nn_operation *before, ptrdiff_t rows,
                           const nn_pass *pass) {
  const ptrdiff_t count = rows * o->in_stride;
  if (o->is_large) {
    const nn_matrices m = {.rows = rows, .columns = o->in, .depth = o->out,
                           .left = o->delta, .left_stride = o->out_stride,
                           .right = o->weights, .right_stride = o->out_stride, .transposes_right = true,
                           .out = before->delta, .out_stride = o->in_stride};
    plan->workers->gemm(&m);
    // Weights have no pad rows, so the product has not written the pad columns.
    clear_pad(before->delta, o->in, o->in_stride, rows);
  } else if (o->kind == NN_STAGE) {
    o->stage->backward(o->stage->context, rows, pass, o->delta, before->delta);
    clear_pad(before->delta, o->in, o->in_stride, rows);
  } else if (o->kind == NN_DENSE) {
    const product p = {.rows = rows, .columns = o->in_stride, .depth = o->out,
                       .left = o->delta, .left_row = o->out_stride, .left_step = 1,
                       .right = o->transposed, .right_stride = o->in_stride,
                       .out = before->delta, .through = before->output, .out_stride = o->in_stride,
                       .alpha = before->alpha, .panel = plan->panel};
    // leaky_relu with a negative slope needs the sums.
    const bool fused = before->kind == NN_DENSE && !before->output_gradient && !before->adder && before->alpha >= 0;
    FOR_FUSED(fused ? before->activation : NN_SOFTMAX, {
      gemm(&p, BACKWARD, A);
      return;
    }, gemm(&p, STORE, NN_LINEAR))
  } else if (o->kind == NN_NORM) {
    norm_gradients(plan, o, rows, pass->mode, before->delta);
  } else if (o->kind == NN_DROPOUT) {
    nn_planes planes = planes_of(o, rows);
    planes.input_gradient = before->delta;
    dropout_backward(plan->workers, &planes);
  } else {
    memcpy(before->delta, o->delta, (size_t)count * sizeof(float));
  }
  // What goes past the layers of a block.
  for (const nn_operation *adder = before->adder; adder; adder = adder->next_adder) {
    add_numbers(plan->workers, before->delta, adder->delta, before->delta, count);
  }
  backward_activation(plan, before, rows);
}

static void backward(const nn_plan *plan, ptrdiff_t rows, const nn_pass *pass) {
  const bool all = pass->mode == NN_INSPECTION || pass->mode == NN_REHEARSAL;
  ptrdiff_t lowest = 0;
  if (!all) {
    while (lowest < plan->operation_count && !plan->operations[lowest].trains) lowest++;
  }
  for (ptrdiff_t i = plan->operation_count - 1; i >= lowest; i--) {
    const nn_operation *o = &plan->operations[i];
    if (i > lowest) backward_input(plan, o, &plan->operations[i - 1], rows, pass);
    if (o->kind == NN_DENSE && (all || o->trains)) dense_gradients(plan, o, rows);
    // The others' own gradients came with those of their input.
    if (o->kind == NN_NORM && i == lowest) norm_gradients(plan, o, rows, pass->mode, NULL);
    if (o->kind == NN_STAGE && i == lowest) o->stage->backward(o->stage->context, rows, pass, o->delta, NULL);
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
