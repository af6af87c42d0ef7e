// Counts what the calling thread allocates, for tests that promise it allocates nothing.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

// Begins to count, from 0.
void allocations_begin(void);

// How many there were since, those left out that oneDNN and its libraries made for themselves.
long allocations_end(void);

#endif
