// One pass over the flat buffer of parameters. Formulas are PyTorch's, lion's is Keras's; the gradient was
// regularized and clipped before.

// rest1 is 1 - beta1, rest2 is 1 - beta2: taken in double, for 1.0f - 0.999f is off by a hundred thousandth.
typedef struct settings {
  float rate, momentum, beta1, beta2, rest1, rest2, epsilon, decay, correction1, correction2_root;
} settings;

// Repeated squaring: the same bits on every machine.
INLINE double whole_power(double base, uint64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1) result *= base;
    base *= base;
  }
  return result;
}

INLINE bool decays_weight(nn_optimizer_kind kind) {
#define DECAY(name, of_weight, counts) case name: return of_weight;
  switch (kind) { NN_FOR_OPTIMIZERS(DECAY) }
#undef DECAY
  return false;
}

INLINE bool counts_updates(nn_optimizer_kind kind) {
#define COUNT(name, of_weight, counts) case name: return counts;
  switch (kind) { NN_FOR_OPTIMIZERS(COUNT) }
#undef COUNT
  return false;
}

INLINE v8f adam_step(v8f w, v8f g, float *first, float *second, const settings *s) {
  v8f m = s->beta1 * load(first) + s->rest1 * g;
  v8f v = s->beta2 * load(second) + s->rest2 * g * g;
  store(first, m);
  store(second, v);
  return w - s->rate / s->correction1 * (m / (root(v) / s->correction2_root + s->epsilon));
}

INLINE void update_range(nn_optimizer_kind kind, const nn_plan *plan, nn_range range, settings s) {
  float *weights = plan->parameters + range.offset;
  const float *gradients = plan->gradients + range.offset;
  float *first = plan->first + range.offset, *second = plan->second + range.offset;
  for (ptrdiff_t i = 0; i < range.count; i += NN_LANES) {
    v8f w = load(weights + i), g = load(gradients + i);
    if (decays_weight(kind)) {
      w = w - s.rate * s.decay * w;
    } else {
      g = s.decay * w + g;
    }
    switch (kind) {
      case NN_SGD: w = w - s.rate * g; break;
      case NN_MOMENTUM: {
        v8f v = s.momentum * load(first + i) + g;
        store(first + i, v);
        w = w - s.rate * v;
        break;
      }
      case NN_NESTEROV: {
        v8f v = s.momentum * load(first + i) + g;
        store(first + i, v);
        w = w - s.rate * (s.momentum * v + g);
        break;
      }
      case NN_RMSPROP: {
        v8f square = s.beta2 * load(first + i) + s.rest2 * g * g;
        v8f v = s.momentum * load(second + i) + g / (root(square) + s.epsilon);
        store(first + i, square);
        store(second + i, v);
        w = w - s.rate * v;
        break;
      }
      case NN_ADAGRAD: {
        v8f square = load(first + i) + g * g;
        store(first + i, square);
        w = w - s.rate * g / (root(square) + s.epsilon);
        break;
      }
      case NN_ADAM:
      case NN_ADAMW: w = adam_step(w, g, first + i, second + i, &s); break;
      case NN_LION: {
        v8f m = load(first + i);
        w = w - s.rate * sign(s.beta1 * m + s.rest1 * g);
        store(first + i, s.beta2 * m + s.rest2 * g);
        break;
      }
    }
    store(weights + i, w);
  }
}

// Adds the penalty's gradient, l1 · sign(w) + 2 · l2 · w, then clips.
static void condition_gradients(const nn_plan *plan) {
  const nn_optimizer *o = &plan->optimizer;
  double norm_squared = 0;
  for (ptrdiff_t k = 0; k < plan->range_count; k++) {
    const nn_range range = plan->ranges[k];
    float *gradients = plan->gradients + range.offset;
    const float *weights = plan->parameters + range.offset;
    const float l1 = range.regularized ? o->l1 : 0, l2 = range.regularized ? 2 * o->l2 : 0;
    for (ptrdiff_t i = 0; i < range.count; i += NN_LANES) {
      v8f g = load(gradients + i), w = load(weights + i);
      v8f sign = CHOOSE(w > zero(), splat(l1), CHOOSE(w < zero(), splat(-l1), zero()));
      g = g + sign + l2 * w;
      if (o->clip_value > 0) g = at_most(at_least(g, -o->clip_value), o->clip_value);
      store(gradients + i, g);
      // Squares of large gradients do not fit into float32.
      if (o->clip_norm > 0) {
        for (int j = 0; j < NN_LANES; j++) norm_squared += (double)g[j] * (double)g[j];
      }
    }
  }
  if (!(o->clip_norm > 0)) return;
  const double factor = (double)o->clip_norm / (sqrt(norm_squared) + 1e-6);
  // NaN passes: a gradient that is lost is not hidden.
  if (factor >= 1) return;
  for (ptrdiff_t k = 0; k < plan->range_count; k++) {
    float *gradients = plan->gradients + plan->ranges[k].offset;
    for (ptrdiff_t i = 0; i < plan->ranges[k].count; i += NN_LANES) {
      store(gradients + i, load(gradients + i) * (float)factor);
    }
  }
}

typedef struct update {
  const nn_plan *plan;
  settings settings;
} update;

#define OPTIMIZER(name, ...) \
  case name: update_range(name, plan, range, u->settings); break;

// Numbers from `first` up to `end`, counted over all ranges.
static void update_numbers(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const update *u = context;
  const nn_plan *plan = u->plan;
  ptrdiff_t before = 0;
  for (ptrdiff_t k = 0; k < plan->range_count && before < end; k++) {
    nn_range range = plan->ranges[k];
    const ptrdiff_t skipped = first > before ? first - before : 0;
    const ptrdiff_t wanted = range.count < end - before ? range.count : end - before;
    before += range.count;
    if (skipped >= wanted) continue;
    range.offset += skipped;
    range.count = wanted - skipped;
    switch (plan->optimizer.kind) { NN_FOR_OPTIMIZERS(OPTIMIZER) }
  }
}

// `count` is Adam's t: this update's number, from 1.
static void optimize(const nn_plan *plan, double rate, uint64_t count) {
  const nn_optimizer *o = &plan->optimizer;
  if (o->l1 != 0 || o->l2 != 0 || o->clip_norm > 0 || o->clip_value > 0) condition_gradients(plan);
  settings s = {.rate = (float)rate, .momentum = o->momentum, .beta1 = (float)o->beta1, .beta2 = (float)o->beta2,
                .rest1 = (float)(1 - o->beta1), .rest2 = (float)(1 - o->beta2),
                .epsilon = o->epsilon, .decay = o->decay, .correction1 = 1, .correction2_root = 1};
  if (counts_updates(o->kind)) {
    s.correction1 = (float)(1 - whole_power(o->beta1, count));
    s.correction2_root = (float)sqrt(1 - whole_power(o->beta2, count));
  }
  ptrdiff_t numbers = 0;
  for (ptrdiff_t k = 0; k < plan->range_count; k++) numbers += plan->ranges[k].count;
  const update context = {.plan = plan, .settings = s};
  share(plan->workers, numbers, NN_LANES, numbers, update_numbers, &context);
}
