// Losses of a batch and what they hand back.

// −1, 0 or 1; NaN of NaN.
INLINE v8f sign(v8f d) { return CHOOSE(d > zero(), splat(1.0f), CHOOSE(d < zero(), splat(-1.0f), d)); }

// d is not negative.
INLINE v8f huber(v8f d, float delta) {
  return CHOOSE(d < splat(delta), 0.5f * d * d, delta * (d - 0.5f * delta));
}

// −log sigmoid(z) and −log(1 − sigmoid(z)). A power of sigmoid(z) is e to a multiple of its logarithm, so that none is
// taken of a number that rounded to 0.
typedef struct sigmoid_logs {
  v8f right, wrong;
} sigmoid_logs;

INLINE sigmoid_logs logs_of_sigmoid(v8f z) {
  v8f rest = vlog1p(vexp(-absolute(z)));
  return (sigmoid_logs){at_least(-z, 0.0f) + rest, at_least(z, 0.0f) + rest};
}

INLINE v8f focal(v8f z, v8f y, float gamma) {
  sigmoid_logs s = logs_of_sigmoid(z);
  return y * (vexp(-gamma * s.wrong) * s.right) + (1.0f - y) * (vexp(-gamma * s.right) * s.wrong);
}

INLINE v8f focal_slope(v8f z, v8f y, float gamma) {
  sigmoid_logs s = logs_of_sigmoid(z);
  v8f h = sigmoid(z), rest = sigmoid(-z);
  return (1.0f - y) * (vexp(-gamma * s.right) * (h + gamma * (rest * s.wrong)))
         - y * (vexp(-gamma * s.wrong) * (rest + gamma * (h * s.right)));
}

// (1 − p)^gamma of rest = 1 − p.
INLINE v8f focal_share(v8f rest, float gamma) {
  return CHOOSE(rest > zero(), vexp(gamma * vlog(rest)), splat(gamma == 0.0f ? 1.0f : 0.0f));
}

// Of s = −log p: (1 − p)^gamma · s, and its derivative. Beyond 80 p is 0 beside 1; logits may be further apart than a
// number reaches, and 0 times that is to be 0.
INLINE v8f focal_of_class(v8f s, float gamma) {
  v8f rest = -vexpm1(-at_most(s, 80.0f));
  return focal_share(rest, gamma) * at_most(s, 0x1.fffffep127f);
}

INLINE v8f focal_slope_of_class(v8f s, float gamma) {
  v8f near = at_most(s, 80.0f), rest = -vexpm1(-near);
  // p s / (1 − p) goes to 1 with p and takes the place of a power of gamma − 1.
  v8f ratio = CHOOSE(rest > zero(), vexp(-near) * near / rest, splat(1.0f));
  return focal_share(rest, gamma) * (1.0f + gamma * ratio);
}

#define NN_NO_LOSS(name, ...) case name: break;

INLINE v8f loss_value(nn_loss loss, v8f a, v8f y, float parameter) {
#define VALUE(name, value, ...) \
  case name: return value;
  switch (loss) {
    NN_FOR_ELEMENTWISE_LOSSES(VALUE)
    NN_FOR_ROW_LOSSES(NN_NO_LOSS)
  }
#undef VALUE
  __builtin_trap();
}

INLINE v8f loss_gradient(nn_loss loss, v8f a, v8f y, float parameter) {
#define SLOPE(name, value, slope, ...) \
  case name: return slope;
  switch (loss) {
    NN_FOR_ELEMENTWISE_LOSSES(SLOPE)
    NN_FOR_ROW_LOSSES(NN_NO_LOSS)
  }
#undef SLOPE
  __builtin_trap();
}

INLINE v8f row_loss_value(nn_loss loss, v8f s, float parameter) {
  (void)parameter;  // a formula may do without
#define VALUE(name, value, ...) \
  case name: return value;
  switch (loss) {
    NN_FOR_ROW_LOSSES(VALUE)
    NN_FOR_ELEMENTWISE_LOSSES(NN_NO_LOSS)
  }
#undef VALUE
  __builtin_trap();
}

