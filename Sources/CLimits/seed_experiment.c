// P1's limit. Everything is a constant: four rows of five units in four registers a layer, no loop is left after
// compilation, gradients go into the weights at once, and the transposed weights are updated for themselves.
#include "climits.h"

#include <math.h>
#include <stddef.h>

#if defined(__x86_64__)
#include <immintrin.h>

enum { ROWS = 4, WIDTH = 5, HIDDEN = 9, INPUTS = 2 };

typedef struct hidden {
  // Input by input, and output by output.
  __m256 weights[WIDTH], transposed[WIDTH], bias;
} hidden;

typedef struct net {
  hidden layers[HIDDEN];
  __m256 last[WIDTH];  // unit 0 of each row of weights
  __m256 last_transposed, last_bias;
  __m256 outputs[HIDDEN + 1][ROWS];
} net;

#define FAST static inline __attribute__((always_inline, target("avx2,fma")))
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

FAST __m256 splat(float x) { return _mm256_set1_ps(x); }

FAST __m256 expm1_parts(__m256 x, __m256 *scale) {
  const __m256 magic = splat(12582912.0f);
  __m256 shifted = _mm256_fmadd_ps(x, splat(1.44269504f), magic);
  __m256 k = _mm256_sub_ps(shifted, magic);
  __m256 r = _mm256_fmadd_ps(k, splat(-0.693359375f), x);
  r = _mm256_fmadd_ps(k, splat(2.12194440e-4f), r);
  __m256 r2 = _mm256_mul_ps(r, r);
  __m256 a = _mm256_fmadd_ps(splat(1.6666665459e-1f), r, splat(5.0000001201e-1f));
  __m256 b = _mm256_fmadd_ps(splat(8.3334519073e-3f), r, splat(4.1665795894e-2f));
  __m256 c = _mm256_fmadd_ps(splat(1.9875691500e-4f), r, splat(1.3981999507e-3f));
  __m256 p = _mm256_fmadd_ps(_mm256_fmadd_ps(c, r2, b), r2, a);
  __m256i bits = _mm256_slli_epi32(_mm256_castps_si256(shifted), 23);
  *scale = _mm256_castsi256_ps(_mm256_add_epi32(bits, _mm256_castps_si256(splat(1.0f))));
  return _mm256_fmadd_ps(p, r2, r);
}

FAST __m256 hyperbolic_tangent(__m256 x) {
  __m256 y = _mm256_min_ps(splat(18.5f), _mm256_max_ps(splat(-18.5f), _mm256_add_ps(x, x)));
  __m256 scale, tail = expm1_parts(y, &scale);
  __m256 e = _mm256_fmadd_ps(tail, scale, _mm256_sub_ps(scale, splat(1.0f)));
  return _mm256_div_ps(e, _mm256_add_ps(e, splat(2.0f)));
}

FAST __m256 sigmoid(__m256 x) {
  __m256 y = _mm256_min_ps(splat(88.0f), _mm256_max_ps(splat(-87.0f), _mm256_sub_ps(_mm256_setzero_ps(), x)));
  __m256 scale, tail = expm1_parts(y, &scale);
  return _mm256_div_ps(splat(1.0f), _mm256_add_ps(splat(1.0f), _mm256_fmadd_ps(tail, scale, scale)));
}

FAST __m256 unit(const __m256 *row, int k) { return _mm256_broadcast_ss((const float *)row + k); }

// Two chains of products for each row: half the wait.
FAST __m256 row_times(const __m256 *row, const __m256 *weights, __m256 start, const int depth) {
  __m256 even = _mm256_fmadd_ps(unit(row, 0), weights[0], start);
  __m256 odd = _mm256_mul_ps(unit(row, 1), weights[1]);
  UNROLL for (int k = 2; k < depth; k++) {
    if (k % 2) {
      odd = _mm256_fmadd_ps(unit(row, k), weights[k], odd);
    } else {
      even = _mm256_fmadd_ps(unit(row, k), weights[k], even);
    }
  }
  return _mm256_add_ps(even, odd);
}

FAST void hidden_forward(const hidden *layer, const __m256 *in, __m256 *out, const int depth) {
  __m256 sums[ROWS];
  UNROLL for (int r = 0; r < ROWS; r++) sums[r] = row_times(&in[r], layer->weights, layer->bias, depth);
  UNROLL for (int r = 0; r < ROWS; r++) out[r] = hyperbolic_tangent(sums[r]);
}

// weights −= rate · inᵀ · delta, `delta` being scaled by −rate.
FAST void step_weights(__m256 *weights, const __m256 *left, const __m256 *right, const int count) {
  UNROLL for (int k = 0; k < count; k++) {
    __m256 w = weights[k];
    UNROLL for (int r = 0; r < ROWS; r++) w = _mm256_fmadd_ps(unit(&left[r], k), right[r], w);
    weights[k] = w;
  }
}

FAST __m256 rows_sum(const __m256 *rows) {
  return _mm256_add_ps(_mm256_add_ps(rows[0], rows[1]), _mm256_add_ps(rows[2], rows[3]));
}

