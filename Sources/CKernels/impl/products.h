// The one matrix product behind forward, backward and weight gradients: rows × columns of the result are held in
// registers while the depth is walked, and leave them through the bias and the activation, or through its derivative.

typedef struct product {
  ptrdiff_t rows, columns, depth;
  // Element (row, k) of the left side is left[row · left_row + k · left_step].
  const float *left;
  ptrdiff_t left_row, left_step;
  // depth × right_stride.
  const float *right;
  ptrdiff_t right_stride;
  // A row of `columns` numbers that the sums begin with; NULL: 0.
  const float *bias;
  // rows × out_stride. `sums` may be `out`.
  float *out, *sums;
  // rows × out_stride: what the activation gave, whose derivative the result is multiplied by.
  const float *through;
  ptrdiff_t out_stride;
  float alpha;
  float *panel;
} product;

typedef enum epilogue { STORE, FORWARD, BACKWARD } epilogue;

// R rows × C vectors of the result. R, C, the epilogue and the activation are known where this is inlined.
INLINE void tile(const product *p, ptrdiff_t row, ptrdiff_t column, const float *right, ptrdiff_t right_stride,
                 const int R, const int C, const epilogue finish, const nn_activation activation) {
  v8f acc[4][2];
  UNROLL for (int r = 0; r < R; r++) {
    UNROLL for (int c = 0; c < C; c++) acc[r][c] = p->bias ? load(p->bias + column + c * NN_LANES) : zero();
  }
  const float *left = p->left + row * p->left_row;
  const ptrdiff_t left_row = p->left_row, left_step = p->left_step, depth = p->depth;
  for (ptrdiff_t k = 0; k < depth; k++) {
    UNROLL for (int c = 0; c < C; c++) {
      v8f weights = load(right + c * NN_LANES);
      UNROLL for (int r = 0; r < R; r++) acc[r][c] = splat(left[r * left_row]) * weights + acc[r][c];
    }
    left += left_step;
    right += right_stride;
  }
  UNROLL for (int r = 0; r < R; r++) {
    const ptrdiff_t at = (row + r) * p->out_stride + column;
    UNROLL for (int c = 0; c < C; c++) {
      const ptrdiff_t place = at + c * NN_LANES;
      if (finish == FORWARD) {
        if (p->sums != p->out) store(p->sums + place, acc[r][c]);
        store(p->out + place, activate(activation, acc[r][c], p->alpha));
      } else if (finish == BACKWARD) {
        v8f h = load(p->through + place);
        store(p->out + place, acc[r][c] * derivative(activation, h, h, p->alpha));
      } else {
        store(p->out + place, acc[r][c]);
      }
    }
  }
}

INLINE void column_block(const product *p, ptrdiff_t column, const int C, const epilogue finish,
                         const nn_activation activation) {
  const float *right = p->right + column;
  ptrdiff_t right_stride = p->right_stride;
  // Rows of a wide matrix fall on the same few cache sets: packed, a block stays in the nearest cache.
  if (p->depth >= 64 && p->rows >= 8 && right_stride > NN_PANEL) {
    for (ptrdiff_t k = 0; k < p->depth; k++) {
      for (int c = 0; c < C; c++) store(p->panel + k * NN_PANEL + c * NN_LANES, load(right + k * right_stride + c * NN_LANES));
    }
    right = p->panel;
    right_stride = NN_PANEL;
  }
  ptrdiff_t row = 0;
  for (; row + 4 <= p->rows; row += 4) tile(p, row, column, right, right_stride, 4, C, finish, activation);
  for (; row < p->rows; row++) tile(p, row, column, right, right_stride, 1, C, finish, activation);
}

INLINE void gemm(const product *p, const epilogue finish, const nn_activation activation) {
  ptrdiff_t column = 0;
  for (; column + 2 * NN_LANES <= p->columns; column += 2 * NN_LANES) column_block(p, column, 2, finish, activation);
  if (column < p->columns) column_block(p, column, 1, finish, activation);
}

// The activations that are applied in registers. The others take a pass of their own: inlining all of them here would
// be large and gain little.
#define FOR_FUSED(activation, body, otherwise) \
  switch (activation) {                        \
    CASE(NN_LINEAR, body)                      \
    CASE(NN_SIGMOID, body)                     \
    CASE(NN_TANH, body)                        \
    CASE(NN_RELU, body)                        \
    CASE(NN_LEAKY_RELU, body)                  \
    default: otherwise; break;                 \
  }
