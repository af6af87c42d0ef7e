// For newlocale.
#define _GNU_SOURCE
#include "decimal.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// ±digits · 10^exponent; `is_cut` if further digits did not fit.
typedef struct decimal {
  uint64_t digits;
  int64_t exponent;
  bool is_negative, is_cut;
} decimal;

enum { most_digits = 19, lowest_power = -64, highest_power = 38 };

static const uint64_t powers[] = {
#include "powers.inc"
};
// Exact in a double.
static const double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
static const int64_t exact_exponent = 22;
static const uint64_t exact_digits = (uint64_t)1 << 53;
// Beyond this, a number of any length is 0 or infinite, and adding the digits' own places cannot overflow.
static const int64_t exponent_limit = 1000000000;

static inline bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

// Reads more digits than a word holds: the first 19 significant ones, and whether the rest has a nonzero digit.
static void read_long(const uint8_t *text, const uint8_t *end, decimal *number) {
  number->digits = 0;
  int64_t kept = 0, exponent = 0;
  bool is_fraction = false;
  for (const uint8_t *at = text; at < end; at++) {
    if (*at == '.') {
      is_fraction = true;
      continue;
    }
    if (kept < most_digits) {
      number->digits = number->digits * 10 + (uint64_t)(*at - '0');
      kept += number->digits != 0;
      exponent -= is_fraction;
    } else {
      number->is_cut |= *at != '0';
      exponent += !is_fraction;
    }
  }
  number->exponent = exponent;
}

// The value of eight digits, each minus '0', with the first in the lowest byte. Source: D. Lemire, Number parsing at a
// gigabyte per second (2021).
static inline uint64_t from_8_digits(uint64_t text) {
  const uint64_t pairs = 0x000000ff000000ff;
  text = text * 10 + (text >> 8);
  return (uint32_t)((((text & pairs) * 0x000f424000000064) + (((text >> 16) & pairs) * 0x0000271000000001)) >> 32);
}

// Reads the following digits, eight at a time and the rest without a branch for each. read_long reads a number of more
// than 19 digits again.
static inline const uint8_t *read_digits(const uint8_t *at, uint64_t *digits) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  static const uint32_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
  for (;; at += 8) {
    uint64_t text;
    memcpy(&text, at, 8);
    const uint64_t values = text - 0x3030303030303030;
    // The lowest set bit belongs to the first byte that is not a digit; carries may have changed the bits above it.
    const uint64_t others = ((text + 0x4646464646464646) | values) & 0x8080808080808080;
    if (others) {
      const int count = __builtin_ctzll(others) >> 3;
      if (count > 0) *digits = *digits * tens[count] + from_8_digits(values << (64 - 8 * count));
      return at + count;
    }
    *digits = *digits * 100000000 + from_8_digits(values);
  }
#else
  for (; is_digit(*at); at++) *digits = *digits * 10 + (uint64_t)(*at - '0');
  return at;
#endif
}

static const uint8_t *scan(const uint8_t *at, decimal *number) {
  number->is_negative = *at == '-';
  number->is_cut = false;
  if (*at == '-' || *at == '+') at++;
  const uint8_t *const first = at;
  uint64_t digits = 0;
  for (; is_digit(*at); at++) digits = digits * 10 + (uint64_t)(*at - '0');
  ptrdiff_t count = at - first;
  number->exponent = 0;
  if (*at == '.') {
    const uint8_t *const fraction = ++at;
    at = read_digits(at, &digits);
    number->exponent = fraction - at;
    count += at - fraction;
  }
  if (count == 0) return NULL;
  number->digits = digits;
  if (count > most_digits) read_long(first, at, number);
  if (*at != 'e' && *at != 'E') return at;
  at++;
  const bool is_negative = *at == '-';
  if (*at == '-' || *at == '+') at++;
  if (!is_digit(*at)) return NULL;
  int64_t exponent = 0;
  for (; is_digit(*at); at++)
    if (exponent < exponent_limit) exponent = exponent * 10 + (*at - '0');
  number->exponent += is_negative ? -exponent : exponent;
  return at;
}

static inline float signed_float(float magnitude, bool is_negative) { return is_negative ? -magnitude : magnitude; }

// Converts by a correctly rounded double. Double rounding errs only where that double is halfway between two floats;
// returns false there.
static inline bool convert_exactly(const decimal *number, float *value) {
  if (number->is_cut || number->digits >= exact_digits) return false;
  if (number->exponent < -exact_exponent || number->exponent > exact_exponent) return false;
  double result = (double)number->digits;
  if (number->exponent < 0)
    result /= exact_powers[-number->exponent];
  else
    result *= exact_powers[number->exponent];
  uint64_t bits;
  memcpy(&bits, &result, sizeof bits);
  if ((bits & 0x1fffffff) == 0x10000000) return false;
  *value = signed_float((float)result, number->is_negative);
  return true;
}

// Converts by a 64-bit product with a known error; returns false if two floats are possible, or the result is not
// normal.
static bool convert_nearly(const decimal *number, float *value) {
  if (number->exponent < lowest_power || number->exponent > highest_power) return false;
  const int shift = __builtin_clzll(number->digits);
  const uint64_t power = powers[number->exponent - lowest_power];
  const unsigned __int128 product = (unsigned __int128)(number->digits << shift) * power;
  const int up = (uint64_t)(product >> 127) == 0;
  const uint64_t high = (uint64_t)((product << up) >> 64);
  // The power is truncated by less than one unit, 19 digits by less than one: together less than 17 units of `high` (a
  // number of 19 digits has at most 4 leading zero bits), and twice that when shifted up.
  const uint64_t slack = number->is_cut ? 40 : 4;
  const uint64_t half = (uint64_t)1 << 39, rest = high & (((uint64_t)1 << 40) - 1);
  if (rest - (half - slack) <= slack) return false;
  // floor(log2 10^e).
  const int64_t log = (217706 * number->exponent) >> 16;
  int64_t exponent = log + 1 - shift - up + 63;
  // Half of all numbers are rounded up: avoid a branch.
  uint64_t bits = (high >> 40) + (rest > half);
  if (bits == (uint64_t)1 << 24) {
    bits >>= 1;
    exponent++;
  }
  if (exponent < -126 || exponent > 127) return false;
  const uint32_t pattern = (uint32_t)((exponent + 127) << 23) | (uint32_t)(bits & 0x7fffff);
  float result;
  memcpy(&result, &pattern, sizeof result);
  *value = signed_float(result, number->is_negative);
  return true;
}

// Converts with the C library, with a period as decimal point in any locale.
static float convert_slowly(const uint8_t *text, const uint8_t *end) {
  char small[128];
  const size_t count = (size_t)(end - text);
  char *copy = count < sizeof small ? small : malloc(count + 1);
  if (!copy) return NAN;
  memcpy(copy, text, count);
  copy[count] = 0;
  const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
  const float value = strtof_l(copy, NULL, plain);
  freelocale(plain);
  if (copy != small) free(copy);
  return value;
}

const uint8_t *ct_read_decimal(const uint8_t *text, float *value) {
  decimal number;
  const uint8_t *const end = scan(text, &number);
  if (!end) return NULL;
  if (number.digits == 0 && !number.is_cut) {
    *value = signed_float(0, number.is_negative);
  } else if (!convert_exactly(&number, value) && !convert_nearly(&number, value)) {
    *value = convert_slowly(text, end);
  }
  return end;
}