INLINE v8f row_loss_slope(nn_loss loss, v8f s, float parameter) {
  (void)s, (void)parameter;
#define SLOPE(name, value, slope, ...) \
  case name: return slope;
  switch (loss) {
    NN_FOR_ROW_LOSSES(SLOPE)
    NN_FOR_ELEMENTWISE_LOSSES(NN_NO_LOSS)
  }
#undef SLOPE
  __builtin_trap();
}

// Whether the mean is over rows and not over all numbers.
INLINE bool is_of_rows(nn_loss loss) {
#define OF_ROWS(name, ...) case name: return true;
  switch (loss) {
    NN_FOR_ROW_LOSSES(OF_ROWS)
    NN_FOR_ELEMENTWISE_LOSSES(NN_NO_LOSS)
  }
#undef OF_ROWS
  return false;
}

// What the sum of the losses is divided by to make their mean.
INLINE ptrdiff_t loss_divisor(const nn_plan *plan, ptrdiff_t rows) {
  return is_of_rows(plan->loss) ? rows : rows * plan->outputs;
}

// One output: eight rows at a time. `sigmoid_after` multiplies by the derivative of a sigmoid output.
INLINE double column_loss(const nn_plan *plan, const nn_operation *last, ptrdiff_t rows, float share, nn_loss loss,
                          bool sigmoid_after) {
  const float *a = plan->reads_sums ? last->sums : last->output;
  v8f total = zero();
  for (ptrdiff_t r = 0; r < rows; r += NN_LANES) {
    const v8i real = first_lanes(rows - r);
    v8f h = load_column(a + r * NN_LANES, NN_LANES);
    v8f y = load_column(plan->targets + r * NN_LANES, NN_LANES);
    total += masked(real, loss_value(loss, h, y, plan->loss_parameter));
    v8f gradient = loss_gradient(loss, h, y, plan->loss_parameter) * share;
    if (sigmoid_after) gradient = gradient * derivative(NN_SIGMOID, h, h, 0);
    const ptrdiff_t left = rows - r < NN_LANES ? rows - r : NN_LANES;
    for (ptrdiff_t i = 0; i < left; i++) {
      store(last->delta + (r + i) * NN_LANES, (v8f){gradient[i], 0, 0, 0, 0, 0, 0, 0});
    }
  }
  return sum(total);
}

INLINE double elementwise_loss(const nn_plan *plan, const nn_operation *last, ptrdiff_t rows, float share,
                               nn_loss loss) {
  const float *a = plan->reads_sums ? last->sums : last->output;
  const ptrdiff_t stride = last->out_stride;
  double total = 0;
  for (ptrdiff_t r = 0; r < rows; r++) {
    v8f row_total = zero();
    for (ptrdiff_t j = 0; j < last->out; j += NN_LANES) {
      const v8i real = first_lanes(last->out - j);
      v8f h = load(a + r * stride + j);
      v8f y = load(plan->targets + r * stride + j);
      row_total += masked(real, loss_value(loss, h, y, plan->loss_parameter));
      store(last->delta + r * stride + j, masked(real, loss_gradient(loss, h, y, plan->loss_parameter) * share));
    }
    total += sum(row_total);
  }
  return total;
}

