// Counts what the calling thread allocates, for tests that promise it allocates nothing, or nothing large.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stddef.h>

// Whether this build counts at all: with a sanitizer it does not.
int allocations_are_counted(void);

// Begins to count, from 0.
void allocations_begin(void);

// How many there were since, those left out that oneDNN and its libraries made for themselves.
long allocations_end(void);

// From here on a larger allocation of the calling thread ends the process; 0: none does. No sanitizer's build asks.
void allocations_limit(size_t bytes);

#endif
