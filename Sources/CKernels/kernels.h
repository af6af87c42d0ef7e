// What each ISA's file gives to the dispatcher. System headers come here, before any target attribute.
#ifndef NN_KERNELS_H
#define NN_KERNELS_H

#include <math.h>
#include <string.h>

#include "include/ckernels.h"

typedef struct nn_kernels {
  nn_result (*step_n)(const nn_plan *, const nn_request *);
  double (*forward)(const nn_plan *, const nn_rows *, const float *, const int32_t *, ptrdiff_t, ptrdiff_t);
  void (*backward)(const nn_plan *, ptrdiff_t);
  void (*prepare)(const nn_plan *);
  void (*activate)(nn_activation, float, const float *, float *, ptrdiff_t, bool);
  void (*pool)(const nn_team *, const nn_pool *);
  void (*unpool)(const nn_team *, const nn_pool *);
} nn_kernels;

extern const nn_kernels nn_kernels_portable;
#ifdef __x86_64__
extern const nn_kernels nn_kernels_x86_64_v3, nn_kernels_x86_64_v4;
#endif

#endif
