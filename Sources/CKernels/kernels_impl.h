// All kernels, compiled once for each ISA: NN_TABLE names the table of the ISA whose file includes this one.

#include "impl/vectors.h"
#include "impl/functions.h"
#include "impl/activations.h"
#include "impl/products.h"
#include "impl/teams.h"
#include "impl/layers.h"
#include "impl/losses.h"
#include "impl/optimizers.h"
#include "impl/pools.h"
#include "impl/steps.h"

const nn_kernels NN_TABLE = {step_n,  forward_once,   backward_once, prepare,
                            activate_array, pool_forward, pool_backward};