INLINE double row_loss(const nn_plan *plan, const nn_operation *last, ptrdiff_t rows, float share, nn_loss loss) {
  const float *a = plan->reads_sums ? last->sums : last->output;
  const float parameter = plan->loss_parameter;
  const ptrdiff_t stride = last->out_stride, width = last->out;
  double total = 0;
  for (ptrdiff_t r = 0; r < rows; r++) {
    const float *logits = a + r * stride, *y = plan->targets + r * stride;
    float *gradient = last->delta + r * stride;
    float top = logits[0];
    for (ptrdiff_t j = 1; j < width; j++) top = logits[j] > top ? logits[j] : top;
    v8f sums = zero();
    for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
      v8f e = masked(first_lanes(width - j), vexp(load(logits + j) - top));
      store(gradient + j, e);
      sums += e;
    }
    const float normaliser = sum(sums), log_normaliser = vlog(splat(normaliser))[0];
    v8f row_total = zero(), weights = zero();
    for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
      const v8i real = first_lanes(width - j);
      v8f s = (top - load(logits + j)) + log_normaliser, target = load(y + j);
      row_total += masked(real, target * row_loss_value(loss, s, parameter));
      weights += masked(real, target * row_loss_slope(loss, s, parameter));
    }
    total += sum(row_total);
    const float weight = sum(weights);
    for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
      v8f s = (top - load(logits + j)) + log_normaliser;
      v8f own = load(y + j) * row_loss_slope(loss, s, parameter);
      store(gradient + j, masked(first_lanes(width - j), (load(gradient + j) / normaliser * weight - own) * share));
    }
  }
  return total;
}

// Calls `body` with the loss known to the compiler, in `L`.
#define FOR_ELEMENTWISE_LOSS(kind, body)         \
  switch (kind) {                                \
    NN_FOR_ELEMENTWISE_LOSSES(LOSS, body)        \
    NN_FOR_ROW_LOSSES(NN_NO_LOSS)                \
  }
#define FOR_ROW_LOSS(kind, body)                 \
  switch (kind) {                                \
    NN_FOR_ROW_LOSSES(LOSS, body)                \
    NN_FOR_ELEMENTWISE_LOSSES(NN_NO_LOSS)        \
  }
#define LOSS(name, value, slope, body) \
  case name: {                         \
    const nn_loss L = name;            \
    body;                              \
    break;                             \
  }

// The sum of the losses; the last operation's delta becomes dL/d(sums) of the mean over the batch.
static double loss_and_delta(const nn_plan *plan, ptrdiff_t rows) {
  const nn_operation *last = &plan->operations[plan->operation_count - 1];
  const float share = 1.0f / (float)loss_divisor(plan, rows);
  double total = 0;
  bool done = plan->reads_sums;
  if (is_of_rows(plan->loss)) {
    FOR_ROW_LOSS(plan->loss, total = row_loss(plan, last, rows, share, L))
  } else if (last->out == 1) {
    const bool sigmoid_after = last->activation == NN_SIGMOID && !plan->reads_sums && !last->output_gradient;
    if (sigmoid_after) {
      FOR_ELEMENTWISE_LOSS(plan->loss, total = column_loss(plan, last, rows, share, L, true))
      done = true;
    } else {
      FOR_ELEMENTWISE_LOSS(plan->loss, total = column_loss(plan, last, rows, share, L, false))
    }
  } else {
    FOR_ELEMENTWISE_LOSS(plan->loss, total = elementwise_loss(plan, last, rows, share, L))
  }
  if (!done) backward_activation(plan, last, rows);
  return total;
}

INLINE ptrdiff_t largest(const float *row, ptrdiff_t width) {
  ptrdiff_t best = 0;
  for (ptrdiff_t j = 1; j < width; j++) best = row[j] > row[best] ? j : best;
  return best;
}

static ptrdiff_t right_rows(const nn_plan *plan, ptrdiff_t rows) {
  const nn_operation *last = &plan->operations[plan->operation_count - 1];
  ptrdiff_t right = 0;
  for (ptrdiff_t r = 0; r < rows; r++) {
    const float *h = last->output + r * last->out_stride, *y = plan->targets + r * plan->target_stride;
    right += plan->has_threshold ? (h[0] > plan->threshold) == (y[0] > plan->threshold)
                                 : largest(h, last->out) == largest(y, last->out);
  }
  return right;
}
