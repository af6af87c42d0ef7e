#include "ccairo.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef int (*png_writer)(void *closure, const unsigned char *data, unsigned int length);

typedef struct text_extents {
  double x_bearing, y_bearing, width, height, x_advance, y_advance;
} text_extents;

enum { FORMAT_RGB24 = 1, SLANT_NORMAL = 0, WEIGHT_NORMAL = 0, WEIGHT_BOLD = 1, JOIN_ROUND = 1, CAP_ROUND = 1, OK = 0 };

// The functions by their names in libcairo.
#define FUNCTIONS(F)                                                                              \
  F(cairo_surface_t *, image_surface_create, (int format, int width, int height))                \
  F(cairo_t *, create, (cairo_surface_t * surface))                                              \
  F(void, destroy, (cairo_t * cr))                                                               \
  F(void, surface_destroy, (cairo_surface_t * surface))                                          \
  F(int, surface_status, (cairo_surface_t * surface))                                            \
  F(int, status, (cairo_t * cr))                                                                 \
  F(void, scale, (cairo_t * cr, double x, double y))                                             \
  F(void, set_source_rgba, (cairo_t * cr, double r, double g, double b, double a))               \
  F(void, rectangle, (cairo_t * cr, double x, double y, double width, double height))            \
  F(void, arc, (cairo_t * cr, double x, double y, double radius, double from, double to))        \
  F(void, new_path, (cairo_t * cr))                                                              \
  F(void, move_to, (cairo_t * cr, double x, double y))                                           \
  F(void, line_to, (cairo_t * cr, double x, double y))                                           \
  F(void, fill, (cairo_t * cr))                                                                  \
  F(void, stroke, (cairo_t * cr))                                                                \
  F(void, set_line_width, (cairo_t * cr, double width))                                          \
  F(void, set_line_join, (cairo_t * cr, int join))                                               \
  F(void, set_dash, (cairo_t * cr, const double *dashes, int count, double offset))              \
  F(void, select_font_face, (cairo_t * cr, const char *family, int slant, int weight))           \
  F(void, set_font_size, (cairo_t * cr, double size))                                            \
  F(void, text_extents, (cairo_t * cr, const char *text, text_extents *extents))                 \
  F(void, show_text, (cairo_t * cr, const char *text))                                           \
  F(int, surface_write_to_png_stream, (cairo_surface_t * surface, png_writer write, void *closure))

#define DECLARE(result, name, parameters) result(*name) parameters;
static struct {
  bool loaded;
  FUNCTIONS(DECLARE)
} cairo;

#define LOAD(result, name, parameters)                      \
  *(void **)&cairo.name = dlsym(library, "cairo_" #name);   \
  if (!cairo.name) return;

static void load(void) {
  void *library = dlopen("libcairo.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  FUNCTIONS(LOAD)
  cairo.loaded = true;
}

bool nnc_available(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return cairo.loaded;
}

struct nnc_picture {
  cairo_surface_t *surface;
  cairo_t *cr;
};

nnc_picture *nnc_open(double width, double height, double scale) {
  // The maximum number of pixels per side in cairo.
  const double limit = 32767;
  if (!nnc_available() || !(width * scale >= 1 && width * scale <= limit)) return NULL;
  if (!(height * scale >= 1 && height * scale <= limit)) return NULL;
  nnc_picture *picture = malloc(sizeof *picture);
  if (!picture) return NULL;
  picture->surface = cairo.image_surface_create(FORMAT_RGB24, (int)(width * scale + 0.5), (int)(height * scale + 0.5));
  picture->cr = cairo.create(picture->surface);
  if (cairo.surface_status(picture->surface) != OK || cairo.status(picture->cr) != OK) {
    nnc_close(picture);
    return NULL;
  }
  cairo.scale(picture->cr, scale, scale);
  cairo.set_line_join(picture->cr, JOIN_ROUND);
  return picture;
}

void nnc_close(nnc_picture *picture) {
  if (!picture) return;
  cairo.destroy(picture->cr);
  cairo.surface_destroy(picture->surface);
  free(picture);
}

void nnc_color(nnc_picture *picture, double red, double green, double blue, double alpha) {
  cairo.set_source_rgba(picture->cr, red, green, blue, alpha);
}

void nnc_fill(nnc_picture *picture, double x, double y, double width, double height) {
  cairo.rectangle(picture->cr, x, y, width, height);
  cairo.fill(picture->cr);
}

void nnc_disc(nnc_picture *picture, double x, double y, double radius) {
  cairo.new_path(picture->cr);
  cairo.arc(picture->cr, x, y, radius, 0, 6.283185307179586);
  cairo.fill(picture->cr);
}

void nnc_line(nnc_picture *picture, const double *points, size_t count, double width, const double *dashes,
              size_t dash_count) {
  cairo.set_line_width(picture->cr, width);
  cairo.set_dash(picture->cr, dashes, (int)dash_count, 0);
  cairo.new_path(picture->cr);
  for (size_t i = 0; i < count; i++) {
    if (i == 0) {
      cairo.move_to(picture->cr, points[0], points[1]);
    } else {
      cairo.line_to(picture->cr, points[2 * i], points[2 * i + 1]);
    }
  }
  cairo.stroke(picture->cr);
}

void nnc_text(nnc_picture *picture, const char *text, double x, double y, double anchor, double size, bool bold) {
  cairo.select_font_face(picture->cr, "DejaVu Sans", SLANT_NORMAL, bold ? WEIGHT_BOLD : WEIGHT_NORMAL);
  cairo.set_font_size(picture->cr, size);
  text_extents extents = {0};
  if (anchor > 0) cairo.text_extents(picture->cr, text, &extents);
  cairo.move_to(picture->cr, x - anchor * extents.x_advance, y);
  cairo.show_text(picture->cr, text);
}

typedef struct bytes {
  unsigned char *data;
  size_t length, capacity;
} bytes;

static int append(void *closure, const unsigned char *data, unsigned int length) {
  bytes *to = closure;
  if (to->capacity - to->length < length) {
    const size_t capacity = 2 * to->capacity + length;
    unsigned char *grown = realloc(to->data, capacity);
    // CAIRO_STATUS_WRITE_ERROR.
    if (!grown) return 11;
    to->data = grown;
    to->capacity = capacity;
  }
  memcpy(to->data + to->length, data, length);
  to->length += length;
  return OK;
}

unsigned char *nnc_png(nnc_picture *picture, size_t *length) {
  bytes png = {0};
  const int status = cairo.surface_write_to_png_stream(picture->surface, append, &png);
  if (status != OK || cairo.status(picture->cr) != OK) {
    free(png.data);
    return NULL;
  }
  *length = png.length;
  return png.data;
}
