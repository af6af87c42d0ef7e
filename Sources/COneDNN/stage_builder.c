#include "stage_builder.h"

#include <stdio.h>
#include <string.h>

void *nn_stage_fail(builder *at) {
  at->failed = true;
  return NULL;
}

dnnl_memory_t nn_stage_memory(builder *at, const_layout order, bool owns) {
  batch *b = at->b;
  if (at->failed || !order) return nn_stage_fail(at);
  if (b->memory_count == b->memory_capacity) {
    const int capacity = 2 * b->memory_capacity + 16;
    dnnl_memory_t *memories = realloc(b->memories, (size_t)capacity * sizeof *memories);
    if (memories) b->memories = memories;
    float **numbers = realloc(b->numbers, (size_t)capacity * sizeof *numbers);
    if (numbers) b->numbers = numbers;
    if (!memories || !numbers) return nn_stage_fail(at);
    b->memory_capacity = capacity;
  }
  float *numbers = NULL;
  if (owns) {
    const size_t bytes = (dnnl_memory_desc_get_size(order) + 63) / 64 * 64;
    numbers = aligned_alloc(64, bytes > 0 ? bytes : 64);
    if (!numbers) return nn_stage_fail(at);
    memset(numbers, 0, bytes);
  }
  dnnl_memory_t made = NULL;
  if (dnnl_memory_create(&made, order, at->stage->engine, numbers) != dnnl_success) {
    free(numbers);
    return nn_stage_fail(at);
  }
  b->memories[b->memory_count] = made;
  b->numbers[b->memory_count++] = numbers;
  return made;
}

dnnl_memory_t nn_stage_plain_memory(builder *at, int dimensions, const dnnl_dims_t sizes, const dnnl_dims_t strides,
                                    float *address) {
  layout order = layout_create(dimensions, sizes, strides);
  dnnl_memory_t made = nn_stage_memory(at, order, false);
  layout_destroy(order);
  if (made && dnnl_memory_set_data_handle(made, address) != dnnl_success) return nn_stage_fail(at);
  return made;
}

float *nn_stage_address(dnnl_memory_t memory) {
  void *numbers = NULL;
  return memory && dnnl_memory_get_data_handle(memory, &numbers) == dnnl_success ? numbers : NULL;
}

ptrdiff_t nn_stage_element_count(dnnl_memory_t memory) {
  const_layout order = memory ? layout_of(memory) : NULL;
  const size_t count = order ? dnnl_memory_desc_get_size(order) / sizeof(float) : 0;
  return (ptrdiff_t)((count + NN_LANES - 1) / NN_LANES * NN_LANES);
}

// A place for one more; NULL without memory.
static action *next_action(builder *at, actions *to) {
  if (to->count == to->capacity) {
    const int capacity = 2 * to->capacity + 16;
    action *list = realloc(to->list, (size_t)capacity * sizeof *list);
    if (!list) return nn_stage_fail(at);
    to->list = list;
    to->capacity = capacity;
  }
  return at->failed ? NULL : &to->list[to->count];
}

void nn_stage_append(builder *at, actions *to, action next) {
  action *place = next_action(at, to);
  if (!place) return;
  *place = next;
  to->count++;
}

void nn_stage_append_primitive(builder *at, actions *to, dnnl_primitive_desc_t description, bool keeps, int count,
                      const dnnl_exec_arg_t *arguments) {
  action made = {.kind = PRIMITIVE, .count = count};
  if (at->failed || !description || dnnl_primitive_create(&made.primitive, description) != dnnl_success) {
    nn_stage_fail(at);
  } else {
    for (int i = 0; i < count; i++) made.arguments[i] = arguments[i];
    nn_stage_append(at, to, made);
    if (at->failed) dnnl_primitive_destroy(made.primitive);
    const char *name = NULL;
    dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &name);
    const size_t used = strlen(at->b->implementations), room = sizeof at->b->implementations - used;
    if (name) snprintf(at->b->implementations + used, room, "%s%s", used ? " " : "", name);
  }
  if (description && !keeps) dnnl_primitive_desc_destroy(description);
}

void nn_stage_reorder(builder *at, actions *to, dnnl_memory_t from, dnnl_memory_t into) {
  if (at->failed) return;
  dnnl_primitive_desc_t d = NULL;
  const dnnl_engine_t engine = at->stage->engine;
  const dnnl_status_t status =
      dnnl_reorder_primitive_desc_create(&d, layout_of(from), engine, layout_of(into), engine, NULL);
  nn_stage_append_primitive(at, to, made(status, d), false, ARGUMENTS({DNNL_ARG_FROM, from}, {DNNL_ARG_TO, into}));
}

dnnl_memory_t nn_stage_ordered(builder *at, actions *to, dnnl_memory_t from, const_layout wanted) {
  if (at->failed || !wanted) return nn_stage_fail(at);
  if (dnnl_memory_desc_equal(layout_of(from), wanted)) return from;
  dnnl_memory_t copy = nn_stage_memory(at, wanted, true);
  if (copy) nn_stage_reorder(at, to, from, copy);
  return copy;
}

layout nn_stage_blocked_image(image i, ptrdiff_t block) {
  return layout_tagged(4, i.sizes, block == 8 ? dnnl_aBcd8b : dnnl_aBcd16b);
}

ptrdiff_t nn_stage_block_size(const_layout order, image i) {
  for (ptrdiff_t block = 8; block <= 16; block *= 2) {
    layout blocked = nn_stage_blocked_image(i, block);
    const bool is_it = blocked && dnnl_memory_desc_equal(order, blocked);
    layout_destroy(blocked);
    if (is_it) return block;
  }
  return 0;
}

dnnl_memory_t nn_stage_in_blocks(builder *at, actions *to, dnnl_memory_t from, image i) {
  if (at->failed || nn_stage_block_size(layout_of(from), i) > 0) return at->failed ? NULL : from;
  // As the convolutions of this machine like it.
  layout wanted = nn_stage_blocked_image(i, at->stage->form.isa == NN_ISA_X86_64_V4 && i.sizes[1] > 8 ? 16 : 8);
  dnnl_memory_t copy = nn_stage_ordered(at, to, from, wanted);
  layout_destroy(wanted);
  return copy;
}

dnnl_memory_t nn_stage_sum(builder *at, actions *to, dnnl_memory_t in, dnnl_memory_t other) {
  if (at->failed) return NULL;
  dnnl_memory_t same = nn_stage_ordered(at, to, other, layout_of(in));
  dnnl_memory_t sum = nn_stage_memory(at, layout_of(in), true);
  if (!at->failed) {
    nn_stage_append(at, to, (action){.kind = ADD, .a = nn_stage_address(in), .b = nn_stage_address(same),
                                     .out = nn_stage_address(sum), .numbers = nn_stage_element_count(sum)});
  }
  return sum;
}
