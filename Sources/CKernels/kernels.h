// What each ISA's file gives to the dispatcher. System headers come here, before any target attribute.
#ifndef NN_KERNELS_H
#define NN_KERNELS_H

#include <math.h>
#include <string.h>

#include "include/ckernels.h"

// A kind that a switch forgets is an error in every build: it would compute wrong numbers in silence.
#pragma GCC diagnostic error "-Wswitch"
// Vectors never cross a file, so that their place in a call does not matter.
#pragma GCC diagnostic ignored "-Wpsabi"

typedef struct nn_kernels {
  nn_result (*step_n)(const nn_plan *, const nn_request *);
  double (*forward)(const nn_plan *, const nn_pass *, const nn_rows *, const nn_rows *, const int32_t *, ptrdiff_t,
                    ptrdiff_t);
  void (*backward)(const nn_plan *, ptrdiff_t, const nn_pass *);
  void (*prepare)(const nn_plan *);
  void (*activate)(nn_activation, float, const float *, float *, ptrdiff_t, bool);
  void (*pool)(const nn_thread_pool *, const nn_pool *);
  void (*unpool)(const nn_thread_pool *, const nn_pool *);
  void (*norm_forward)(const nn_thread_pool *, nn_mode, const nn_norm *, const nn_planes *);
  void (*norm_backward)(const nn_thread_pool *, nn_mode, const nn_norm *, const nn_planes *);
  void (*activation_forward)(const nn_thread_pool *, const nn_activation_pass *);
  void (*activation_backward)(const nn_thread_pool *, const nn_activation_pass *);
  void (*dropout_forward)(const nn_thread_pool *, const nn_pass *, float, uint64_t, const nn_planes *);
  void (*dropout_backward)(const nn_thread_pool *, const nn_planes *);
  void (*filter_gradients)(const nn_thread_pool *, const nn_filters *);
  void (*add)(const nn_thread_pool *, const float *, const float *, float *, ptrdiff_t);
} nn_kernels;

extern const nn_kernels nn_kernels_portable;
#ifdef __x86_64__
extern const nn_kernels nn_kernels_x86_64_v3, nn_kernels_x86_64_v4;
#endif

const nn_kernels *nn_kernels_of(nn_isa isa);

// nn_gather of rows that were looked at.
void nn_copy_rows(const nn_rows *from, const int32_t *order, ptrdiff_t start, ptrdiff_t count, float *to,
                  ptrdiff_t stride);

#endif
