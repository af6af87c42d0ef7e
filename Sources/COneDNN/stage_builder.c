#include "stage_builder.h"

#include <stdio.h>
#include <string.h>

void *fail(builder *at) {
  at->failed = true;
  return NULL;
}

dnnl_memory_t memory(builder *at, const_layout order, bool owns) {
  batch *b = at->b;
  if (at->failed || !order) return fail(at);
  if (b->memory_count == b->memory_capacity) {
    const int capacity = 2 * b->memory_capacity + 16;
    dnnl_memory_t *memories = realloc(b->memories, (size_t)capacity * sizeof *memories);
    if (memories) b->memories = memories;
    float **numbers = realloc(b->numbers, (size_t)capacity * sizeof *numbers);
    if (numbers) b->numbers = numbers;
    if (!memories || !numbers) return fail(at);
    b->memory_capacity = capacity;
  }
  float *numbers = NULL;
  if (owns) {
    const size_t bytes = (dnnl_memory_desc_get_size(order) + 63) / 64 * 64;
    numbers = aligned_alloc(64, bytes > 0 ? bytes : 64);
    if (!numbers) return fail(at);
    memset(numbers, 0, bytes);
  }
  dnnl_memory_t made = NULL;
  if (dnnl_memory_create(&made, order, at->stage->engine, numbers) != dnnl_success) {
    free(numbers);
    return fail(at);
  }
  b->memories[b->memory_count] = made;
  b->numbers[b->memory_count++] = numbers;
  return made;
}

dnnl_memory_t plain(builder *at, int dimensions, const dnnl_dims_t sizes, const dnnl_dims_t strides, float *address) {
  layout order = layout_create(dimensions, sizes, strides);
  dnnl_memory_t made = memory(at, order, false);
  layout_destroy(order);
  if (made && dnnl_memory_set_data_handle(made, address) != dnnl_success) return fail(at);
  return made;
}

float *address(dnnl_memory_t memory) {
  void *numbers = NULL;
  return memory && dnnl_memory_get_data_handle(memory, &numbers) == dnnl_success ? numbers : NULL;
}

ptrdiff_t numbers_in(dnnl_memory_t memory) {
  const_layout order = memory ? layout_of(memory) : NULL;
  const size_t count = order ? dnnl_memory_desc_get_size(order) / sizeof(float) : 0;
  return (ptrdiff_t)((count + NN_LANES - 1) / NN_LANES * NN_LANES);
}

// A place for one more; NULL without memory.
static action *next_action(builder *at, actions *to) {
  if (to->count == to->capacity) {
    const int capacity = 2 * to->capacity + 16;
    action *list = realloc(to->list, (size_t)capacity * sizeof *list);
    if (!list) return fail(at);
    to->list = list;
    to->capacity = capacity;
  }
  return at->failed ? NULL : &to->list[to->count];
}

void append(builder *at, actions *to, action next) {
  action *place = next_action(at, to);
  if (!place) return;
  *place = next;
  to->count++;
}

void append_primitive(builder *at, actions *to, dnnl_primitive_desc_t description, bool keeps, int count,
                      const dnnl_exec_arg_t *arguments) {
  action made = {.kind = PRIMITIVE, .count = count};
  if (at->failed || !description || dnnl_primitive_create(&made.primitive, description) != dnnl_success) {
    fail(at);
  } else {
    for (int i = 0; i < count; i++) made.arguments[i] = arguments[i];
    append(at, to, made);
    if (at->failed) dnnl_primitive_destroy(made.primitive);
    const char *name = NULL;
    dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &name);
    const size_t used = strlen(at->b->implementations), room = sizeof at->b->implementations - used;
    if (name) snprintf(at->b->implementations + used, room, "%s%s", used ? " " : "", name);
  }
  if (description && !keeps) dnnl_primitive_desc_destroy(description);
}

void reorder(builder *at, actions *to, dnnl_memory_t from, dnnl_memory_t into) {
  if (at->failed) return;
  dnnl_primitive_desc_t d = NULL;
  const dnnl_engine_t engine = at->stage->engine;
  const dnnl_status_t status =
      dnnl_reorder_primitive_desc_create(&d, layout_of(from), engine, layout_of(into), engine, NULL);
  append_primitive(at, to, made(status, d), false, ARGUMENTS({DNNL_ARG_FROM, from}, {DNNL_ARG_TO, into}));
}

dnnl_memory_t ordered(builder *at, actions *to, dnnl_memory_t from, const_layout wanted) {
  if (at->failed || !wanted) return fail(at);
  if (dnnl_memory_desc_equal(layout_of(from), wanted)) return from;
  dnnl_memory_t copy = memory(at, wanted, true);
  if (copy) reorder(at, to, from, copy);
  return copy;
}

layout blocked_image(image i, ptrdiff_t block) {
  return layout_tagged(4, i.sizes, block == 8 ? dnnl_aBcd8b : dnnl_aBcd16b);
}

ptrdiff_t block_of(const_layout order, image i) {
  for (ptrdiff_t block = 8; block <= 16; block *= 2) {
    layout blocked = blocked_image(i, block);
    const bool is_it = blocked && dnnl_memory_desc_equal(order, blocked);
    layout_destroy(blocked);
    if (is_it) return block;
  }
  return 0;
}

dnnl_memory_t in_blocks(builder *at, actions *to, dnnl_memory_t from, image i) {
  if (at->failed || block_of(layout_of(from), i) > 0) return at->failed ? NULL : from;
  // As the convolutions of this machine like it.
  layout wanted = blocked_image(i, at->stage->form.isa == NN_ISA_X86_64_V4 && i.sizes[1] > 8 ? 16 : 8);
  dnnl_memory_t copy = ordered(at, to, from, wanted);
  layout_destroy(wanted);
  return copy;
}

dnnl_memory_t sum_of(builder *at, actions *to, dnnl_memory_t in, dnnl_memory_t other) {
  if (at->failed) return NULL;
  dnnl_memory_t same = ordered(at, to, other, layout_of(in));
  dnnl_memory_t sum = memory(at, layout_of(in), true);
  if (!at->failed) {
    append(at, to, (action){.kind = ADD, .a = address(in), .b = address(same), .out = address(sum),
                            .numbers = numbers_in(sum)});
  }
  return sum;
}
