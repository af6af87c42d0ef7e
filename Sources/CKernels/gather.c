// Rows on their way into a batch. Memory is the limit, not arithmetic: one version serves every ISA.
#include "kernels.h"

static void through_table(const uint8_t *from, const float *table, float *to, ptrdiff_t width) {
  for (ptrdiff_t i = 0; i < width; i++) to[i] = table[from[i]];
}

// In double, as numbers that are not bytes are scaled: a model must see the same input however it was stored.
static void scaled(const uint8_t *from, const double *offsets, const double *factors, float *to, ptrdiff_t width) {
  for (ptrdiff_t i = 0; i < width; i++) to[i] = (float)(((double)from[i] - offsets[i]) * factors[i]);
}

void nn_copy_rows(const nn_rows *from, const int32_t *order, ptrdiff_t start, ptrdiff_t count, float *to,
                  ptrdiff_t stride) {
  const ptrdiff_t width = from->width;
  for (ptrdiff_t r = 0; r < count; r++, to += stride) {
    ptrdiff_t row = order ? order[start + r] : start + r;
    if (from->floats) {
      memcpy(to, from->floats + row * width, (size_t)width * sizeof(float));
      continue;
    }
    if (from->places) row = from->places[row];
    const uint8_t *bytes = from->bytes + row * width;
    if (from->table) {
      through_table(bytes, from->table, to, width);
    } else {
      scaled(bytes, from->offsets, from->factors, to, width);
    }
  }
}
