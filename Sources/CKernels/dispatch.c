// Picks the kernels of an ISA.
#include "kernels.h"

#ifdef __x86_64__
// Feature by feature: compilers before clang 18 do not know the levels' names. What is not asked for (movbe, f16c,
// lzcnt) came with the same CPUs.
static bool has_v3(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi")
         && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static bool has_v4(void) {
  return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
         && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq")
         && __builtin_cpu_supports("avx512vl");
}
#endif

bool nn_isa_available(nn_isa isa) {
  switch (isa) {
    case NN_ISA_PORTABLE: return true;
#ifdef __x86_64__
    case NN_ISA_X86_64_V3: return has_v3();
    case NN_ISA_X86_64_V4: return has_v4();
#else
    case NN_ISA_X86_64_V3:
    case NN_ISA_X86_64_V4: return false;
#endif
  }
  return false;
}

nn_isa nn_isa_best(void) {
  if (nn_isa_available(NN_ISA_X86_64_V4)) return NN_ISA_X86_64_V4;
  if (nn_isa_available(NN_ISA_X86_64_V3)) return NN_ISA_X86_64_V3;
  return NN_ISA_PORTABLE;
}

const nn_kernels *nn_kernels_of(nn_isa isa) {
  switch (isa) {
    case NN_ISA_PORTABLE: return &nn_kernels_portable;
#ifdef __x86_64__
    case NN_ISA_X86_64_V3: return &nn_kernels_x86_64_v3;
    case NN_ISA_X86_64_V4: return &nn_kernels_x86_64_v4;
#else
    case NN_ISA_X86_64_V3:
    case NN_ISA_X86_64_V4: break;
#endif
  }
  __builtin_trap();
}

bool nn_needs_sums(nn_activation activation, float alpha) {
#define CASE(name, reads_x, ...) \
  case name: return reads_x;
  switch (activation) {
    NN_FOR_ELEMENTWISE_ACTIVATIONS(CASE)
    case NN_SOFTMAX: return false;
  }
#undef CASE
  __builtin_trap();
}

void nn_prepare(const nn_plan *plan) { nn_kernels_of(plan->isa)->prepare(plan); }

void nn_backward(const nn_plan *plan, const nn_pass *pass, ptrdiff_t count) {
  nn_kernels_of(plan->isa)->backward(plan, count, pass);
}

void nn_activate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count) {
  nn_kernels_of(isa)->activate(activation, alpha, x, out, count, false);
}

void nn_differentiate(nn_isa isa, nn_activation activation, float alpha, const float *x, float *out, ptrdiff_t count) {
  nn_kernels_of(isa)->activate(activation, alpha, x, out, count, true);
}

void nn_pool_forward(nn_isa isa, const nn_thread_pool *workers, const nn_pool *pool) {
  nn_kernels_of(isa)->pool(workers, pool);
}

void nn_pool_backward(nn_isa isa, const nn_thread_pool *workers, const nn_pool *pool) {
  nn_kernels_of(isa)->unpool(workers, pool);
}

ptrdiff_t nn_norm_kept(const nn_norm *norm, ptrdiff_t channels, ptrdiff_t pixels) {
  return norm->is_by_pixel ? 2 * pixels : 3 * ((channels + NN_LANES - 1) / NN_LANES * NN_LANES);
}

void nn_norm_forward(nn_isa isa, const nn_thread_pool *workers, nn_mode mode, const nn_norm *norm,
                     const nn_planes *planes) {
  nn_kernels_of(isa)->norm_forward(workers, mode, norm, planes);
}

void nn_norm_backward(nn_isa isa, const nn_thread_pool *workers, nn_mode mode, const nn_norm *norm,
                      const nn_planes *planes) {
  nn_kernels_of(isa)->norm_backward(workers, mode, norm, planes);
}

void nn_activation_forward(nn_isa isa, const nn_thread_pool *workers, const nn_activation_pass *pass) {
  nn_kernels_of(isa)->activation_forward(workers, pass);
}

void nn_activation_backward(nn_isa isa, const nn_thread_pool *workers, const nn_activation_pass *pass) {
  nn_kernels_of(isa)->activation_backward(workers, pass);
}

void nn_dropout_forward(nn_isa isa, const nn_thread_pool *workers, const nn_pass *pass, float share, uint64_t layer,
                        const nn_planes *planes) {
  nn_kernels_of(isa)->dropout_forward(workers, pass, share, layer, planes);
}

void nn_dropout_backward(nn_isa isa, const nn_thread_pool *workers, const nn_planes *planes) {
  nn_kernels_of(isa)->dropout_backward(workers, planes);
}

void nn_add(nn_isa isa, const nn_thread_pool *workers, const float *a, const float *b, float *out, ptrdiff_t count) {
  nn_kernels_of(isa)->add(workers, a, b, out, count);
}

void nn_filter_gradients(nn_isa isa, const nn_thread_pool *workers, const nn_filters *filters) {
  nn_kernels_of(isa)->filter_gradients(workers, filters);
}
