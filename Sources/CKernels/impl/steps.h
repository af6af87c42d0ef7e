// The walk over batches, and the entries of the table.

typedef struct batch_rows {
  const nn_plan *plan;
  nn_rows x, y;
  const int32_t *order;
  ptrdiff_t start;
} batch_rows;

static void gather_rows(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const batch_rows *batch = context;
  const nn_plan *plan = batch->plan;
  const ptrdiff_t start = batch->start + first, count = end - first;
  nn_copy_rows(&batch->x, batch->order, start, count, plan->input + first * plan->input_stride, plan->input_stride);
  nn_copy_rows(&batch->y, batch->order, start, count, plan->targets + first * plan->target_stride,
               plan->target_stride);
}

static void gather_batch(const nn_plan *plan, const nn_rows *x, const nn_rows *y, const int32_t *order,
                         ptrdiff_t start, ptrdiff_t rows) {
  const batch_rows context = {.plan = plan, .x = *x, .y = *y, .order = order, .start = start};
  share(plan->workers, rows, 1, rows * plan->inputs, gather_rows, &context);
}

static nn_result step_n(const nn_plan *plan, const nn_request *q) {
  nn_result result = {0};
  ptrdiff_t start = q->start, gathered = -1;
  for (ptrdiff_t k = 0; k < q->steps; k++) {
    const ptrdiff_t rows = q->order_count - start < q->batch ? q->order_count - start : q->batch;
    // A full batch is the same at every step.
    if (gathered != start) gather_batch(plan, &q->x, &q->y, q->order, start, rows);
    gathered = start;
    start = start + rows < q->order_count ? start + rows : 0;

    const nn_pass pass = {.mode = NN_TRAINING, .key = plan->dropout_key, .step = q->step + (uint64_t)k};
    forward(plan, rows, &pass);
    const double loss = loss_and_delta(plan, rows) / (double)loss_divisor(plan, rows);
    const bool stops = q->stops_at_non_finite && !isfinite(loss);
    const bool observed = q->observe_every > 0 && k >= q->observe_from && (k - q->observe_from) % q->observe_every == 0;
    if (observed || stops || k + 1 == q->steps) {
      result.last = (nn_observation){.step = k, .loss = loss, .right = right_rows(plan, rows), .rows = rows};
      if (observed) q->observations[result.observation_count++] = result.last;
      if (stops) {
        result.stopped = true;
        return result;
      }
    }
    backward(plan, rows, &pass);
    optimize(plan, q->rates[q->rate_count > 1 ? k : 0], q->updates + (uint64_t)k + 1);
    transpose_all(plan, false);
    result.steps++;
  }
  return result;
}

static double forward_once(const nn_plan *plan, const nn_pass *pass, const nn_rows *x, const nn_rows *y,
                           const int32_t *order, ptrdiff_t start, ptrdiff_t count) {
  gather_batch(plan, x, y, order, start, count);
  forward(plan, count, pass);
  return loss_and_delta(plan, count);
}

static void activate_array(nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count,
                           bool differentiates) {
  for (ptrdiff_t i = 0; i < count; i += NN_LANES) {
    const size_t bytes = (size_t)(count - i < NN_LANES ? count - i : NN_LANES) * sizeof(float);
    v8f v = zero(), result = zero();
    memcpy(&v, x + i, bytes);
    if (differentiates) {
      FOR_ACTIVATION(activation, result = derivative(A, activate(A, v, alpha), v, alpha))
    } else {
      FOR_ACTIVATION(activation, result = activate(A, v, alpha))
    }
    memcpy(out + i, &result, bytes);
  }
}

static void prepare(const nn_plan *plan) { transpose_all(plan, true); }
