// The one list of activations: a new one joins here, and every kernel has it.
//
// X(name, reads x, f(x), f'(x), what else the list was given): whether the derivative must read x, where h = f(x) alone
// does not tell it (a parameter may decide), and both functions of x, h and alpha, eight numbers at a time. Formulas are
// PyTorch's.
#ifndef CKERNELS_ACTIVATIONS_H
#define CKERNELS_ACTIVATIONS_H

#define NN_FOR_ELEMENTWISE_ACTIVATIONS(X, ...)                                                                    \
  X(NN_LINEAR, false, x, splat(1.0f), __VA_ARGS__)                                                                \
  X(NN_SIGMOID, false, sigmoid(x), h * (1.0f - h), __VA_ARGS__)                                                   \
  X(NN_TANH, false, hyperbolic_tangent(x), 1.0f - h * h, __VA_ARGS__)                                             \
  X(NN_RELU, false, at_least(x, 0.0f), CHOOSE(h > zero(), splat(1.0f), zero()), __VA_ARGS__)                      \
  X(NN_LEAKY_RELU, alpha < 0, CHOOSE(x > zero(), x, alpha * x),                                                   \
    CHOOSE((alpha >= 0 ? h : x) > zero(), splat(1.0f), splat(alpha)), __VA_ARGS__)                                \
  X(NN_PRELU, true, CHOOSE(x > zero(), x, alpha * x), CHOOSE(x > zero(), splat(1.0f), splat(alpha)), __VA_ARGS__) \
  X(NN_ELU, true, CHOOSE(x > zero(), x, alpha * expm1_below(x)),                                                  \
    CHOOSE(x > zero(), splat(1.0f), alpha * vexp(at_most(x, 0.0f))), __VA_ARGS__)                                 \
  X(NN_SELU, true, CHOOSE(x > zero(), SELU_SCALE * x, SELU_SLOPE * expm1_below(x)),                               \
    CHOOSE(x > zero(), splat(SELU_SCALE), SELU_SLOPE * vexp(at_most(x, 0.0f))), __VA_ARGS__)                      \
  X(NN_GELU, true, gelu(x), gelu_derivative(x), __VA_ARGS__)                                                      \
  X(NN_SILU, true, silu(x), silu_derivative(x), __VA_ARGS__)                                                      \
  X(NN_MISH, true, mish(x), mish_derivative(x), __VA_ARGS__)                                                      \
  X(NN_SOFTPLUS, true, softplus(x), sigmoid(x), __VA_ARGS__)                                                      \
  X(NN_SOFTSIGN, true, x / (1.0f + absolute(x)), softsign_derivative(x), __VA_ARGS__)                             \
  X(NN_HARD_SIGMOID, true, at_most(at_least(x + 3.0f, 0.0f), 6.0f) / 6.0f,                                        \
    CHOOSE(absolute(x) < splat(3.0f), splat(1.0f / 6.0f), zero()), __VA_ARGS__)                                   \
  X(NN_HARD_TANH, false, at_most(at_least(x, -1.0f), 1.0f),                                                       \
    CHOOSE(absolute(h) < splat(1.0f), splat(1.0f), zero()), __VA_ARGS__)                                          \
  X(NN_HARD_SWISH, true, CHOOSE(x < splat(3.0f), masked(x > splat(-3.0f), x * (x + 3.0f) / 6.0f), x),             \
    CHOOSE(x < splat(3.0f), masked(x > splat(-3.0f), (2.0f * x + 3.0f) / 6.0f), splat(1.0f)), __VA_ARGS__)        \
  X(NN_RELU6, false, at_most(at_least(x, 0.0f), 6.0f),                                                            \
    masked(h > zero(), CHOOSE(h < splat(6.0f), splat(1.0f), zero())), __VA_ARGS__)

#define NN_NAME(name, ...) name,
// Softmax takes a whole row.
typedef enum nn_activation { NN_FOR_ELEMENTWISE_ACTIVATIONS(NN_NAME) NN_SOFTMAX } nn_activation;
#undef NN_NAME

#endif
