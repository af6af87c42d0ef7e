#include "decimal.h"
#include "include/ctables.h"

#include <math.h>

static inline bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

ct_status ct_number(const uint8_t *text, size_t count, float *value) {
  const uint8_t *end = text + count;
  while (text < end && is_blank(*text)) text++;
  while (text < end && is_blank(end[-1])) end--;
  if (text == end || read_decimal(text, value) != end || isnan(*value)) return CT_NO_NUMBER;
  return isinf(*value) ? CT_TOO_LARGE : CT_OK;
}

// The byte behind a column that is not wanted; NULL where it is quoted.
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
      if (!(at = read_decimal(at, &value)) || !isfinite(value)) goto stop;
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
