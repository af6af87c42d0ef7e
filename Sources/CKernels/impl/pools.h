// Windows of maxima over planes of pixels, each pixel one vector of channels (two where a block has 16): the order of
// numbers that oneDNN's convolutions leave. Its own pools note a place for every number, which takes longer than
// looking again.

static void pool_planes(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_pool *p = context;
  const ptrdiff_t in_plane = p->in_rows * p->in_columns * p->block, pixel = p->block;
  const ptrdiff_t out_plane = p->out_rows * p->out_columns * p->block;
  for (ptrdiff_t plane = first; plane < end; plane++) {
    const float *in = p->input + plane * in_plane;
    float *out = p->output + plane * out_plane;
    for (ptrdiff_t r = 0; r < p->out_rows; r++) {
      for (ptrdiff_t c = 0; c < p->out_columns; c++, out += pixel) {
        const float *corner = in + (r * p->stride * p->in_columns + c * p->stride) * pixel;
        for (ptrdiff_t k = 0; k < pixel; k += NN_LANES) {
          v8f largest = load(corner + k);
          for (ptrdiff_t i = 0; i < p->kernel_rows; i++) {
            for (ptrdiff_t j = 0; j < p->kernel_columns; j++) {
              v8f x = load(corner + (i * p->in_columns + j) * pixel + k);
              // NaN is larger than any number, and the first of equals stays.
              largest = CHOOSE((x > largest) | (x != x), x, largest);
            }
          }
          store(out + k, largest);
        }
      }
    }
  }
}

// Each gradient goes to the first number of its window that is the largest; where `masks`, to none if that is not
// above 0: what lies before the pool then is a relu.
static void unpool_planes(const void *context, ptrdiff_t first, ptrdiff_t end) {
  const nn_pool *p = context;
  const ptrdiff_t in_plane = p->in_rows * p->in_columns * p->block, pixel = p->block;
  const ptrdiff_t out_plane = p->out_rows * p->out_columns * p->block;
  for (ptrdiff_t plane = first; plane < end; plane++) {
    const float *in = p->input + plane * in_plane;
    float *below = p->input_gradient + plane * in_plane;
    const float *out = p->output + plane * out_plane, *above = p->output_gradient + plane * out_plane;
    memset(below, 0, (size_t)in_plane * sizeof(float));
    for (ptrdiff_t r = 0; r < p->out_rows; r++) {
      for (ptrdiff_t c = 0; c < p->out_columns; c++, out += pixel, above += pixel) {
        const ptrdiff_t corner = (r * p->stride * p->in_columns + c * p->stride) * pixel;
        for (ptrdiff_t k = 0; k < pixel; k += NN_LANES) {
          v8f largest = load(out + k), gradient = load(above + k);
          if (p->masks) gradient = masked(largest > zero(), gradient);
          v8i open = zero() == zero();
          for (ptrdiff_t i = 0; i < p->kernel_rows; i++) {
            for (ptrdiff_t j = 0; j < p->kernel_columns; j++) {
              const ptrdiff_t place = corner + (i * p->in_columns + j) * pixel + k;
              v8f x = load(in + place);
              v8i is_it = open & ((x == largest) | ((x != x) & (largest != largest)));
              store(below + place, load(below + place) + masked(is_it, gradient));
              open &= ~is_it;
            }
          }
        }
      }
    }
  }
}

static void pool_forward(const nn_thread_pool *workers, const nn_pool *p) {
  share(workers, p->planes, 1, p->planes * p->in_rows * p->in_columns * p->block, pool_planes, p);
}

static void pool_backward(const nn_thread_pool *workers, const nn_pool *p) {
  share(workers, p->planes, 1, p->planes * p->in_rows * p->in_columns * p->block, unpool_planes, p);
}
