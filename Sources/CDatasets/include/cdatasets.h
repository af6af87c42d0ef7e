// The small data sets that ship with nnsh, inside the binary: an installed one needs no files beside it.
#ifndef CDATASETS_H
#define CDATASETS_H

#include <stdint.h>

#define NN_IRIS_ROWS 150
#define NN_IRIS_COLUMNS 4
#define NN_DIGITS_ROWS 1797
#define NN_DIGITS_PIXELS 64
// The digit and its pixels.
#define NN_DIGITS_LINE (1 + NN_DIGITS_PIXELS)

// Rows × columns, in tenths of a centimetre; 50 rows each of three kinds.
const uint8_t *nn_iris(void);

// Rows × line characters: '0' to '9', then 'A' (0) to 'Q' (16).
const char *nn_digits(void);

#endif
