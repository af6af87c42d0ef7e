// A stage made ready for batches of one size.
#ifndef NN_STAGE_H
#define NN_STAGE_H

#include "conednn.h"
#include "primitives.h"

typedef enum action_kind {
  PRIMITIVE,
  POOL,
  POOL_BACK,
  NORM,
  NORM_BACK,
  ACTIVATION,
  ACTIVATION_BACK,
  DROP,
  DROP_BACK,
  ADD,
  FILTERS,
} action_kind;

// A primitive of oneDNN with what it reads and writes, or a pass of our own kernels.
typedef struct action {
  action_kind kind;
  union {
    struct {
      dnnl_primitive_t primitive;
      int count;
      dnnl_exec_arg_t arguments[6];
    };
    nn_pool pool;
    // Normalization and dropout of the layer, whose parameters lie there.
    struct {
      const nn_onednn_layer *layer;
      nn_planes planes;
    };
    nn_activation_pass activation;
    // What comes into the stage lies at an address that changes.
    struct {
      dnnl_memory_t input;
      nn_filters filters;
    };
    struct {
      const float *a, *b;
      float *out;
      ptrdiff_t numbers;
    };
  };
} action;

typedef struct actions {
  action *list;
  int count, capacity;
} actions;

typedef struct batch {
  ptrdiff_t rows;
  actions forward, backward;
  // The rows that come and go; their addresses are set at each call.
  dnnl_memory_t input, output, delta, input_gradient;
  // All memories, and the numbers of those that have their own.
  dnnl_memory_t *memories;
  float **numbers;
  int memory_count, memory_capacity;
  // What the primitives are called, for those who want to know that none is slow.
  char implementations[512];
} batch;

typedef struct nn_onednn_stage {
  nn_onednn_stage_spec form;
  nn_onednn_layer *layers;
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  // Whole batches, the last of an epoch, and those of an evaluation; the oldest goes first.
  batch *batches[4];
  int next;
} nn_onednn_stage;

// NULL where oneDNN cannot or memory does not suffice.
batch *nn_stage_batch_create(const nn_onednn_stage *stage, ptrdiff_t rows);
void nn_stage_batch_destroy(batch *b);

#endif
