// Elementary functions, at most about 1 ulp each. Polynomials in Estrin's form: short chains matter more than few
// operations when four rows are all there is.

// e^(x + low) = (1 + tail) · 2^n with |tail| < 0.42. x in −126·ln 2 … 128·ln 2 or so; low is a correction to x.
INLINE v8f exp_parts(v8f x, v8f low, v8i *n) {
  const float magic = 12582912.0f;  // 1.5 · 2^23: adding it rounds to a whole number
  v8f shifted = x * 1.44269504088896341f + magic;
  v8f k = shifted - magic;
  *n = as_int(shifted) - as_int(splat(magic));
  v8f r = x - k * 0.693359375f;  // ln 2 in two parts (Cody, Waite): the first product is exact
  r = r + k * 2.12194440e-4f;
  r = r + low;
  v8f r2 = r * r;
  v8f a = 1.6666665459e-1f * r + 5.0000001201e-1f;
  v8f b = 8.3334519073e-3f * r + 4.1665795894e-2f;
  v8f c = 1.9875691500e-4f * r + 1.3981999507e-3f;
  v8f p = (c * r2 + b) * r2 + a;
  return p * r2 + r;
}

INLINE v8f power_of_two(v8i n) { return as_float((n + 127) << 23); }

// e^x = value · second: the second factor comes last where a product would fall among the subnormals too early.
typedef struct scaled {
  v8f value, second;
} scaled;

INLINE scaled exp_scaled(v8f x, v8f low) {
  v8i n;
  v8f tail = exp_parts(at_most(at_least(x, -104.0f), 89.0f), low, &n);
  v8i half = n >> 1;
  v8f first = power_of_two(half);
  return (scaled){tail * first + first, power_of_two(n - half)};
}

INLINE v8f vexp(v8f x) {
  scaled e = exp_scaled(x, zero());
  return e.value * e.second;
}

// e^x − 1 for x in −80 … 80.
INLINE v8f vexpm1(v8f x) {
  v8i n;
  v8f tail = exp_parts(x, zero(), &n);
  v8f scale = power_of_two(n);
  return tail * scale + (scale - 1.0f);
}

// log(1 + f) + k · ln 2 for f in √½ − 1 … √2 − 1.
INLINE v8f log_parts(v8f f, v8f k) {
  v8f f2 = f * f;
  v8f f4 = f2 * f2;
  v8f a = -2.4999993993e-1f * f + 3.3333331174e-1f;
  v8f b = -1.6668057665e-1f * f + 2.0000714765e-1f;
  v8f c = -1.2420140846e-1f * f + 1.4249322787e-1f;
  v8f d = -1.1514610310e-1f * f + 1.1676998740e-1f;
  v8f p = (7.0376836292e-2f * f4 + (d * f2 + c)) * f4 + (b * f2 + a);
  v8f y = p * f * f2;
  y = k * -2.12194440e-4f + y;
  y = y - 0.5f * f2;
  return k * 0.693359375f + (f + y);
}

INLINE v8f vlog(v8f x) {
  v8i small = x < splat(1.17549435e-38f);
  v8f scaled_up = CHOOSE(small, x * 8388608.0f, x);
  const int32_t root_half = 0x3f3504f3;
  v8i bits = as_int(scaled_up) - root_half;
  v8i exponent = bits >> 23;
  v8f f = as_float((bits & 0x7fffff) + root_half) - 1.0f;
  v8f k = __builtin_convertvector(exponent - (small & 23), v8f);
  v8f y = log_parts(f, k);
  y = CHOOSE(x < splat(INFINITY), y, x);  // infinity and NaN
  y = CHOOSE(x == zero(), splat(-INFINITY), y);
  return CHOOSE(x < zero(), splat(NAN), y);
}

// log(1 + x) for x in 0 … 1.
INLINE v8f vlog1p(v8f x) {
  v8i large = x > splat(0.41421356f);
  v8f f = CHOOSE(large, (x - 1.0f) * 0.5f, x);
  return log_parts(f, masked(large, splat(1.0f)));
}

// φ-weighted tail of the normal distribution: e^(−x²/2) · G(|x|) = 1 − Φ(|x|), for |x| ≤ 14.4; the result is
// value · second. x² is taken apart so that its rounding does not show in the exponential.
INLINE scaled normal_tail(v8f x, scaled *density) {
  v8f t = absolute(x);
  v8f high = as_float(as_int(t) & (int32_t)0xfffff000);
  v8f low = (t - high) * (t + high);
  // (1 + t) · erfcx(t / √2) / 2 as a polynomial in (t − 4) / (t + 4), fitted for the least relative error (2e-8).
  v8f u = (t - 4.0f) / (t + 4.0f);
  v8f u2 = u * u;
  v8f u4 = u2 * u2;
  v8f a = 0.013998723588883877f * u - 0.0967034325003624f;
  v8f b = -0.03218476101756096f * u + 0.028598705306649208f;
  v8f c = -0.005059420131146908f * u + 0.01795765571296215f;
  v8f d = 0.000748526188544929f * u - 0.0003965552314184606f;
  v8f p = (9.99006733763963e-05f * u4 + (d * u2 + c)) * u4 + (b * u2 + a);
  p = p * u + 0.4720532298088074f;
  v8f divisor = t + 1.0f;
  v8f g = p / divisor;
  // What rounding took from the divisor is given back as lost / divisor in the exponent; p is about 1/2.
  v8f lost = 1.0f - (divisor - t);
  scaled e = exp_scaled(-0.5f * high * high, -0.5f * low - 2.0f * lost * g);
  *density = e;
  return (scaled){e.value * g, e.second};
}
