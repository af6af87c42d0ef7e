// What this machine can do at best: programs hard-wired for one workload, for the engine's figures to be held against.
#ifndef CLIMITS_H
#define CLIMITS_H

#include <stdbool.h>
#include <stdint.h>

// Whether the limit programs run on this CPU (AVX2 and FMA).
bool limit_available(void);

// P1: trains 2-5×9-1, tanh, sigmoid, naive cross-entropy on xor's four rows by gradient descent, `steps` steps.
// `parameters`: 261 numbers as torch.nn.Sequential stores them, weight [out, in] before bias. Returns the last loss.
float limit_p1(const float *parameters, int steps, float rate);

// P5's convolutions for a batch, as many times as there are steps; false where oneDNN cannot. The first call makes them
// ready, for one batch size.
bool limit_p5(int32_t batch, int32_t steps);

#endif
