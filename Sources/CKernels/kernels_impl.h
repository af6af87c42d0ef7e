// All kernels, compiled once for each ISA: NN_TABLE names the table of the ISA whose file includes this one.

#include "impl/vectors.h"
#include "impl/functions.h"
#include "impl/activations.h"
#include "impl/products.h"
#include "impl/thread_pool.h"
#include "impl/elementwise.h"
#include "impl/planes.h"
#include "impl/dropout.h"
#include "impl/batchnorm.h"
#include "impl/layernorm.h"
#include "impl/layers.h"
#include "impl/losses.h"
#include "impl/optimizers.h"
#include "impl/pools.h"
#include "impl/filters.h"
#include "impl/steps.h"

const nn_kernels NN_TABLE = {
    .step_n = step_n,
    .forward = forward_once,
    .backward = backward,
    .prepare = prepare,
    .activate = activate_array,
    .pool = pool_forward,
    .unpool = pool_backward,
    .norm_forward = norm_forward,
    .norm_backward = norm_backward,
    .activation_forward = activation_forward,
    .activation_backward = activation_backward,
    .dropout_forward = dropout_forward,
    .dropout_backward = dropout_backward,
    .filter_gradients = filter_gradients,
    .add = add_numbers,
};
