// Shared by the files of CLineEditor.
#ifndef NNSH_CLINEEDITOR_INTERNAL_H
#define NNSH_CLINEEDITOR_INTERNAL_H

#include <signal.h>
#include <stdbool.h>

#include "clineeditor.h"

/// Whether readline holds the terminal: set around `nnle_read_line`.
extern volatile sig_atomic_t nnle_editing;

/// Makes readline ask `completer`, and nobody else.
void nnle_set_completer(nnle_completer completer, void *context);

/// Puts the terminal back as it was found. Async-signal-safe.
void nnle_restore_terminal(void);

/// Writes what `nnle_guard_output` was told of. Async-signal-safe.
void nnle_write_guarded_output(void);

#endif
