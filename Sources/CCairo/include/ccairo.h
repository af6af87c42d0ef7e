// Pictures through libcairo (Debian: libcairo2), which is loaded for the first picture, so that it does not slow down
// the start of nnsh. The functions that are used are declared in cairo.c; cairo's ABI has been stable since 1.0.
#ifndef CCAIRO_H
#define CCAIRO_H

#include <stdbool.h>
#include <stddef.h>

typedef struct nnc_picture nnc_picture;

// Whether libcairo is installed.
bool nnc_available(void);

// Creates a picture of width × height units with `scale` pixels per unit; NULL without libcairo or memory.
nnc_picture *nnc_open(double width, double height, double scale);
void nnc_close(nnc_picture *picture);

// Sets the color of the next calls; each component is from 0 to 1.
void nnc_color(nnc_picture *picture, double red, double green, double blue, double alpha);
void nnc_fill(nnc_picture *picture, double x, double y, double width, double height);
void nnc_disc(nnc_picture *picture, double x, double y, double radius);
// Draws a line through `count` points, given as x and y alternately; `dashes` are in units, none for a solid line.
void nnc_line(nnc_picture *picture, const double *points, size_t count, double width, const double *dashes,
              size_t dash_count);
// Draws one line of text on the baseline y. With anchor 0 it begins at x, with 0.5 it is centered there, with 1 it ends
// there.
void nnc_text(nnc_picture *picture, const char *text, double x, double y, double anchor, double size, bool bold);

// Returns the picture as PNG in memory that the caller frees, and its length; NULL on failure.
unsigned char *nnc_png(nnc_picture *picture, size_t *length);

#endif
