// How primitives are described: the one place where oneDNN 2 and 3 differ.
//
// Each function gives a description that the caller destroys, or NULL where oneDNN cannot do it. A layout is a
// description of memory behind a pointer in both versions.
#ifndef NN_PRIMITIVES_H
#define NN_PRIMITIVES_H

#include <dnnl.h>
#include <stdlib.h>

#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t layout;
typedef const_dnnl_memory_desc_t const_layout;
#else
typedef dnnl_memory_desc_t *layout;
typedef const dnnl_memory_desc_t *const_layout;
#endif

// A window that walks over an image: strides, sizes and zeros before and after, in rows and columns.
typedef struct window {
  dnnl_dims_t strides, sizes, before, after;
} window;

// Numbers in an order that has a name.
static inline layout layout_tagged(int dimensions, const dnnl_dims_t sizes, dnnl_format_tag_t tag) {
#if DNNL_VERSION_MAJOR >= 3
  layout named = NULL;
  return dnnl_memory_desc_create_with_tag(&named, dimensions, sizes, dnnl_f32, tag) == dnnl_success ? named : NULL;
#else
  layout named = malloc(sizeof *named);
  if (named && dnnl_memory_desc_init_by_tag(named, dimensions, sizes, dnnl_f32, tag) == dnnl_success) return named;
  free(named);
  return NULL;
#endif
}

// Numbers in plain order; `strides` NULL: in whatever order oneDNN likes best.
static inline layout layout_create(int dimensions, const dnnl_dims_t sizes, const dnnl_dim_t *strides) {
  if (!strides) return layout_tagged(dimensions, sizes, dnnl_format_tag_any);
#if DNNL_VERSION_MAJOR >= 3
  layout plain = NULL;
  return dnnl_memory_desc_create_with_strides(&plain, dimensions, sizes, dnnl_f32, strides) == dnnl_success ? plain
                                                                                                            : NULL;
#else
  layout plain = malloc(sizeof *plain);
  if (plain && dnnl_memory_desc_init_by_strides(plain, dimensions, sizes, dnnl_f32, strides) == dnnl_success) {
    return plain;
  }
  free(plain);
  return NULL;
#endif
}

static inline void layout_destroy(layout made) {
#if DNNL_VERSION_MAJOR >= 3
  if (made) dnnl_memory_desc_destroy(made);
#else
  free(made);
#endif
}

static inline const_layout layout_of(dnnl_memory_t memory) {
  const_layout found = NULL;
  return dnnl_memory_get_memory_desc(memory, &found) == dnnl_success ? found : NULL;
}

static inline const_layout layout_wanted(dnnl_primitive_desc_t description, dnnl_query_t what) {
  return dnnl_primitive_desc_query_md(description, what, 0);
}

// The description, or NULL.
static inline dnnl_primitive_desc_t made(dnnl_status_t status, dnnl_primitive_desc_t description) {
  return status == dnnl_success ? description : NULL;
}

#if DNNL_VERSION_MAJOR >= 3
static const dnnl_dims_t no_dilation = {0};

static inline dnnl_status_t append_activation(dnnl_post_ops_t post, dnnl_alg_kind_t kind, float alpha, float beta) {
  return dnnl_post_ops_append_eltwise(post, kind, alpha, beta);
}

static inline dnnl_primitive_desc_t convolution_forward(dnnl_engine_t engine, const_layout source,
                                                        const_layout weights, const_layout bias, const_layout out,
                                                        const window *w, dnnl_primitive_attr_t attributes) {
  dnnl_primitive_desc_t d = NULL;
  return made(dnnl_convolution_forward_primitive_desc_create(
                  &d, engine, dnnl_forward_training, dnnl_convolution_direct, source, weights, bias, out, w->strides,
                  no_dilation, w->before, w->after, attributes), d);
}

static inline dnnl_primitive_desc_t convolution_input_gradient(dnnl_engine_t engine, const_layout source,
                                                               const_layout weights, const_layout out, const window *w,
                                                               dnnl_primitive_desc_t forward) {
  dnnl_primitive_desc_t d = NULL;
  return made(dnnl_convolution_backward_data_primitive_desc_create(
                  &d, engine, dnnl_convolution_direct, source, weights, out, w->strides, no_dilation, w->before,
                  w->after, forward, NULL), d);
}

