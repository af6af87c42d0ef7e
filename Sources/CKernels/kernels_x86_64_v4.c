// For x86-64 CPUs with AVX-512.
#include "kernels.h"

#ifdef __x86_64__
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define NN_TABLE nn_kernels_x86_64_v4
#include "kernels_impl.h"
#pragma clang attribute pop
#endif
