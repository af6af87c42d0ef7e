// Tables as text (CSV): records split into cells, decimal numbers as float32. Nothing here allocates for long or keeps
// state: a caller in Swift owns the bytes and decides what a cell means.
#ifndef CTABLES_H
#define CTABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ct_status {
  CT_OK,
  // The bytes end before the record does.
  CT_MORE,
  // A quote is open where the file ends; `place` is where it was opened.
  CT_OPEN_QUOTE,
  // Something other than a separator or a line end follows a closing quote, at `place`.
  CT_AFTER_QUOTE,
  // The text is no decimal number.
  CT_NO_NUMBER,
  // The number is beyond float32.
  CT_TOO_LARGE,
} ct_status;

typedef struct ct_cell {
  // Offset and length of the text, without its quotes.
  size_t start, count;
  bool is_quoted;
  // Inside, "" stands for one quote.
  bool has_quotes;
} ct_cell;

typedef struct ct_record {
  size_t cells;
  // Bytes up to the next record, and how many of them are text, without the line end.
  size_t length, text;
  // Line ends in it, its own among them.
  size_t lines;
  size_t place;
} ct_record;

// Splits the record that begins at `bytes`; `is_end`: the file ends with them. Cells beyond `capacity` are counted and
// not stored. Lines end in LF, CR LF or CR.
ct_status ct_split(
  const uint8_t *bytes, size_t count, bool is_end, uint8_t separator, ct_cell *cells, size_t capacity,
  ct_record *record);

// The decimal number that is all of the text, blanks around it aside, correctly rounded to float32 (ties to even).
// `text[count]` must be no digit, and it and seven bytes behind it readable.
ct_status ct_number(const uint8_t *text, size_t count, float *value);

// A place in ct_rows: the column is not wanted.
enum { CT_SKIP = -1 };

// Reads records that are nothing but plain numbers, up to `room` of them, and stops before the first one that is
// anything else or not whole. `places[c]` is where column c goes: to a feature below `width`, above to a target, or
// CT_SKIP. `bytes[count]` must be 0, and seven bytes behind it readable. Returns how many records it read; `consumed`: their bytes.
size_t ct_rows(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed);

// The same rows, the second half of the bytes on a thread of its own where that is worth it. It may stop earlier than
// ct_rows, with less than all plain rows read, but not with none where there is one.
size_t ct_rows_by_two(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed);

#endif
