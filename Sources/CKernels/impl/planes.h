// Where the numbers of a batch lie, see nn_planes.

// Vectors of a pixel's channels; the last one may have fewer channels than lanes.
INLINE ptrdiff_t vectors_of(const nn_planes *p) { return (p->channels + NN_LANES - 1) / NN_LANES; }

INLINE ptrdiff_t image_size(const nn_planes *p) {
  return (p->channels + p->block - 1) / p->block * p->block * p->pixels;
}

// From an image's first number to a vector of its first pixel.
INLINE ptrdiff_t vector_place(const nn_planes *p, ptrdiff_t vector) {
  const ptrdiff_t channel = vector * NN_LANES, inside = channel % p->block;
  return (channel - inside) * p->pixels + inside;
}

// The first channel of a pixel, pixels counted over all images.
INLINE ptrdiff_t pixel_place(const nn_planes *p, ptrdiff_t pixel) {
  return pixel / p->pixels * image_size(p) + pixel % p->pixels * p->block;
}

// All bits set in the lanes of a vector that are channels.
INLINE v8i channel_lanes(const nn_planes *p, ptrdiff_t vector) { return first_lanes(p->channels - vector * NN_LANES); }

// All numbers, those beyond the channels too.
INLINE ptrdiff_t numbers_of(const nn_planes *p) { return p->images * image_size(p); }
