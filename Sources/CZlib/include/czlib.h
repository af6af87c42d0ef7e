// Decompresses gzip files in memory piece by piece. zlib's own functions are macros that Swift cannot import.
#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

typedef enum cz_status {
  // The buffer is full; there may be more.
  CZ_MORE,
  // The whole file was read and its checksums are correct.
  CZ_END,
  CZ_DAMAGED,
  CZ_TRUNCATED,
  // Bytes follow the last member.
  CZ_TRAILING,
  CZ_NO_MEMORY,
} cz_status;

typedef struct cz_stream cz_stream;

// Opens a file of one or more gzip members; the bytes must outlive the stream. NULL if there is no memory.
cz_stream *cz_open(const uint8_t *bytes, size_t count);

// Like cz_open, for bare deflate data as in zip archives.
cz_stream *cz_open_bare(const uint8_t *bytes, size_t count);

// The CRC-32 of the bytes.
uint32_t cz_check_sum(const uint8_t *bytes, size_t count);

// Writes the next bytes, at most `room`, and their number. Files may be of any size.
cz_status cz_read(cz_stream *stream, uint8_t *to, size_t room, size_t *filled);

// The number of compressed bytes read so far.
size_t cz_offset(const cz_stream *stream);

void cz_close(cz_stream *stream);

#endif
