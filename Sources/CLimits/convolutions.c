// The convolutions of a network of two of them, forward and backward, on oneDNN's own order of numbers, and nothing
// else: no pool, no activation, no change of order, no update.
#include <stdlib.h>
#include <string.h>

#include "../COneDNN/primitives.h"
#include "climits.h"

typedef struct pass {
  dnnl_primitive_t primitive;
  dnnl_exec_arg_t arguments[3];
} pass;

// Memory that is never freed: the program measures and ends.
static dnnl_memory_t memory(const_layout order, dnnl_engine_t engine) {
  const size_t bytes = (dnnl_memory_desc_get_size(order) + 63) / 64 * 64;
  float *numbers = aligned_alloc(64, bytes);
  dnnl_memory_t made = NULL;
  if (!numbers || dnnl_memory_create(&made, order, engine, numbers) != dnnl_success) return NULL;
  for (size_t i = 0; i < bytes / sizeof(float); i++) numbers[i] = 0.01f * (float)(i % 13);
  return made;
}

static bool add(pass *to, dnnl_primitive_desc_t d, dnnl_engine_t engine, const int names[3],
                const dnnl_query_t layouts[3]) {
  if (!d || dnnl_primitive_create(&to->primitive, d) != dnnl_success) return false;
  for (int i = 0; i < 3; i++) {
    to->arguments[i] = (dnnl_exec_arg_t){names[i], memory(layout_wanted(d, layouts[i]), engine)};
    if (!to->arguments[i].memory) return false;
  }
  return true;
}

// Forward, gradient of the weights and, if wanted, of what came in; how many passes were added, 0 on failure.
static int convolution(pass *to, dnnl_engine_t engine, dnnl_dim_t batch, dnnl_dim_t size, dnnl_dim_t channels,
                       dnnl_dim_t filters, bool goes_down) {
  const dnnl_dims_t in_sizes = {batch, channels, size, size}, out_sizes = {batch, filters, size - 2, size - 2};
  const dnnl_dims_t weight_sizes = {filters, channels, 3, 3};
  layout in = layout_create(4, in_sizes, NULL), out = layout_create(4, out_sizes, NULL);
  layout weights = layout_create(4, weight_sizes, NULL);
  const window w = {.strides = {1, 1}, .sizes = {3, 3}};
  dnnl_primitive_desc_t forward = convolution_forward(engine, in, weights, NULL, out, &w, NULL);
  if (!forward) return 0;
  const bool done =
      add(&to[0], forward, engine, (int[]){DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST},
          (dnnl_query_t[]){dnnl_query_src_md, dnnl_query_weights_md, dnnl_query_dst_md})
      && add(&to[1], convolution_weight_gradient(engine, in, weights, NULL, out, &w, forward), engine,
             (int[]){DNNL_ARG_SRC, DNNL_ARG_DIFF_WEIGHTS, DNNL_ARG_DIFF_DST},
             (dnnl_query_t[]){dnnl_query_src_md, dnnl_query_diff_weights_md, dnnl_query_diff_dst_md})
      && (!goes_down
          || add(&to[2], convolution_input_gradient(engine, in, weights, out, &w, forward), engine,
                 (int[]){DNNL_ARG_DIFF_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_DST},
                 (dnnl_query_t[]){dnnl_query_diff_src_md, dnnl_query_weights_md, dnnl_query_diff_dst_md}));
  return !done ? 0 : goes_down ? 3 : 2;
}

bool limit_p5(int32_t batch, int32_t steps) {
  static pass passes[5];
  static dnnl_stream_t stream;
  static int count;
  if (count == 0) {
    dnnl_engine_t engine = NULL;
    if (dnnl_engine_create(&engine, dnnl_cpu, 0) != dnnl_success
        || dnnl_stream_create(&stream, engine, dnnl_stream_default_flags) != dnnl_success) {
      return false;
    }
    const int first = convolution(passes, engine, batch, 28, 1, 32, false);
    const int second = first ? convolution(passes + first, engine, batch, 13, 32, 64, true) : 0;
    if (!second) return false;
    count = first + second;
  }
  for (int32_t step = 0; step < steps; step++) {
    for (int i = 0; i < count; i++) {
      if (dnnl_primitive_execute(passes[i].primitive, stream, 3, passes[i].arguments) != dnnl_success) return false;
    }
  }
  return true;
}
