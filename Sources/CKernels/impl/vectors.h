// Eight floats at a time, in the compiler's vector extension: one AVX register, or two of SSE or NEON. What is built is
// clang's; gcc's are kept true by scripts/check, so that its warnings are heard too.

#define INLINE static inline __attribute__((always_inline))

// CHOOSE: a where all bits of the mask are set, b where none is. SPLAT: eight times a number.
#ifdef __clang__
typedef float v8f __attribute__((ext_vector_type(NN_LANES)));
typedef int32_t v8i __attribute__((ext_vector_type(NN_LANES)));
typedef uint64_t v8u __attribute__((ext_vector_type(NN_LANES)));
#define CHOOSE(mask, a, b) ((mask) ? (a) : (b))
#define SPLAT(type, x) ((type)(x))
#define UNROLL _Pragma("clang loop unroll(full)")
#else
typedef float v8f __attribute__((vector_size(NN_LANES * sizeof(float))));
typedef int32_t v8i __attribute__((vector_size(NN_LANES * sizeof(int32_t))));
typedef uint64_t v8u __attribute__((vector_size(NN_LANES * sizeof(uint64_t))));
#define CHOOSE(mask, a, b) ((v8f)(((mask) & (v8i)(a)) | (~(mask) & (v8i)(b))))
#define SPLAT(type, x) ((type){x, x, x, x, x, x, x, x})
#define UNROLL _Pragma("GCC unroll 16")
#endif

INLINE v8f load(const float *p) {
  v8f v;
  memcpy(&v, p, sizeof v);
  return v;
}

INLINE void store(float *p, v8f v) { memcpy(p, &v, sizeof v); }

INLINE v8f splat(float x) { return SPLAT(v8f, x); }
INLINE v8f zero(void) { return SPLAT(v8f, 0.0f); }
INLINE v8f as_float(v8i x) { return (v8f)x; }
INLINE v8i as_int(v8f x) { return (v8i)x; }
INLINE v8f absolute(v8f x) { return as_float(as_int(x) & 0x7fffffff); }

INLINE v8f root(v8f x) {
#if __has_builtin(__builtin_elementwise_sqrt)
  return __builtin_elementwise_sqrt(x);
#else
  for (int i = 0; i < NN_LANES; i++) x[i] = __builtin_sqrtf(x[i]);
  return x;
#endif
}

// Both pass NaN in x through.
INLINE v8f at_least(v8f x, float low) { return CHOOSE(splat(low) > x, splat(low), x); }
INLINE v8f at_most(v8f x, float high) { return CHOOSE(splat(high) < x, splat(high), x); }

// All bits set in the first `count` lanes.
INLINE v8i first_lanes(ptrdiff_t count) {
  const v8i lane = {0, 1, 2, 3, 4, 5, 6, 7};
  return lane < SPLAT(v8i, (int32_t)(count < NN_LANES ? count : NN_LANES));
}

INLINE v8f masked(v8i mask, v8f x) { return as_float(mask & as_int(x)); }

// A fixed order, so that a result is the same whatever the compiler does.
INLINE float sum(v8f v) { return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])); }

// Eight numbers `stride` apart.
INLINE v8f load_column(const float *p, ptrdiff_t stride) {
  return (v8f){p[0],          p[stride],     p[2 * stride], p[3 * stride],
               p[4 * stride], p[5 * stride], p[6 * stride], p[7 * stride]};
}

// out[i][j] = in[j][i] of an 8 × 8 block in registers.
INLINE void transpose(v8f block[NN_LANES]) {
  v8f pairs[8], quads[8];
  for (int i = 0; i < 8; i += 2) {
    pairs[i] = __builtin_shufflevector(block[i], block[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pairs[i + 1] = __builtin_shufflevector(block[i], block[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int i = 0; i < 8; i += 4) {
    for (int k = 0; k < 2; k++) {
      quads[i + 2 * k] = __builtin_shufflevector(pairs[i + k], pairs[i + 2 + k], 0, 1, 8, 9, 4, 5, 12, 13);
      quads[i + 2 * k + 1] = __builtin_shufflevector(pairs[i + k], pairs[i + 2 + k], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
  for (int i = 0; i < 4; i++) {
    block[i] = __builtin_shufflevector(quads[i], quads[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    block[i + 4] = __builtin_shufflevector(quads[i], quads[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
}
