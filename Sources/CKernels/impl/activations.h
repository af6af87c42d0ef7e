// Every activation and its derivative, eight numbers at a time. Formulas are PyTorch's.

#define SELU_SCALE 1.0507009873554804934f
#define SELU_SLOPE 1.7580993408473768599f  // scale · alpha

INLINE v8f sigmoid(v8f x) { return 1.0f / (1.0f + vexp(-x)); }

// e / (e + 2) with e = e^2x − 1: every rational approximation tried is worse than 4 ulp somewhere.
INLINE v8f hyperbolic_tangent(v8f x) {
  v8f e = vexpm1(at_most(at_least(x + x, -18.5f), 18.5f));
  return e / (e + 2.0f);
}

// x · Φ(x), Φ the distribution function of N(0, 1): from its tail, near 0 from its series.
INLINE v8f gelu(v8f x) {
  v8f t = at_most(at_least(x, -14.4f), 14.4f);
  scaled density;
  scaled tail = normal_tail(t, &density);
  v8f far = CHOOSE(x < zero(), t * tail.value * tail.second, x * (1.0f - tail.value * tail.second));
  v8f s = t * t;
  v8f series = ((1.15434687616e-4f * s - 1.18732821548e-3f) * s + 9.97355701004e-3f) * s - 6.64903800669e-2f;
  series = (series * s + 0.398942280401f) * t + 0.5f;
  return CHOOSE(absolute(x) < splat(0.5f), x * series, far);
}

INLINE v8f gelu_derivative(v8f x) {
  v8f t = at_most(at_least(x, -14.4f), 14.4f);
  scaled density;
  scaled tail = normal_tail(t, &density);
  v8f outside = tail.value * tail.second;
  v8f inside = CHOOSE(x < zero(), outside, 1.0f - outside);
  return inside + t * (density.value * density.second) * 0.3989422804014327f;
}

// x · sigmoid(x); below 0 as x · e^x / (1 + e^x), scaled last.
INLINE v8f silu(v8f x) {
  v8i negative = x < zero();
  scaled e = exp_scaled(-absolute(x), zero());
  v8f divisor = 1.0f + e.value * e.second;
  v8f below = at_least(x, -104.0f) * e.value / divisor * e.second;
  return CHOOSE(negative, below, x / divisor);
}

INLINE v8f silu_derivative(v8f x) {
  v8f s = sigmoid(x);
  v8f bounded = at_least(x, -104.0f);
  return s + bounded * s * (1.0f - s);
}

// x · tanh(log(1 + e^x)), with e = e^−|x| and no logarithm.
INLINE v8f mish(v8f x) {
  v8i negative = x < zero();
  scaled e = exp_scaled(-absolute(x), zero());
  v8f m = e.value * e.second;
  // (m + 2) / (m² + 2m + 2), as what it lacks to 1: that rounds less.
  v8f ratio = 1.0f - m * (m + 1.0f) / (m * (m + 2.0f) + 2.0f);
  v8f below = at_least(x, -104.0f) * e.value * ratio * e.second;
  v8f top = 1.0f + 2.0f * m;
  return CHOOSE(negative, below, x * (top / (top + 2.0f * m * m)));
}

INLINE v8f mish_derivative(v8f x) {
  v8f m = vexp(-absolute(x));
  v8f below = m * (m + 2.0f);
  v8f top = 1.0f + 2.0f * m;
  v8f t = CHOOSE(x < zero(), below / (below + 2.0f), top / (top + 2.0f * m * m));
  v8f bounded = at_least(at_most(x, 104.0f), -104.0f);
  return t + bounded * (1.0f - t * t) * sigmoid(x);
}

INLINE v8f softplus(v8f x) { return at_least(x, 0.0f) + vlog1p(vexp(-absolute(x))); }

INLINE v8f expm1_below(v8f x) { return vexpm1(at_most(at_least(x, -20.0f), 0.0f)); }

INLINE v8f softsign_derivative(v8f x) {
  v8f d = 1.0f / (1.0f + absolute(x));
  return d * d;
}

// f(x) of an elementwise activation; `activation` is known where this is inlined.
INLINE v8f activate(nn_activation activation, v8f x, float alpha) {
#define VALUE(name, reads_x, value, ...) \
  case name: return value;
  switch (activation) {
    NN_FOR_ELEMENTWISE_ACTIVATIONS(VALUE)
    case NN_SOFTMAX: break;  // of a whole row: softmax_row()
  }
#undef VALUE
  __builtin_trap();
}

// f'(x) from h = f(x), and from x where nn_needs_sums says so.
INLINE v8f derivative(nn_activation activation, v8f h, v8f x, float alpha) {
#define SLOPE(name, reads_x, value, slope, ...) \
  case name: return slope;
  switch (activation) {
    NN_FOR_ELEMENTWISE_ACTIVATIONS(SLOPE)
    case NN_SOFTMAX: break;
  }
#undef SLOPE
  __builtin_trap();
}

// f over a row of `width` numbers, softmax. The pad columns of the row become 0.
INLINE void softmax_row(const float *x, float *out, ptrdiff_t width) {
  v8f largest = splat(-INFINITY);
  for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
    v8f v = CHOOSE(first_lanes(width - j), load(x + j), splat(-INFINITY));
    largest = CHOOSE(largest > v, largest, v);  // a NaN is met again in the exponentials
  }
  float top = largest[0];
  for (int i = 1; i < NN_LANES; i++) top = top > largest[i] ? top : largest[i];
  v8f total = zero();
  for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
    v8f v = load(x + j);
    v8f difference = v - top;
    // What the subtraction lost, so that the shares of far smaller sums are right too.
    v8f part = difference - v;
    v8f lost = (v - (difference - part)) + (-top - part);
    lost = CHOOSE(absolute(difference) < splat(INFINITY), lost, zero());
    scaled e = exp_scaled(difference, lost);
    v8f share = masked(first_lanes(width - j), e.value * e.second);
    store(out + j, share);
    total += share;
  }
  v8f divisor = splat(sum(total));
  for (ptrdiff_t j = 0; j < width; j += NN_LANES) store(out + j, load(out + j) / divisor);
}

// Turns dL/df into dL/dx in place: f_i (g_i − Σ_j f_j g_j).
INLINE void softmax_backward_row(const float *output, float *gradient, ptrdiff_t width) {
  v8f products = zero();
  for (ptrdiff_t j = 0; j < width; j += NN_LANES) products += load(output + j) * load(gradient + j);
  v8f dot = splat(sum(products));
  for (ptrdiff_t j = 0; j < width; j += NN_LANES) {
    store(gradient + j, load(output + j) * (load(gradient + j) - dot));
  }
}

// Calls `body` with the activation known to the compiler, in `A`.
#define FOR_ACTIVATION(activation, ...)                     \
  switch (activation) {                                     \
    NN_FOR_ELEMENTWISE_ACTIVATIONS(LISTED, __VA_ARGS__)     \
    case NN_SOFTMAX: break;                                 \
  }
#define LISTED(name, reads_x, value, slope, ...) CASE(name, __VA_ARGS__)
#define CASE(name, ...)                   \
  case name: {                            \
    const nn_activation A = name;         \
    __VA_ARGS__;                          \
    break;                                \
  }
