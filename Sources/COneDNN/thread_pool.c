// Shared work on libgomp's pool, and oneDNN's product.
#include <dnnl.h>

#include "conednn.h"

// libgomp's interface: its header belongs to gcc, and clang's -fopenmp would bring a second pool of threads.
int omp_get_max_threads(void);
int omp_get_num_procs(void);
int omp_get_num_threads(void);
int omp_get_thread_num(void);
void omp_set_num_threads(int threads);
void GOMP_parallel(void (*body)(void *), void *context, unsigned threads, unsigned flags);

ptrdiff_t nn_onednn_cores(void) { return omp_get_num_procs(); }

ptrdiff_t nn_onednn_use_threads(ptrdiff_t threads) {
  const ptrdiff_t before = omp_get_max_threads();
  if (threads != before) omp_set_num_threads((int)threads);
  return before;
}

// libgomp orders the threads by means that ThreadSanitizer does not see: it is told.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define IS_WATCHED
#endif
#endif
#if defined(IS_WATCHED) || defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#define TELL_BEFORE(place) __tsan_release(place)
#define TELL_AFTER(place) __tsan_acquire(place)
#else
#define TELL_BEFORE(place)
#define TELL_AFTER(place)
#endif

typedef struct job {
  ptrdiff_t parts;
  void (*body)(void *context, ptrdiff_t part);
  void *context;
} job;

// The pool may give fewer threads than there are parts.
static void work(void *context) {
  TELL_AFTER(context);
  const job *j = context;
  const ptrdiff_t step = omp_get_num_threads();
  for (ptrdiff_t part = omp_get_thread_num(); part < j->parts; part += step) j->body(j->context, part);
  TELL_BEFORE(context);
}

static void run(ptrdiff_t parts, void (*body)(void *context, ptrdiff_t part), void *context) {
  job j = {.parts = parts, .body = body, .context = context};
  TELL_BEFORE(&j);
  GOMP_parallel(work, &j, (unsigned)parts, 0);
  TELL_AFTER(&j);
}

// Where oneDNN finds no memory for its own copy of the numbers.
static void gemm_naive(const nn_matrices *m) {
  const ptrdiff_t left_row = m->transposes_left ? 1 : m->left_stride;
  const ptrdiff_t left_step = m->transposes_left ? m->left_stride : 1;
  const ptrdiff_t right_row = m->transposes_right ? 1 : m->right_stride;
  const ptrdiff_t right_step = m->transposes_right ? m->right_stride : 1;
  for (ptrdiff_t i = 0; i < m->rows; i++) {
    for (ptrdiff_t j = 0; j < m->columns; j++) {
      float sum = 0;
      for (ptrdiff_t k = 0; k < m->depth; k++) {
        sum += m->left[i * left_row + k * left_step] * m->right[k * right_row + j * right_step];
      }
      m->out[i * m->out_stride + j] = sum;
    }
  }
}

static void gemm(const nn_matrices *m) {
  const dnnl_status_t status = dnnl_sgemm(
      m->transposes_left ? 'T' : 'N', m->transposes_right ? 'T' : 'N', m->rows, m->columns, m->depth, 1, m->left,
      m->left_stride, m->right, m->right_stride, 0, m->out, m->out_stride);
  if (status != dnnl_success) gemm_naive(m);
}

nn_thread_pool nn_onednn_thread_pool(ptrdiff_t threads, ptrdiff_t least) {
  return (nn_thread_pool){.threads = threads, .least = least, .run = run, .gemm = gemm};
}
