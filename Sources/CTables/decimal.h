// Converts decimal text to the nearest float32, ties to even.
//
// Short numbers use Clinger's exact double; others the 64-bit product of D. Lemire, "Number parsing at a gigabyte per
// second" (2021), reduced to what 24 bits need; the few that are too close to halfway between two floats use strtof.
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads a number and returns its end; NULL if there is none. The text must end with a byte that is not a digit, and the
// seven bytes after it must be readable. The value may be infinite.
const uint8_t *ct_read_decimal(const uint8_t *text, float *value);

#endif
