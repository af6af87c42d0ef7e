// What this machine can do at best: programs hard-wired for one workload, for the engine's figures to be held against.
#ifndef CLIMITS_H
#define CLIMITS_H

#include <stdbool.h>

// Whether the limit programs run on this CPU (AVX2 and FMA).
bool limit_available(void);

// P1: trains 2-5×9-1, tanh, sigmoid, naive cross-entropy on xor's four rows by gradient descent, `steps` steps.
// `parameters`: 261 numbers as torch.nn.Sequential stores them, weight [out, in] before bias. Returns the last loss.
float limit_p1(const float *parameters, int steps, float rate);

#endif