__attribute__((target("avx2,fma"))) static float train(net *n, int steps, float rate) {
  const __m256 one = splat(1.0f);
  const __m256 targets = _mm256_setr_ps(0, 1, 1, 0, 0, 0, 0, 0);
  float loss = 0;
  for (int step = 0; step < steps; step++) {
    hidden_forward(&n->layers[0], n->outputs[0], n->outputs[1], INPUTS);
    UNROLL for (int i = 1; i < HIDDEN; i++) hidden_forward(&n->layers[i], n->outputs[i], n->outputs[i + 1], WIDTH);

    // The output of the four rows in one register.
    __m256 sums[ROWS];
    UNROLL for (int r = 0; r < ROWS; r++) {
      sums[r] = row_times(&n->outputs[HIDDEN][r], n->last, n->last_bias, WIDTH);
    }
    __m256 z = _mm256_setr_ps(sums[0][0], sums[1][0], sums[2][0], sums[3][0], 0, 0, 0, 0);
    __m256 h = sigmoid(z);
    if (step % 100 == 0 || step == steps - 1) {
      loss = 0;
      for (int r = 0; r < ROWS; r++) {
        const float y = r == 1 || r == 2;
        loss -= (y * logf(h[r]) + (1 - y) * logf(1 - h[r])) / ROWS;
      }
    }
    __m256 by_h = _mm256_div_ps(targets, h);
    __m256 by_rest = _mm256_div_ps(_mm256_sub_ps(one, targets), _mm256_sub_ps(one, h));
    __m256 gradient = _mm256_mul_ps(_mm256_sub_ps(by_rest, by_h), splat(-rate / ROWS));
    gradient = _mm256_mul_ps(gradient, _mm256_mul_ps(h, _mm256_sub_ps(one, h)));

    __m256 delta[ROWS], next[ROWS];
    UNROLL for (int r = 0; r < ROWS; r++) {
      delta[r] = _mm256_setr_ps(gradient[r], 0, 0, 0, 0, 0, 0, 0);
      __m256 out = n->outputs[HIDDEN][r];
      __m256 slope = _mm256_fnmadd_ps(out, out, one);
      next[r] = _mm256_mul_ps(_mm256_mul_ps(splat(gradient[r]), n->last_transposed), slope);
    }
    step_weights(n->last, n->outputs[HIDDEN], delta, WIDTH);
    UNROLL for (int r = 0; r < ROWS; r++) {
      n->last_transposed = _mm256_fmadd_ps(splat(gradient[r]), n->outputs[HIDDEN][r], n->last_transposed);
    }
    n->last_bias = _mm256_add_ps(n->last_bias, rows_sum(delta));

    UNROLL for (int i = HIDDEN - 1; i >= 0; i--) {
      hidden *layer = &n->layers[i];
      const __m256 *in = n->outputs[i];
      UNROLL for (int r = 0; r < ROWS; r++) delta[r] = next[r];
      if (i > 0) {
        UNROLL for (int r = 0; r < ROWS; r++) {
          __m256 slope = _mm256_fnmadd_ps(in[r], in[r], one);
          __m256 back = row_times(&delta[r], layer->transposed, _mm256_setzero_ps(), WIDTH);
          next[r] = _mm256_mul_ps(back, slope);
        }
        step_weights(layer->transposed, delta, in, WIDTH);
        step_weights(layer->weights, in, delta, WIDTH);
      } else {
        step_weights(layer->weights, in, delta, INPUTS);
      }
      layer->bias = _mm256_add_ps(layer->bias, rows_sum(delta));
    }
  }
  return loss;
}

static void set(__m256 *vector, int lane, float value) { ((float *)vector)[lane] = value; }

bool limit_available(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

__attribute__((target("avx2,fma"))) float limit_p1(const float *parameters, int steps, float rate) {
  net n = {0};
  for (int i = 0; i < HIDDEN; i++) {
    const int inputs = i == 0 ? INPUTS : WIDTH;
    for (int o = 0; o < WIDTH; o++) {
      for (int k = 0; k < inputs; k++) {
        set(&n.layers[i].weights[k], o, *parameters);
        set(&n.layers[i].transposed[o], k, *parameters++);
      }
    }
    for (int o = 0; o < WIDTH; o++) set(&n.layers[i].bias, o, *parameters++);
  }
  for (int k = 0; k < WIDTH; k++) {
    set(&n.last[k], 0, *parameters);
    set(&n.last_transposed, k, *parameters++);
  }
  set(&n.last_bias, 0, *parameters);
  for (int r = 0; r < ROWS; r++) {
    set(&n.outputs[0][r], 0, r / 2);
    set(&n.outputs[0][r], 1, r % 2);
  }
  return train(&n, steps, rate);
}

#else

bool limit_available(void) { return false; }

float limit_p1(const float *parameters, int steps, float rate) {
  (void)parameters, (void)steps, (void)rate;
  return NAN;
}

#endif
