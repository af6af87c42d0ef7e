// oneDNN and the threads it runs on (libgomp): the only code that touches either.
//
// Nothing of oneDNN is created before a network needs it: its first product takes tens of milliseconds.
#ifndef CONEDNN_H
#define CONEDNN_H

#include "ckernels.h"

// How many threads this process may run at once.
ptrdiff_t onednn_cores(void);

// Has oneDNN and teams use so many threads when the calling thread asks for work; returns how many it were before.
ptrdiff_t onednn_use_threads(ptrdiff_t threads);

// A team of oneDNN's own threads: the same pool, so that no thread ever waits for another pool's.
nn_team onednn_team(ptrdiff_t threads, ptrdiff_t least);

#endif
