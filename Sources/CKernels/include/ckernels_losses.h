// The one list of losses: a new one joins here, and every kernel has it.
//
// X(name, L, dL/da, what else the list was given): both of a, which is the output or, where the loss is paired with its
// activation, the sum before it, of the target y and of delta, the loss's own setting; eight numbers at a time.
#ifndef CKERNELS_LOSSES_H
#define CKERNELS_LOSSES_H

// The NaN of 0 · log 0 is what NN_BCE_NAIVE shows: it must compute exactly this.
#define NN_FOR_ELEMENTWISE_LOSSES(X, ...)                                                                            \
  X(NN_BCE, at_least(a, 0.0f) - a * y + vlog1p(vexp(-absolute(a))), sigmoid(a) - y, __VA_ARGS__)                    \
  X(NN_BCE_NAIVE, -(y * vlog(a) + (1.0f - y) * vlog(1.0f - a)), (1.0f - y) / (1.0f - a) - y / a, __VA_ARGS__)       \
  X(NN_MSE, (a - y) * (a - y), 2.0f * (a - y), __VA_ARGS__)                                                         \
  X(NN_MAE, absolute(a - y), sign(a - y), __VA_ARGS__)                                                              \
  X(NN_HUBER, huber(absolute(a - y), delta), at_most(at_least(a - y, -delta), delta), __VA_ARGS__)                  \
  X(NN_HINGE, at_least(1.0f - y * a, 0.0f), CHOOSE(y * a < splat(1.0f), -y, zero()), __VA_ARGS__)

#define NN_NAME(name, ...) name,
// Cross-entropy takes a whole row.
typedef enum nn_loss { NN_FOR_ELEMENTWISE_LOSSES(NN_NAME) NN_CROSS_ENTROPY } nn_loss;
#undef NN_NAME

#endif
