// Declarations shared by the files of CLineEditor.
#ifndef NNSH_CLINEEDITOR_INTERNAL_H
#define NNSH_CLINEEDITOR_INTERNAL_H

#include <signal.h>
#include <stdbool.h>

#include "clineeditor.h"

/// Whether readline controls the terminal: set during `nnle_read_line`.
extern volatile sig_atomic_t nnle_editing;

/// Makes `completer` readline's only source of candidates.
void nnle_set_completer(nnle_completer completer, void *context);

/// Restores the terminal's original state. Async-signal-safe.
void nnle_restore_terminal(void);

/// Whether `nnle_limit_memory` was called: a failed allocation is then due to the user's limit, not a fault of nnsh.
extern volatile sig_atomic_t nnle_memory_is_limited;

/// Whether the system limits the memory of the process. Async-signal-safe.
bool nnle_system_limits_memory(void);

/// Writes all bytes, or as many as possible. Async-signal-safe.
void nnle_write_all(int descriptor, const char *bytes, size_t count);

/// Writes the bytes registered with `nnle_guard_output`. Async-signal-safe.
void nnle_write_guarded_output(void);

#endif
