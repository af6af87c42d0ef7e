#include "include/ctables.h"

// Reads the text after a quote up to the closing quote; `at` then is after that.
static ct_status quoted(const uint8_t *bytes, size_t count, bool is_end, size_t *at, ct_cell *cell, size_t *lines) {
  const size_t opened = *at;
  size_t next = opened + 1;
  *cell = (ct_cell){.start = next, .is_quoted = true};
  for (;; next++) {
    if (next >= count) {
      *at = opened;
      return is_end ? CT_OPEN_QUOTE : CT_MORE;
    }
    if (bytes[next] == '\n' || (bytes[next] == '\r' && (next + 1 >= count || bytes[next + 1] != '\n'))) ++*lines;
    if (bytes[next] != '"') continue;
    if (next + 1 >= count && !is_end) return CT_MORE;
    if (next + 1 >= count || bytes[next + 1] != '"') break;
    cell->has_quotes = true;
    next++;
  }
  cell->count = next - cell->start;
  *at = next + 1;
  return CT_OK;
}

ct_status ct_split(
  const uint8_t *bytes, size_t count, bool is_end, uint8_t separator, ct_cell *cells, size_t capacity,
  ct_record *record) {
  size_t at = 0;
  *record = (ct_record){0};
  for (;;) {
    ct_cell cell;
    if (at < count && bytes[at] == '"') {
      const ct_status status = quoted(bytes, count, is_end, &at, &cell, &record->lines);
      record->place = at;
      if (status != CT_OK) return status;
      // Blanks between a closing quote and the separator are common and harmless.
      while (at < count && bytes[at] == ' ' && separator != ' ') at++;
    } else {
      cell = (ct_cell){.start = at};
      while (at < count && bytes[at] != separator && bytes[at] != '\n' && bytes[at] != '\r') at++;
      cell.count = at - cell.start;
    }
    if (record->cells < capacity) cells[record->cells] = cell;
    record->cells++;
    if (at >= count) {
      if (!is_end) return CT_MORE;
      record->text = record->length = at;
      return CT_OK;
    }
    if (bytes[at] == separator) {
      at++;
      continue;
    }
    record->text = at;
    if (bytes[at] == '\r') {
      if (at + 1 >= count && !is_end) return CT_MORE;
      at += at + 1 < count && bytes[at + 1] == '\n' ? 2 : 1;
    } else if (bytes[at] == '\n') {
      at++;
    } else {
      record->place = at;
      return CT_AFTER_QUOTE;
    }
    record->lines++;
    record->length = at;
    return CT_OK;
  }
}
