// History entries in memory and in a file shared by several sessions: each appends only its own entries.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>

#include "clineeditor.h"

static int entry_limit;

void nnle_history_open(int limit) {
  using_history();
  // Time stamps keep an entry of several lines together in the file.
  history_write_timestamps = 1;
  history_comment_char = '#';
  entry_limit = limit;
  stifle_history(limit);
}

// Much more than ten thousand entries take.
static const off_t longest_file = (off_t)64 << 20;

/// Opens a regular file; returns -1 with errno on failure. A pipe would block, and a device has no end.
static int open_ordinary(const char *path, int flags) {
  int file = open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
  if (file < 0) return -1;
  struct stat status;
  int error = fstat(file, &status) != 0        ? errno
              : S_ISDIR(status.st_mode)         ? EISDIR
              : !S_ISREG(status.st_mode)        ? EINVAL
              : status.st_size > longest_file ? EFBIG
                                                : 0;
  if (!error) return file;
  close(file);
  errno = error;
  return -1;
}

int nnle_history_load(const char *path) {
  int file = open_ordinary(path, O_RDONLY);
  if (file < 0) return errno;
  close(file);
  return read_history(path);
}

void nnle_history_add(const char *line) { add_history(line); }

int nnle_history_count(void) { return history_length; }

const char *nnle_history_entry(int index) {
  HIST_ENTRY *entry = index < 0 ? NULL : history_get(history_base + index);
  return entry ? entry->line : NULL;
}

/// Opens and locks the file that the path currently names: another session may have replaced it with a shorter one
/// while we waited. Returns -1 with errno on failure.
static int lock_file(const char *path, int flags) {
  for (;;) {
    int file = open_ordinary(path, O_RDWR | O_APPEND | flags);
    if (file < 0) return -1;
    struct stat opened, named;
    while (flock(file, LOCK_EX) != 0 && errno == EINTR) {
    }
    if (fstat(file, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino) return file;
    close(file);
  }
}

/// Appends one entry. A partial entry on a full disk is removed, so that the next one begins on its own line.
static int append_entry(int file, HIST_ENTRY *entry) {
  const off_t size = lseek(file, 0, SEEK_END);
  if (size < 0) return errno;
  // Another program may have left a last line without a line end.
  char last = '\n';
  if (size > 0 && pread(file, &last, 1, size - 1) < 0) return errno;
  char *text = NULL;
  const char *lead = last == '\n' ? "" : "\n", *stamp = entry->timestamp ? entry->timestamp : "#0";
  const int length = asprintf(&text, "%s%s\n%s\n", lead, stamp, entry->line);
  if (length < 0) return ENOMEM;
  int error = 0;
  for (int done = 0; done < length && !error;) {
    const ssize_t count = write(file, text + done, (size_t)(length - done));
    if (count > 0) {
      done += (int)count;
    } else if (count == 0 || errno != EINTR) {
      error = count == 0 ? EIO : errno;
    }
  }
  free(text);
  if (error && ftruncate(file, size) != 0) return errno;
  return error;
}

int nnle_history_append(const char *path) {
  HIST_ENTRY *entry = history_get(history_base + history_length - 1);
  if (!entry) return 0;
  int file = lock_file(path, O_CREAT);
  if (file < 0) return errno;
  const int error = append_entry(file, entry);
  close(file);
  return error;
}

int nnle_history_trim(const char *path) {
  int file = lock_file(path, 0);
  if (file < 0) return errno;
  int error = history_truncate_file(path, entry_limit);
  close(file);
  return error;
}
