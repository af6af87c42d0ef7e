// Handwritten digits: 1,797 images of 8×8 pixels, values 0 to 16. A line of digits.inc is an image: the digit it shows,
// then its pixels row by row, A for 0 to Q for 16.
//
// Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository (1998,
// DOI 10.24432/C50P49, licence CC BY 4.0): its test set, in the copy of scikit-learn 1.9.1.
#include "include/cdatasets.h"

static const char lines[NN_DIGITS_ROWS * NN_DIGITS_LINE + 1] =
#include "digits.inc"
    ;

const char *nn_digits(void) { return lines; }
