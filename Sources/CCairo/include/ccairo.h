// Pictures through Debian's libcairo2, which is loaded when the first one is drawn: starting nnsh does not wait for it.
// The functions of cairo that are used are declared in cairo.c; its ABI has been the same since 1.0.
#ifndef CCAIRO_H
#define CCAIRO_H

#include <stdbool.h>
#include <stddef.h>

typedef struct nnc_picture nnc_picture;

// Whether libcairo is there.
bool nnc_available(void);

// A picture of width × height units, `scale` pixels a unit; NULL without libcairo or memory.
nnc_picture *nnc_open(double width, double height, double scale);
void nnc_close(nnc_picture *picture);

// What the next calls draw with; each number 0 to 1.
void nnc_color(nnc_picture *picture, double red, double green, double blue, double alpha);
void nnc_fill(nnc_picture *picture, double x, double y, double width, double height);
void nnc_disc(nnc_picture *picture, double x, double y, double radius);
// A line through `count` points, x and y in turn; `dashes` in units, none for a solid line.
void nnc_line(nnc_picture *picture, const double *points, size_t count, double width, const double *dashes,
              size_t dash_count);
// One line of text on the baseline y; anchor 0: it begins at x, 0.5: it is centred there, 1: it ends there.
void nnc_text(nnc_picture *picture, const char *text, double x, double y, double anchor, double size, bool bold);

// The picture as PNG in memory that the caller frees, and its length; NULL: it could not be made.
unsigned char *nnc_png(nnc_picture *picture, size_t *length);

#endif
