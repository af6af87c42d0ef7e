// Stages: their life, and their calls.
#include "stage_builder.h"

#include <math.h>
#include <string.h>

nn_onednn_stage *nn_onednn_stage_create(const nn_onednn_stage_spec *form) {
  nn_onednn_stage *stage = calloc(1, sizeof *stage);
  if (!stage) return NULL;
  const size_t bytes = (size_t)form->layer_count * sizeof *stage->layers;
  stage->form = *form;
  stage->layers = malloc(bytes > 0 ? bytes : 1);
  if (stage->layers && bytes > 0) memcpy(stage->layers, form->layers, bytes);
  stage->form.layers = stage->layers;
  if (stage->layers && dnnl_engine_create(&stage->engine, dnnl_cpu, 0) == dnnl_success
      && dnnl_stream_create(&stage->stream, stage->engine, dnnl_stream_default_flags) == dnnl_success) {
    return stage;
  }
  nn_onednn_stage_destroy(stage);
  return NULL;
}

void nn_onednn_stage_destroy(nn_onednn_stage *stage) {
  if (!stage) return;
  for (int i = 0; i < 4; i++) nn_stage_batch_destroy(stage->batches[i]);
  if (stage->stream) dnnl_stream_destroy(stage->stream);
  if (stage->engine) dnnl_engine_destroy(stage->engine);
  free(stage->layers);
  free(stage);
}

static batch *batch_of(nn_onednn_stage *stage, ptrdiff_t rows) {
  for (int i = 0; i < 4; i++) {
    if (stage->batches[i] && stage->batches[i]->rows == rows) return stage->batches[i];
  }
  batch *made = nn_stage_batch_create(stage, rows);
  if (!made) return NULL;
  nn_stage_batch_destroy(stage->batches[stage->next]);
  stage->batches[stage->next] = made;
  stage->next = (stage->next + 1) % 4;
  return made;
}

void nn_onednn_stage_implementations(nn_onednn_stage *stage, ptrdiff_t rows, char *text, ptrdiff_t capacity) {
  const batch *b = batch_of(stage, rows);
  if (capacity <= 0) return;
  strncpy(text, b ? b->implementations : "", (size_t)capacity - 1);
  text[capacity - 1] = 0;
}

// One pass of our own kernels.
static void run_own(const nn_onednn_stage *stage, const nn_pass *pass, const action *a) {
  const nn_isa isa = stage->form.isa;
  const nn_thread_pool *workers = stage->form.workers;
  switch (a->kind) {
    case PRIMITIVE: break;
    case POOL: nn_pool_forward(isa, workers, &a->pool); break;
    case POOL_BACK: nn_pool_backward(isa, workers, &a->pool); break;
    case NORM: nn_norm_forward(isa, workers, pass->mode, &a->layer->norm, &a->planes); break;
    case NORM_BACK: nn_norm_backward(isa, workers, pass->mode, &a->layer->norm, &a->planes); break;
    case ACTIVATION: nn_activation_forward(isa, workers, &a->activation); break;
    case ACTIVATION_BACK: nn_activation_backward(isa, workers, &a->activation); break;
    case DROP: nn_dropout_forward(isa, workers, pass, a->layer->share, a->layer->number, &a->planes); break;
    case DROP_BACK: nn_dropout_backward(isa, workers, &a->planes); break;
    case ADD: nn_add(isa, workers, a->a, a->b, a->out, a->numbers); break;
    case FILTERS: {
      nn_filters filters = a->filters;
      filters.input = nn_stage_address(a->input);
      nn_filter_gradients(isa, workers, &filters);
      break;
    }
  }
}

static bool run(const nn_onednn_stage *stage, const nn_pass *pass, const actions *all) {
  for (int i = 0; i < all->count; i++) {
    const action *a = &all->list[i];
    if (a->kind != PRIMITIVE) {
      run_own(stage, pass, a);
    } else if (dnnl_primitive_execute(a->primitive, stage->stream, a->count, a->arguments) != dnnl_success) {
      return false;
    }
  }
  return true;
}

// What cannot be computed, for want of memory, is not a number: training then stops at the loss.
static void fill_nan(float *numbers, ptrdiff_t rows, ptrdiff_t width, ptrdiff_t stride) {
  for (ptrdiff_t r = 0; r < rows; r++) {
    for (ptrdiff_t i = 0; i < width; i++) numbers[r * stride + i] = NAN;
  }
}

static ptrdiff_t out_width(const nn_onednn_stage *stage) {
  if (stage->form.layer_count == 0) return stage->form.rows * stage->form.columns * stage->form.channels;
  const nn_onednn_layer *last = &stage->layers[stage->form.layer_count - 1];
  return last->out_rows * last->out_columns * last->out_channels;
}

static void forward(void *context, ptrdiff_t rows, const nn_pass *pass, const float *input, float *output) {
  nn_onednn_stage *stage = context;
  batch *b = batch_of(stage, rows);
  if (b) {
    dnnl_memory_set_data_handle(b->input, (void *)input);
    dnnl_memory_set_data_handle(b->output, output);
    if (run(stage, pass, &b->forward)) return;
  }
  fill_nan(output, rows, out_width(stage), stage->form.out_stride);
}

static void backward(void *context, ptrdiff_t rows, const nn_pass *pass, const float *delta,
                     float *input_gradient) {
  nn_onednn_stage *stage = context;
  batch *b = batch_of(stage, rows);
  const ptrdiff_t width = stage->form.rows * stage->form.columns * stage->form.channels;
  if (b) {
    dnnl_memory_set_data_handle(b->delta, (void *)delta);
    if (b->input_gradient) dnnl_memory_set_data_handle(b->input_gradient, input_gradient);
    if (run(stage, pass, &b->backward)) return;
  }
  if (input_gradient) fill_nan(input_gradient, rows, width, stage->form.in_stride);
}

nn_stage nn_onednn_stage_entry(nn_onednn_stage *stage) {
  return (nn_stage){.context = stage, .forward = forward, .backward = backward};
}
