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

/// Whether `nnle_limit_memory` was called: an allocation that fails is the user's limit then, no fault of ours.
extern volatile sig_atomic_t nnle_memory_is_limited;

/// Whether a limit of the system's own stands on the memory of the process. Safe in a handler.
bool nnle_system_limits_memory(void);

/// Writes all bytes, or as many as go. Async-signal-safe.
void nnle_write_all(int descriptor, const char *bytes, size_t count);

/// Writes what `nnle_guard_output` was told of. Async-signal-safe.
void nnle_write_guarded_output(void);

#endif
