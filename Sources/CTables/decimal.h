// Decimal text as the nearest float32, ties to even.
//
// Short numbers take Clinger's exact double; others the 64-bit product of D. Lemire, "Number parsing at a gigabyte per
// second" (2021), cut down to what 24 bits need; the few that lie too close to the middle of two floats go to strtof.
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads a number as far as it goes; NULL if there is none. The text ends with a byte that is no digit, and seven
// bytes behind it can be read. The value may
// come out infinite.
const uint8_t *read_decimal(const uint8_t *text, float *value);

#endif
