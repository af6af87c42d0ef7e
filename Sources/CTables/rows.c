// For pthread_sigmask.
#define _GNU_SOURCE
#include "decimal.h"
#include "include/ctables.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

static inline bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

ct_status ct_number(const uint8_t *text, size_t count, float *value) {
  const uint8_t *end = text + count;
  while (text < end && is_blank(*text)) text++;
  while (text < end && is_blank(end[-1])) end--;
  if (text == end || ct_read_decimal(text, value) != end || isnan(*value)) return CT_NO_NUMBER;
  return isinf(*value) ? CT_TOO_LARGE : CT_OK;
}

// The byte after a skipped column; NULL if the column is quoted.
static const uint8_t *skip(const uint8_t *at, const uint8_t *end, uint8_t separator) {
  if (*at == '"') return NULL;
  while (at < end && *at != separator && *at != '\n' && *at != '\r') at++;
  return at;
}

size_t ct_rows(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed) {
  const uint8_t *const end = bytes + count;
  const uint8_t *row = bytes;
  size_t rows = 0;
  for (; rows < room; rows++) {
    const uint8_t *at = row;
    for (size_t column = 0; column < columns; column++) {
      if (column > 0 && *at++ != separator) goto stop;
      if (places[column] == CT_SKIP) {
        if (!(at = skip(at, end, separator))) goto stop;
        continue;
      }
      while (*at == ' ') at++;
      float value;
      if (!(at = ct_read_decimal(at, &value)) || !isfinite(value)) goto stop;
      const size_t place = (size_t)places[column];
      if (place < width)
        features[rows * width + place] = value;
      else
        targets[rows * outputs + place - width] = value;
    }
    if (*at == '\r') at++;
    if (at >= end || *at != '\n') goto stop;
    row = at + 1;
  }
stop:
  *consumed = (size_t)(row - bytes);
  return rows;
}

// One half of the work: the arguments and results of ct_rows.
typedef struct half {
  const uint8_t *bytes;
  size_t count;
  uint8_t separator;
  const int32_t *places;
  size_t columns;
  float *features;
  size_t width;
  float *targets;
  size_t outputs, room;
  size_t rows, consumed;
} half;

static void *read_half(void *argument) {
  half *const it = argument;
  it->rows = ct_rows(
    it->bytes, it->count, it->separator, it->places, it->columns, it->features, it->width, it->targets, it->outputs,
    it->room, &it->consumed);
  return NULL;
}

// Starts a thread with all signals blocked: they are for the thread that waits for it.
static bool begin(pthread_t *thread, half *work) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const bool begun = pthread_create(thread, NULL, read_half, work) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return begun;
}

size_t ct_rows_by_two(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed) {
  // Starting a thread takes as long as reading some kilobytes.
  enum { least = 1 << 17 };
  const uint8_t *const middle = count < least || room < 2 ? NULL : memchr(bytes + count / 2, '\n', count - count / 2);
  half first = {bytes, count, separator, places, columns, features, width, targets, outputs, room, 0, 0};
  half second = first;
  pthread_t thread;
  if (middle) {
    first.count = (size_t)(middle + 1 - bytes);
    first.room = room / 2;
    second.bytes += first.count;
    second.count -= first.count;
    second.room -= first.room;
    second.features += first.room * width;
    second.targets += first.room * outputs;
  }
  const bool are_two = middle && begin(&thread, &second);
  read_half(&first);
  if (are_two) pthread_join(thread, NULL);
  // The middle is the end of a row only if all rows up to it are plain; otherwise it may be inside quotes.
  if (!are_two || first.consumed < first.count) {
    *consumed = first.consumed;
    return first.rows;
  }
  memmove(features + first.rows * width, second.features, second.rows * width * sizeof *features);
  memmove(targets + first.rows * outputs, second.targets, second.rows * outputs * sizeof *targets);
  *consumed = first.consumed + second.consumed;
  return first.rows + second.rows;
}
