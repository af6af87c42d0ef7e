/// The only code of nnsh that touches GNU readline, its globals, signal handlers and termios.
///
/// Everything here belongs to the process: call it from the main thread, but for the flags of "signals".
#ifndef NNSH_CLINEEDITOR_H
#define NNSH_CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>

// MARK: signals

/// Catches SIGINT, SIGTERM and SIGHUP as flags. SIGPIPE is ignored where `keep_on_broken_pipe` (a shell outlives its
/// pager), else it ends the process quietly, even if the parent ignored it.
void nnle_catch_signals(bool keep_on_broken_pipe);

/// The most severe signal since it was last asked (SIGTERM, SIGHUP, SIGINT), or 0. Safe from any thread.
int nnle_take_signal(void);

/// The same without taking it.
int nnle_pending_signal(void);

/// From the second SIGINT or SIGTERM on that nobody took, the process ends in the handler: for a batch that is busy
/// where nothing polls. `flush` bytes are kept (see `nnle_guard_output`).
void nnle_end_on_second_signal(void);

/// Blocks until a line end or end of input; 0 when a signal of the above arrived first. Then `nnle_take_signal`.
bool nnle_wait_readable(int descriptor);

// MARK: limits

/// Ends the process with 1 and a message after so many seconds of wall time, whatever it does then: behind a limit that
/// is asked for politely where the program can be asked. `flush` bytes are written (see `nnle_guard_output`).
void nnle_end_after(double seconds);

/// Bounds the memory the process can take: allocations beyond it fail, which the fault handler then says.
void nnle_limit_memory(size_t bytes);

// MARK: terminal

/// Sets LC_CTYPE alone (a decimal comma must not appear anywhere), C.UTF-8 where the locale says no charset.
/// True where text is UTF-8.
bool nnle_use_locale(void);

bool nnle_is_terminal(int descriptor);

/// Columns and rows of the terminal; false if it does not say.
bool nnle_terminal_size(int descriptor, int *columns, int *rows);

/// Saves the terminal's state, restores it at exit and on a fault (ILL TRAP SEGV BUS FPE ABRT), where the process
/// says so on stderr and ends with 70: Swift's own backtracer would wait for a key in a raw terminal.
void nnle_guard_terminal(void);

/// Bytes not yet written to a descriptor: the fault handler and `nnle_end_on_second_signal` write them.
void nnle_guard_output(int descriptor, const char *bytes, const size_t *count);

// MARK: line editor

/// What ended `nnle_read_line`.
typedef enum { nnle_line, nnle_end, nnle_interrupt, nnle_signal } nnle_event;

/// Asked for candidates: the line so far as UTF-8, the byte offset of the word before the cursor, and the cursor.
/// Answers with `nnle_offer` and `nnle_offer_files`, in the order they shall be shown.
typedef void (*nnle_completer)(void *context, const char *line, size_t word, size_t cursor);

/// Prepares readline as `name` (what `$if name` of an inputrc sees). Needs stdin and stdout to be a terminal.
void nnle_open(const char *name, nnle_completer completer, void *context);

/// Edits one line. `nnle_line`: `*line` is the text, to be freed; after a paste it may hold newlines.
/// `nnle_end`: Ctrl-D on an empty line. `nnle_interrupt`: Ctrl-C, the screen is ready for a new prompt; `*line` is
/// what was dropped, to be freed.
/// `nnle_signal`: SIGTERM or SIGHUP, see `nnle_take_signal`.
nnle_event nnle_read_line(const char *prompt, char **line);

/// Whether single keys can be read: of a dumb terminal, an editor's window say, only lines.
bool nnle_reads_keys(void);

/// Shows the prompt and waits for one key, which is not shown; what was typed before the prompt is dropped. After
/// `nnle_open`. `nnle_line`: `key` is a character in UTF-8, ended by 0; 27 for a key that is none. `nnle_end`: Ctrl-D.
/// `nnle_interrupt`: Ctrl-C. `nnle_signal`: SIGTERM or SIGHUP, see `nnle_take_signal`.
nnle_event nnle_read_key(const char *prompt, char key[5]);

void nnle_offer(const char *word, const char *description);

/// Files, too. `endings` are separated by blanks (`csv tsv`); empty: all.
void nnle_offer_files(const char *endings, bool folders_only);

// MARK: history

/// Keeps at most `limit` entries in memory and, after `nnle_history_trim`, in the file.
void nnle_history_open(int limit);

/// 0, or errno.
int nnle_history_load(const char *path);

/// Adds one entry, which may have newlines.
void nnle_history_add(const char *line);

int nnle_history_count(void);

/// Entry `index` from 0, or null. Valid until the history changes.
const char *nnle_history_entry(int index);

/// Appends the last entry to the file, which it makes (mode 0600) if it is missing. 0, or errno: then the file is as it
/// was.
int nnle_history_append(const char *path);

/// Cuts the file to the limit. 0, or errno.
int nnle_history_trim(const char *path);

#endif
