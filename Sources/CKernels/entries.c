// The entries that read rows of the caller's: each looks once, before anything runs, whether the rows are there.
#include "kernels.h"

bool nn_has_rows(const nn_rows *rows, const int32_t *order, ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count) {
  const ptrdiff_t all = order ? order_count : rows->count;
  if (start < 0 || count < 0 || start > all || count > all - start) return false;
  if (!order || count == 0) return true;
  // Negative ones are the largest.
  uint32_t largest = 0;
  for (ptrdiff_t i = start; i < start + count; i++) {
    const uint32_t row = (uint32_t)order[i];
    largest = row > largest ? row : largest;
  }
  return (ptrdiff_t)largest < rows->count;
}

static bool are_the_plans(const nn_plan *plan, const nn_rows *x, const nn_rows *y) {
  return x->width == plan->inputs && y->width == plan->outputs && y->count == x->count;
}

bool nn_fits(const nn_plan *plan, const nn_request *q) {
  if (!are_the_plans(plan, &q->x, &q->y) || q->batch < 1 || q->batch > plan->rows) return false;
  if (q->steps < 0 || q->rate_count < 1 || (q->rate_count > 1 && q->rate_count < q->steps)) return false;
  if (q->order_count < 1 || q->start < 0 || q->start >= q->order_count) return false;
  if (!q->order && q->order_count > q->x.count) return false;
  if (q->observe_every > 0 && q->steps > q->observe_from
      && (q->observe_from < 0 || (q->steps - 1 - q->observe_from) / q->observe_every >= q->observation_room)) {
    return false;
  }
  // Rows that no step takes are not looked at: a step may be one of a hundred thousand.
  const ptrdiff_t left = q->order_count - q->start;
  const bool ends = q->steps <= left / q->batch;
  return nn_has_rows(&q->x, q->order, q->order_count, ends ? q->start : 0, ends ? q->steps * q->batch : q->order_count);
}

nn_result nn_step_n(const nn_plan *plan, const nn_request *request) {
  if (!nn_fits(plan, request)) __builtin_trap();
  return nn_kernels_of(plan->isa)->step_n(plan, request);
}

double nn_forward(const nn_plan *plan, const nn_pass *pass, const nn_rows *x, const nn_rows *y, const int32_t *order,
                  ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count) {
  if (!are_the_plans(plan, x, y) || count > plan->rows || !nn_has_rows(x, order, order_count, start, count)) {
    __builtin_trap();
  }
  return nn_kernels_of(plan->isa)->forward(plan, pass, x, y, order, start, count);
}

void nn_gather(const nn_rows *from, const int32_t *order, ptrdiff_t order_count, ptrdiff_t start, ptrdiff_t count,
               float *to, ptrdiff_t stride) {
  if (stride < from->width || !nn_has_rows(from, order, order_count, start, count)) __builtin_trap();
  nn_copy_rows(from, order, start, count, to, stride);
}
