// The lists of losses: a new one joins one of them, and every kernel has it.
#ifndef CKERNELS_LOSSES_H
#define CKERNELS_LOSSES_H

// Losses of each number by itself.
//
// X(name, L, dL/da, what else the list was given): both of a, which is the output or, where the loss is paired with its
// activation, the sum before it, of the target y and of `parameter`, the loss's own setting; eight numbers at a time.
// The NaN of 0 · log 0 is what NN_BCE_NAIVE shows: it must compute exactly this.
#define NN_FOR_ELEMENTWISE_LOSSES(X, ...)                                                                            \
  X(NN_BCE, at_least(a, 0.0f) - a * y + vlog1p(vexp(-absolute(a))), sigmoid(a) - y, __VA_ARGS__)                    \
  X(NN_BCE_NAIVE, -(y * vlog(a) + (1.0f - y) * vlog(1.0f - a)), (1.0f - y) / (1.0f - a) - y / a, __VA_ARGS__)       \
  X(NN_FOCAL, focal(a, y, parameter), focal_slope(a, y, parameter), __VA_ARGS__)                                    \
  X(NN_MSE, (a - y) * (a - y), 2.0f * (a - y), __VA_ARGS__)                                                         \
  X(NN_MAE, absolute(a - y), sign(a - y), __VA_ARGS__)                                                              \
  X(NN_HUBER, huber(absolute(a - y), parameter), at_most(at_least(a - y, -parameter), parameter), __VA_ARGS__)      \
  X(NN_HINGE, at_least(1.0f - y * a, 0.0f), CHOOSE(y * a < splat(1.0f), -y, zero()), __VA_ARGS__)

// Losses of a whole row of classes, L = sum over k of y_k f(s_k) with s_k = -log softmax(a)_k.
//
// X(name, f, df/ds, what else the list was given): both of s and `parameter`. With p = softmax(a) follows
// dL/da_j = p_j · (sum over k of y_k f'(s_k)) − y_j f'(s_j).
#define NN_FOR_ROW_LOSSES(X, ...)                                                                                     \
  X(NN_CROSS_ENTROPY, s, splat(1.0f), __VA_ARGS__)                                                                   \
  X(NN_SOFTMAX_FOCAL, focal_of_class(s, parameter), focal_slope_of_class(s, parameter), __VA_ARGS__)

#define NN_NAME(name, ...) name,
typedef enum nn_loss { NN_FOR_ELEMENTWISE_LOSSES(NN_NAME) NN_FOR_ROW_LOSSES(NN_NAME) } nn_loss;
#undef NN_NAME

#endif
