/// The only code of nnsh that uses GNU readline, its globals, signal handlers and termios.
///
/// All state belongs to the process: call these functions from the main thread, except those for signal flags.
#ifndef NNSH_CLINEEDITOR_H
#define NNSH_CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>

// MARK: signals

/// Catches SIGINT, SIGTERM and SIGHUP as flags. SIGPIPE is ignored if `keep_on_broken_pipe` (a shell outlives its
/// pager); otherwise it ends the process quietly, even if the parent ignored it.
void nnle_catch_signals(bool keep_on_broken_pipe);

/// Returns and clears the most severe pending signal (SIGTERM, SIGHUP, SIGINT), or 0. Safe from any thread.
int nnle_take_signal(void);

/// Like `nnle_take_signal`, without clearing the signal.
int nnle_pending_signal(void);

/// Ends the process in the signal handler at the second SIGINT or SIGTERM in a row that has not been taken, for a batch
/// that is busy in code that does not poll. Writes guarded bytes first (see `nnle_guard_output`).
void nnle_end_on_second_signal(void);

/// Blocks until there is input or its end; returns false if one of the signals above arrived first (see
/// `nnle_take_signal`).
bool nnle_wait_readable(int descriptor);

// MARK: limits

/// Ends the process with status 1 and a message after `seconds` of wall time, whatever it is doing: a backstop for the
/// limit that the program checks itself. Writes guarded bytes first (see `nnle_guard_output`).
void nnle_end_after(double seconds);

/// Limits the memory of the process: allocations beyond it fail, and the fault handler reports that.
void nnle_limit_memory(size_t bytes);

// MARK: terminal

/// Sets only LC_CTYPE (so that no decimal comma appears anywhere), to C.UTF-8 if the locale has no character set.
/// Returns whether text is UTF-8.
bool nnle_use_locale(void);

bool nnle_is_terminal(int descriptor);

/// Gets the columns and rows of the terminal; returns false if they are unknown.
bool nnle_terminal_size(int descriptor, int *columns, int *rows);

/// Saves the terminal's state and restores it at exit and on a fault (ILL TRAP SEGV BUS FPE ABRT). On a fault, the
/// process reports it on stderr and exits with 70: Swift's own backtracer would wait for a key in a raw terminal.
void nnle_guard_terminal(void);

/// Registers bytes not yet written to a descriptor: the fault handler, `nnle_end_after` and `nnle_end_on_second_signal`
/// write them.
void nnle_guard_output(int descriptor, const char *bytes, const size_t *count);

// MARK: line editor

/// The event that ended `nnle_read_line`.
typedef enum { nnle_line, nnle_end, nnle_interrupt, nnle_signal } nnle_event;

/// Called for candidates with the line so far as UTF-8, the byte offset of the word before the cursor, and that of the
/// cursor. Calls `nnle_offer` and `nnle_offer_files`, in display order.
typedef void (*nnle_completer)(void *context, const char *line, size_t word, size_t cursor);

/// Prepares readline for the application `name` (for `$if name` in an inputrc). stdin and stdout must be a terminal.
void nnle_open(const char *name, nnle_completer completer, void *context);

/// Edits one line. `nnle_line`: `*line` is the text, to be freed; after a paste, it may contain newlines. `nnle_end`:
/// Ctrl-D on an empty line. `nnle_interrupt`: Ctrl-C, the screen is ready for a new prompt; `*line` is the dropped
/// text, to be freed. `nnle_signal`: SIGTERM or SIGHUP, see `nnle_take_signal`.
nnle_event nnle_read_line(const char *prompt, char **line);

/// Whether single keys can be read: a dumb terminal, such as an editor's window, provides only lines.
bool nnle_reads_keys(void);

/// Shows the prompt and waits for one key, which is not echoed; input before the prompt is dropped. Requires
/// `nnle_open`. `nnle_line`: `key` is a null-terminated UTF-8 character; 27 for a key that is not a character.
/// `nnle_end`: Ctrl-D. `nnle_interrupt`: Ctrl-C. `nnle_signal`: SIGTERM or SIGHUP, see `nnle_take_signal`.
nnle_event nnle_read_key(const char *prompt, char key[5]);

void nnle_offer(const char *word, const char *description);

/// Also offers files. `endings` are separated by spaces (`csv tsv`); an empty string means all files.
void nnle_offer_files(const char *endings, bool folders_only);

// MARK: history

/// Keeps at most `limit` entries in memory and, after `nnle_history_trim`, in the file.
void nnle_history_open(int limit);

/// Loads the file. Returns 0 or errno.
int nnle_history_load(const char *path);

/// Adds one entry, which may contain newlines.
void nnle_history_add(const char *line);

int nnle_history_count(void);

/// The entry at `index`, counted from 0, or null. Valid until the history changes.
const char *nnle_history_entry(int index);

/// Appends the last entry to the file, which is created with mode 0600 if missing. Returns 0, or errno with the file
/// unchanged.
int nnle_history_append(const char *path);

/// Trims the file to the limit. Returns 0 or errno.
int nnle_history_trim(const char *path);

#endif
