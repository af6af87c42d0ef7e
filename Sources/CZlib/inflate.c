#include "include/czlib.h"

#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>

struct cz_stream {
  z_stream zlib;
  const uint8_t *bytes;
  // The bytes of the file, and those passed to zlib so far, which counts in 32 bits.
  size_t count, given;
  bool ended, is_bare;
};

// 16: a gzip header and trailer; 15: the largest window.
static const int gzip_window = 16 + 15;
// Negative: neither header nor trailer.
static const int bare_window = -15;
static const size_t piece = (size_t)1 << 30;

static cz_stream *open_stream(const uint8_t *bytes, size_t count, bool is_bare) {
  cz_stream *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  stream->is_bare = is_bare;
  if (inflateInit2(&stream->zlib, is_bare ? bare_window : gzip_window) != Z_OK) {
    free(stream);
    return NULL;
  }
  stream->bytes = bytes;
  stream->count = count;
  return stream;
}

cz_stream *cz_open(const uint8_t *bytes, size_t count) { return open_stream(bytes, count, false); }

cz_stream *cz_open_bare(const uint8_t *bytes, size_t count) { return open_stream(bytes, count, true); }

uint32_t cz_check_sum(const uint8_t *bytes, size_t count) {
  uLong sum = crc32(0, NULL, 0);
  for (size_t at = 0; at < count; at += piece)
    sum = crc32(sum, bytes + at, (uInt)(count - at < piece ? count - at : piece));
  return (uint32_t)sum;
}

static void refill(cz_stream *stream) {
  if (stream->zlib.avail_in > 0) return;
  const size_t left = stream->count - stream->given;
  const size_t next = left < piece ? left : piece;
  stream->zlib.next_in = (Bytef *)(stream->bytes + stream->given);
  stream->zlib.avail_in = (uInt)next;
  stream->given += next;
}

size_t cz_offset(const cz_stream *stream) { return stream->given - stream->zlib.avail_in; }

// The status after a member: the end of the file, another member, or neither.
static cz_status after_member(cz_stream *stream) {
  const size_t offset = cz_offset(stream);
  if (offset == stream->count) {
    stream->ended = true;
    return CZ_END;
  }
  if (stream->is_bare || stream->bytes[offset] != 0x1f) return CZ_TRAILING;
  return inflateReset(&stream->zlib) == Z_OK ? CZ_MORE : CZ_DAMAGED;
}

cz_status cz_read(cz_stream *stream, uint8_t *to, size_t room, size_t *filled) {
  *filled = 0;
  if (stream->ended) return CZ_END;
  // Without room, only determine whether the file ends here.
  uint8_t spare;
  const bool is_check = room == 0;
  if (is_check) {
    to = &spare;
    room = 1;
  }
  while (*filled < room) {
    refill(stream);
    const size_t space = room - *filled < piece ? room - *filled : piece;
    stream->zlib.next_out = to + *filled;
    stream->zlib.avail_out = (uInt)space;
    const uInt before = stream->zlib.avail_in;
    const int result = inflate(&stream->zlib, Z_NO_FLUSH);
    const size_t made = space - stream->zlib.avail_out;
    *filled += made;
    if (is_check && made > 0) return CZ_MORE;
    if (result == Z_STREAM_END) {
      const cz_status status = after_member(stream);
      if (status != CZ_MORE) return status;
      continue;
    }
    if (result == Z_MEM_ERROR) return CZ_NO_MEMORY;
    if (result != Z_OK && result != Z_BUF_ERROR) return CZ_DAMAGED;
    if (made == 0 && before == stream->zlib.avail_in && stream->given == stream->count) return CZ_TRUNCATED;
  }
  return CZ_MORE;
}

void cz_close(cz_stream *stream) {
  if (!stream) return;
  inflateEnd(&stream->zlib);
  free(stream);
}
