// Gradients of the filters of a first convolution. oneDNN pads its few channels to a block of eight and multiplies the
// zeros too, with one channel eight times the work.
//
// Eight filters at a time, so that no number depends on how many threads share the work; each image's sums are added up
// by themselves first, which loses less than one sum over all pixels.

enum { TAPS_AT_ONCE = 9 };

// Adds to `totals` the products of an image's deltas with T of the numbers that a window covers.
INLINE void filter_taps(const nn_filters *f, const float *delta, const float *input, const ptrdiff_t *places, const int T,
                        v8f *totals) {
  v8f sums[TAPS_AT_ONCE];
  UNROLL for (int t = 0; t < T; t++) sums[t] = zero();
  for (ptrdiff_t r = 0; r < f->rows; r++) {
    const float *x = input + r * f->stride * f->in_columns * f->in_channels;
    for (ptrdiff_t c = 0; c < f->columns; c++) {
      const v8f d = load(delta);
      UNROLL for (int t = 0; t < T; t++) sums[t] = splat(x[places[t]]) * d + sums[t];
      delta += f->block;
      x += f->stride * f->in_channels;
    }
  }
  UNROLL for (int t = 0; t < T; t++) totals[t] += sums[t];
}

#define FILTER_TAPS(T) \
  case T: filter_taps(f, delta, input, places + tap, T, totals + tap); break;

static void filter_vectors(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_filters *f = context;
  const ptrdiff_t area = f->size * f->size, taps = area * f->in_channels;
  const nn_planes planes = {.images = f->images, .pixels = f->rows * f->columns, .channels = f->filters, .block = f->block};
  // In the order of the weights: channel, row, column.
  ptrdiff_t places[NN_TAPS];
  for (ptrdiff_t tap = 0; tap < taps; tap++) {
    const ptrdiff_t channel = tap / area, i = tap % area / f->size, j = tap % f->size;
    places[tap] = (i * f->in_columns + j) * f->in_channels + channel;
  }
  for (ptrdiff_t vector = first; vector < end; vector++) {
    v8f totals[NN_TAPS], bias = zero();
    for (ptrdiff_t tap = 0; tap < taps; tap++) totals[tap] = zero();
    for (ptrdiff_t image = 0; image < f->images; image++) {
      const float *delta = f->delta + image * image_size(&planes) + vector_place(&planes, vector);
      const float *input = f->input + image * f->in_image;
      for (ptrdiff_t tap = 0; tap < taps; tap += TAPS_AT_ONCE) {
        switch (taps - tap < TAPS_AT_ONCE ? taps - tap : TAPS_AT_ONCE) {
          FILTER_TAPS(1)
          FILTER_TAPS(2)
          FILTER_TAPS(3)
          FILTER_TAPS(4)
          FILTER_TAPS(5)
          FILTER_TAPS(6)
          FILTER_TAPS(7)
          FILTER_TAPS(8)
          FILTER_TAPS(9)
        }
      }
      if (!f->bias_gradient) continue;
      v8f sum_of_deltas = zero();
      for (ptrdiff_t i = 0; i < planes.pixels; i++) sum_of_deltas += load(delta + i * f->block);
      bias += sum_of_deltas;
    }
    for (ptrdiff_t lane = 0; lane < NN_LANES && vector * NN_LANES + lane < f->filters; lane++) {
      const ptrdiff_t filter = vector * NN_LANES + lane;
      for (ptrdiff_t tap = 0; tap < taps; tap++) f->weight_gradient[filter * taps + tap] = totals[tap][lane];
      if (f->bias_gradient) f->bias_gradient[filter] = bias[lane];
    }
  }
}

static void filter_gradients(const nn_thread_pool *workers, const nn_filters *f) {
  const ptrdiff_t numbers = f->images * f->rows * f->columns * f->filters;
  share(workers, (f->filters + NN_LANES - 1) / NN_LANES, 1, numbers, filter_vectors, f);
}
