// Text tables (CSV): splits records into cells and converts decimal numbers to float32. No function keeps memory or
// state: the Swift caller owns the bytes and interprets the cells.
#ifndef CTABLES_H
#define CTABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ct_status {
  CT_OK,
  // The bytes end before the record.
  CT_MORE,
  // A quote is still open at the end of the file; `place` is where it was opened.
  CT_OPEN_QUOTE,
  // A byte other than a separator or a line end follows a closing quote, at `place`.
  CT_AFTER_QUOTE,
  // The text is not a decimal number.
  CT_NO_NUMBER,
  // The number is too large for float32.
  CT_TOO_LARGE,
} ct_status;

typedef struct ct_cell {
  // Offset and length of the text, without its quotes.
  size_t start, count;
  bool is_quoted;
  // Whether the text contains "", which stands for one quote.
  bool has_quotes;
} ct_cell;

typedef struct ct_record {
  size_t cells;
  // The bytes up to the next record, and those of its text, without the line end.
  size_t length, text;
  // The line ends in the record, including its own.
  size_t lines;
  size_t place;
} ct_record;

// Splits the record that begins at `bytes`; `is_end` if the file ends with them. Cells beyond `capacity` are counted
// but not stored. Lines end in LF, CR LF or CR.
ct_status ct_split(
  const uint8_t *bytes, size_t count, bool is_end, uint8_t separator, ct_cell *cells, size_t capacity,
  ct_record *record);

// Converts the whole text, without surrounding blanks, to a decimal number, correctly rounded to float32 (ties to
// even). `text[count]` must not be a digit, and it and the seven bytes after it must be readable.
ct_status ct_number(const uint8_t *text, size_t count, float *value);

// A place in ct_rows: skip the column.
enum { CT_SKIP = -1 };

// Reads up to `room` records of plain numbers, and stops before the first other or incomplete record. `places[c]` is
// the destination of column c: a feature if less than `width`, otherwise a target, or CT_SKIP. `bytes[count]` must be
// 0, and the seven bytes after it must be readable. Returns the number of records read; `consumed` is their length in
// bytes.
size_t ct_rows(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed);

// Like ct_rows, with the second half of the bytes on a second thread if there are enough. It may stop earlier than
// ct_rows, before all plain rows are read, but reads at least one if there is one.
size_t ct_rows_by_two(
  const uint8_t *bytes, size_t count, uint8_t separator, const int32_t *places, size_t columns, float *features,
  size_t width, float *targets, size_t outputs, size_t room, size_t *consumed);

#endif
