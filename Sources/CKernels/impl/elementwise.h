// Passes over numbers that do not ask where they lie.

static void activate_numbers(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_activation_pass *p = context;
  const float alpha = p->slope ? p->slope[0] : p->alpha;
  FOR_ACTIVATION(p->activation, for (ptrdiff_t i = first; i < end; i += NN_LANES)
                                    store(p->output + i, activate(A, load(p->sums + i), alpha)))
}

static void activation_forward(const nn_thread_pool *workers, const nn_activation_pass *p) {
  share(workers, p->count, NN_LANES, p->count, activate_numbers, p);
}

static void differentiate_numbers(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_activation_pass *p = context;
  const float alpha = p->slope ? p->slope[0] : p->alpha;
  FOR_ACTIVATION(p->activation,
                 for (ptrdiff_t i = first; i < end; i += NN_LANES) store(
                     p->delta + i,
                     load(p->delta + i) * derivative(A, load(p->output + i), load(p->sums + i), alpha)))
}

static void activation_backward(const nn_thread_pool *workers, const nn_activation_pass *p) {
  if (p->slope_gradient) {
    v8f total = zero();
    for (ptrdiff_t i = 0; i < p->count; i += NN_LANES) total += load(p->delta + i) * at_most(load(p->sums + i), 0.0f);
    p->slope_gradient[0] = sum(total);
  }
  share(workers, p->count, NN_LANES, p->count, differentiate_numbers, p);
}

typedef struct terms {
  const float *a, *b;
  float *out;
} terms;

static void add_some(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const terms *t = context;
  for (ptrdiff_t i = first; i < end; i += NN_LANES) store(t->out + i, load(t->a + i) + load(t->b + i));
}

static void add_numbers(const nn_thread_pool *workers, const float *a, const float *b, float *out, ptrdiff_t count) {
  const terms context = {.a = a, .b = b, .out = out};
  share(workers, count, NN_LANES, count, add_some, &context);
}
