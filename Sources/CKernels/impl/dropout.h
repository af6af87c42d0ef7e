// Dropout: which numbers are left out follows from the place of each among the plain numbers of its batch, whatever the
// order in which they lie.

// The finaliser of splitmix64.
INLINE uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

typedef struct dropout {
  const nn_planes *planes;
  uint64_t key;
  float share;
} dropout;

static void drop_pixels(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const dropout *d = context;
  const nn_planes *p = d->planes;
  const float scale = 1.0f / (1.0f - d->share);
  for (ptrdiff_t pixel = first; pixel < end; pixel++) {
    const ptrdiff_t start = pixel_place(p, pixel);
    uint64_t place = (uint64_t)(pixel * p->channels);
    for (ptrdiff_t from = 0; from < p->channels; from += p->block) {
      const ptrdiff_t at = start + from * p->pixels;
      const ptrdiff_t count = p->channels - from < p->block ? p->channels - from : p->block;
      for (ptrdiff_t i = at; i < at + count; i++, place++) {
        const uint64_t bits = mix(d->key + place) >> 40;
        p->kept[i] = (float)bits * 0x1p-24f >= d->share ? scale : 0.0f;
        p->output[i] = p->kept[i] == 0.0f ? 0.0f : p->input[i] * scale;
      }
    }
  }
}

static void dropout_forward(const nn_thread_pool *workers, const nn_pass *pass, float share_left_out, uint64_t layer,
                            const nn_planes *p) {
  const ptrdiff_t count = numbers_of(p);
  if (pass->mode == NN_TRAINING || pass->mode == NN_REHEARSAL) {
    const dropout context = {
        .planes = p, .key = mix(mix(pass->key + pass->step) + layer), .share = share_left_out};
    share(workers, p->images * p->pixels, 1, count, drop_pixels, &context);
    return;
  }
  memcpy(p->output, p->input, (size_t)count * sizeof(float));
  // The factor of a number that is kept, so that a backward pass without dropout is right too.
  for (ptrdiff_t i = 0; i < count; i++) p->kept[i] = 1.0f;
}

static void undrop_numbers(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_planes *p = context;
  for (ptrdiff_t i = first; i < end; i += NN_LANES) {
    const v8f factor = load(p->kept + i);
    store(p->input_gradient + i, masked(factor != zero(), load(p->delta + i) * factor));
  }
}

static void dropout_backward(const nn_thread_pool *workers, const nn_planes *p) {
  const ptrdiff_t count = numbers_of(p);
  share(workers, count, NN_LANES, count, undrop_numbers, p);
}