static inline dnnl_primitive_desc_t convolution_weight_gradient(dnnl_engine_t engine, const_layout source,
                                                                const_layout weights, const_layout bias,
                                                                const_layout out, const window *w,
                                                                dnnl_primitive_desc_t forward) {
  dnnl_primitive_desc_t d = NULL;
  return made(dnnl_convolution_backward_weights_primitive_desc_create(
                  &d, engine, dnnl_convolution_direct, source, weights, bias, out, w->strides, no_dilation, w->before,
                  w->after, forward, NULL), d);
}

static inline dnnl_primitive_desc_t pooling_forward(dnnl_engine_t engine, dnnl_alg_kind_t kind, const_layout source,
                                                    const_layout out, const window *w) {
  dnnl_primitive_desc_t d = NULL;
  return made(dnnl_pooling_forward_primitive_desc_create(
                  &d, engine, dnnl_forward_training, kind, source, out, w->strides, w->sizes, no_dilation, w->before,
                  w->after, NULL), d);
}

static inline dnnl_primitive_desc_t pooling_backward(dnnl_engine_t engine, dnnl_alg_kind_t kind, const_layout source,
                                                     const_layout out, const window *w,
                                                     dnnl_primitive_desc_t forward) {
  dnnl_primitive_desc_t d = NULL;
  return made(dnnl_pooling_backward_primitive_desc_create(
                  &d, engine, kind, source, out, w->strides, w->sizes, no_dilation, w->before, w->after, forward,
                  NULL), d);
}
#else
static inline dnnl_status_t append_activation(dnnl_post_ops_t post, dnnl_alg_kind_t kind, float alpha, float beta) {
  return dnnl_post_ops_append_eltwise(post, 1, kind, alpha, beta);
}

static inline dnnl_primitive_desc_t describe(dnnl_status_t status, const void *operation,
                                             dnnl_primitive_attr_t attributes, dnnl_engine_t engine,
                                             dnnl_primitive_desc_t forward) {
  dnnl_primitive_desc_t d = NULL;
  if (status != dnnl_success) return NULL;
  return made(dnnl_primitive_desc_create(&d, operation, attributes, engine, forward), d);
}

static inline dnnl_primitive_desc_t convolution_forward(dnnl_engine_t engine, const_layout source,
                                                        const_layout weights, const_layout bias, const_layout out,
                                                        const window *w, dnnl_primitive_attr_t attributes) {
  dnnl_convolution_desc_t o;
  const dnnl_status_t status =
      dnnl_convolution_forward_desc_init(&o, dnnl_forward_training, dnnl_convolution_direct, source, weights, bias,
                                         out, w->strides, w->before, w->after);
  return describe(status, &o, attributes, engine, NULL);
}

static inline dnnl_primitive_desc_t convolution_input_gradient(dnnl_engine_t engine, const_layout source,
                                                               const_layout weights, const_layout out, const window *w,
                                                               dnnl_primitive_desc_t forward) {
  dnnl_convolution_desc_t o;
  const dnnl_status_t status = dnnl_convolution_backward_data_desc_init(&o, dnnl_convolution_direct, source, weights,
                                                                        out, w->strides, w->before, w->after);
  return describe(status, &o, NULL, engine, forward);
}

static inline dnnl_primitive_desc_t convolution_weight_gradient(dnnl_engine_t engine, const_layout source,
                                                                const_layout weights, const_layout bias,
                                                                const_layout out, const window *w,
                                                                dnnl_primitive_desc_t forward) {
  dnnl_convolution_desc_t o;
  const dnnl_status_t status = dnnl_convolution_backward_weights_desc_init(
      &o, dnnl_convolution_direct, source, weights, bias, out, w->strides, w->before, w->after);
  return describe(status, &o, NULL, engine, forward);
}

static inline dnnl_primitive_desc_t pooling_forward(dnnl_engine_t engine, dnnl_alg_kind_t kind, const_layout source,
                                                    const_layout out, const window *w) {
  dnnl_pooling_desc_t o;
  const dnnl_status_t status = dnnl_pooling_forward_desc_init(&o, dnnl_forward_training, kind, source, out, w->strides,
                                                              w->sizes, w->before, w->after);
  return describe(status, &o, NULL, engine, NULL);
}

static inline dnnl_primitive_desc_t pooling_backward(dnnl_engine_t engine, dnnl_alg_kind_t kind, const_layout source,
                                                     const_layout out, const window *w,
                                                     dnnl_primitive_desc_t forward) {
  dnnl_pooling_desc_t o;
  const dnnl_status_t status =
      dnnl_pooling_backward_desc_init(&o, kind, source, out, w->strides, w->sizes, w->before, w->after);
  return describe(status, &o, NULL, engine, forward);
}
#endif

#endif
