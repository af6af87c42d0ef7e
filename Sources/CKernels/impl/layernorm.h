// Layernorm: a pixel at a time; the gradients of scale and shift, sums over all pixels, a vector of channels at a time.
// `kept` holds each pixel's mean and 1 / √(variance + epsilon).

static void layernorm_pixels(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_norm *n = ((const norm_pass *)context)->norm;
  const nn_planes *p = ((const norm_pass *)context)->planes;
  const ptrdiff_t vectors = vectors_of(p);
  const float count = (float)p->channels, alpha = n->alpha;
  FOR_ACTIVATION(n->activation, for (ptrdiff_t pixel = first; pixel < end; pixel++) {
    const float *x = p->input + pixel_place(p, pixel);
    float *out = p->output + pixel_place(p, pixel);
    v8f total = zero(), squares = zero();
    for (ptrdiff_t v = 0; v < vectors; v++) total += masked(channel_lanes(p, v), load(x + vector_place(p, v)));
    const float mean = sum(total) / count;
    for (ptrdiff_t v = 0; v < vectors; v++) {
      const v8f apart = masked(channel_lanes(p, v), load(x + vector_place(p, v)) - mean);
      squares += apart * apart;
    }
    const float inverse = 1.0f / sqrtf(sum(squares) / count + n->epsilon);
    p->kept[2 * pixel] = mean;
    p->kept[2 * pixel + 1] = inverse;
    for (ptrdiff_t v = 0; v < vectors; v++) {
      const v8f normal = (load(x + vector_place(p, v)) - mean) * inverse;
      const v8f z = normal * load(n->scale + v * NN_LANES) + load(n->shift + v * NN_LANES);
      store(out + vector_place(p, v), activate(A, z, alpha));
    }
  })
}

// dL/d(sums), and from it dL/d(input).
static void layernorm_deltas(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_norm *n = ((const norm_pass *)context)->norm;
  const nn_planes *p = ((const norm_pass *)context)->planes;
  const ptrdiff_t vectors = vectors_of(p);
  const float count = (float)p->channels, alpha = n->alpha;
  FOR_ACTIVATION(n->activation, for (ptrdiff_t pixel = first; pixel < end; pixel++) {
    const ptrdiff_t place = pixel_place(p, pixel);
    const float mean = p->kept[2 * pixel], inverse = p->kept[2 * pixel + 1];
    v8f total = zero(), product = zero();
    for (ptrdiff_t v = 0; v < vectors; v++) {
      const ptrdiff_t i = place + vector_place(p, v);
      const v8f normal = (load(p->input + i) - mean) * inverse, scale = load(n->scale + v * NN_LANES);
      v8f gradient = load(p->delta + i);
      if (A != NN_LINEAR) {
        gradient *= derivative(A, load(p->output + i), normal * scale + load(n->shift + v * NN_LANES), alpha);
        store(p->delta + i, gradient);
      }
      const v8f scaled = masked(channel_lanes(p, v), gradient * scale);
      total += scaled;
      product += masked(channel_lanes(p, v), scaled * normal);
    }
    if (!p->input_gradient) continue;
    const float mean_total = sum(total) / count, slope = sum(product) / count;
    for (ptrdiff_t v = 0; v < vectors; v++) {
      const ptrdiff_t i = place + vector_place(p, v);
      const v8f normal = (load(p->input + i) - mean) * inverse;
      const v8f rest = load(p->delta + i) * load(n->scale + v * NN_LANES) - mean_total - normal * slope;
      store(p->input_gradient + i, masked(channel_lanes(p, v), rest * inverse));
    }
  })
}

static void layernorm_gradients(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_norm *n = ((const norm_pass *)context)->norm;
  const nn_planes *p = ((const norm_pass *)context)->planes;
  const ptrdiff_t pixels = p->images * p->pixels;
  for (ptrdiff_t v = first; v < end; v++) {
    v8f total = zero(), product = zero();
    for (ptrdiff_t pixel = 0; pixel < pixels; pixel++) {
      const ptrdiff_t i = pixel_place(p, pixel) + vector_place(p, v);
      const v8f gradient = load(p->delta + i);
      total += gradient;
      product += gradient * ((load(p->input + i) - p->kept[2 * pixel]) * p->kept[2 * pixel + 1]);
    }
    store(n->shift_gradient + v * NN_LANES, masked(channel_lanes(p, v), total));
    store(n->scale_gradient + v * NN_LANES, masked(channel_lanes(p, v), product));
  }
}

static void norm_forward(const nn_thread_pool *workers, nn_mode mode, const nn_norm *n, const nn_planes *p) {
  const norm_pass context = {.norm = n, .planes = p, .mode = mode};
  if (n->is_by_pixel) {
    share(workers, p->images * p->pixels, 1, numbers_of(p), layernorm_pixels, &context);
  } else {
    share(workers, vectors_of(p), 1, numbers_of(p), batchnorm_vectors, &context);
  }
}

static void norm_backward(const nn_thread_pool *workers, nn_mode mode, const nn_norm *n, const nn_planes *p) {
  const norm_pass context = {.norm = n, .planes = p, .mode = mode};
  if (n->is_by_pixel) {
    share(workers, p->images * p->pixels, 1, numbers_of(p), layernorm_deltas, &context);
    share(workers, vectors_of(p), 1, numbers_of(p), layernorm_gradients, &context);
  } else {
    share(workers, vectors_of(p), 1, numbers_of(p), batchnorm_gradients, &context);
  }
}
