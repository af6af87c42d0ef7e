// Batchnorm: a vector of channels at a time, so that no number depends on how many threads share the work. `kept` holds
// each channel's mean, 1 / √(variance + epsilon) and variance.

typedef struct norm_pass {
  const nn_norm *norm;
  const nn_planes *planes;
  nn_mode mode;
} norm_pass;

static bool uses_batch(const norm_pass *n) {
  return n->mode != NN_EVALUATION && !n->norm->is_frozen && n->planes->images * n->planes->pixels > 1;
}

// Mean and biased variance over all pixels. Each image's are taken in two passes while it lies in the nearest cache, and
// joined as Chan, Golub, LeVeque 1979 do.
static void spread(const nn_planes *p, ptrdiff_t vector, v8f *mean, v8f *variance) {
  const ptrdiff_t step = p->block, pixels = p->pixels;
  v8f center = zero(), squares = zero();
  for (ptrdiff_t image = 0; image < p->images; image++) {
    const float *x = p->input + image * image_size(p) + vector_place(p, vector);
    // Two sums each: half the wait.
    v8f even = zero(), odd = zero();
    ptrdiff_t i = 0;
    for (; i + 2 <= pixels; i += 2) {
      even += load(x + i * step);
      odd += load(x + (i + 1) * step);
    }
    if (i < pixels) even += load(x + i * step);
    const v8f own = (even + odd) / (float)pixels;
    even = odd = zero();
    for (i = 0; i + 2 <= pixels; i += 2) {
      const v8f a = load(x + i * step) - own, b = load(x + (i + 1) * step) - own;
      even += a * a;
      odd += b * b;
    }
    if (i < pixels) even += (load(x + i * step) - own) * (load(x + i * step) - own);
    const v8f apart = own - center;
    const float share = 1.0f / (float)(image + 1);
    center += apart * share;
    squares += even + odd + apart * apart * ((float)image * share * (float)pixels);
  }
  *mean = center;
  *variance = squares / (float)(p->images * pixels);
}

static void batchnorm_vectors(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const norm_pass *pass = context;
  const nn_norm *n = pass->norm;
  const nn_planes *p = pass->planes;
  const ptrdiff_t width = vectors_of(p) * NN_LANES, step = p->block;
  const float alpha = n->alpha;
  for (ptrdiff_t vector = first; vector < end; vector++) {
    const ptrdiff_t channel = vector * NN_LANES;
    v8f mean, variance;
    if (uses_batch(pass)) {
      spread(p, vector, &mean, &variance);
    } else {
      mean = load(n->running_mean + channel);
      variance = load(n->running_variance + channel);
    }
    const v8f inverse = 1.0f / root(variance + n->epsilon);
    store(p->kept + channel, mean);
    store(p->kept + width + channel, inverse);
    store(p->kept + 2 * width + channel, variance);
    const v8f factor = load(n->scale + channel) * inverse, shift = load(n->shift + channel);
    FOR_ACTIVATION(n->activation, for (ptrdiff_t image = 0; image < p->images; image++) {
      const ptrdiff_t place = image * image_size(p) + vector_place(p, vector);
      for (ptrdiff_t i = place; i < place + p->pixels * step; i += step) {
        store(p->output + i, activate(A, (load(p->input + i) - mean) * factor + shift, alpha));
      }
    })
  }
}

static void move_statistics(const nn_norm *n, ptrdiff_t channel, v8f mean, v8f variance, ptrdiff_t count) {
  const v8f unbiased = variance * ((float)count / (float)(count - 1));
  const v8f old_mean = load(n->running_mean + channel), old_variance = load(n->running_variance + channel);
  store(n->running_mean + channel, old_mean + n->momentum * (mean - old_mean));
  store(n->running_variance + channel, old_variance + n->momentum * (unbiased - old_variance));
}

static void batchnorm_gradients(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const norm_pass *pass = context;
  const nn_norm *n = pass->norm;
  const nn_planes *p = pass->planes;
  const ptrdiff_t width = vectors_of(p) * NN_LANES, step = p->block, count = p->images * p->pixels;
  const float alpha = n->alpha;
  for (ptrdiff_t vector = first; vector < end; vector++) {
    const ptrdiff_t channel = vector * NN_LANES;
    const v8f mean = load(p->kept + channel), inverse = load(p->kept + width + channel);
    const v8f factor = load(n->scale + channel) * inverse, shift = load(n->shift + channel);
    v8f total = zero(), product = zero();
    FOR_ACTIVATION(n->activation, for (ptrdiff_t image = 0; image < p->images; image++) {
      const ptrdiff_t place = image * image_size(p) + vector_place(p, vector);
      for (ptrdiff_t i = place; i < place + p->pixels * step; i += step) {
        const v8f apart = load(p->input + i) - mean;
        v8f gradient = load(p->delta + i);
        if (A != NN_LINEAR) {
          gradient *= derivative(A, load(p->output + i), apart * factor + shift, alpha);
          store(p->delta + i, gradient);
        }
        total += gradient;
        product += gradient * (apart * inverse);
      }
    })
    const v8i real = channel_lanes(p, vector);
    store(n->shift_gradient + channel, masked(real, total));
    store(n->scale_gradient + channel, masked(real, product));
    const bool is_own = uses_batch(pass);
    if (p->input_gradient) {
      const v8f mean_total = is_own ? total / (float)count : zero();
      const v8f slope = is_own ? product * inverse / (float)count : zero();
      for (ptrdiff_t image = 0; image < p->images; image++) {
        const ptrdiff_t place = image * image_size(p) + vector_place(p, vector);
        for (ptrdiff_t i = place; i < place + p->pixels * step; i += step) {
          const v8f rest = load(p->delta + i) - mean_total - (load(p->input + i) - mean) * slope;
          store(p->input_gradient + i, factor * rest);
        }
      }
    }
    if (pass->mode == NN_TRAINING && is_own) {
      move_statistics(n, channel, mean, load(p->kept + 2 * width + channel), count);
    }
  }
}
