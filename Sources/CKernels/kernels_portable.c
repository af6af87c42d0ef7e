// For every CPU: SSE2 on x86-64, NEON on arm64.
#include "kernels.h"

#define NN_TABLE nn_kernels_portable
#include "kernels_impl.h"
