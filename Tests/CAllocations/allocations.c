// The C library's allocator behind functions that count; the test program's take the place of the library's.
#define _GNU_SOURCE
#include "include/callocations.h"

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static __thread int counts;
static __thread long count;

void allocations_begin(void) {
  count = 0;
  counts = 1;
}

long allocations_end(void) {
  counts = 0;
  return count;
}

static void note(const void *caller) {
  if (!counts) return;
  counts = 0;
  Dl_info info;
  const char *file = dladdr(caller, &info) && info.dli_fname ? info.dli_fname : "";
  // C++'s operator new is called by oneDNN alone.
  if (!strstr(file, "libdnnl") && !strstr(file, "libgomp") && !strstr(file, "libstdc++")) count++;
  counts = 1;
}

void *malloc(size_t size) {
  note(__builtin_return_address(0));
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  note(__builtin_return_address(0));
  return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
  note(__builtin_return_address(0));
  return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  note(__builtin_return_address(0));
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note(__builtin_return_address(0));
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  note(__builtin_return_address(0));
  *memory = __libc_memalign(alignment, size);
  return *memory ? 0 : ENOMEM;
}
