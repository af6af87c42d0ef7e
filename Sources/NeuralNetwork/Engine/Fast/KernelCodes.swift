import CKernels

extension Activation.Kind {
  /// What the kernels call it.
  package var code: nn_activation {
    switch self {
    case .linear: NN_LINEAR
    case .sigmoid: NN_SIGMOID
    case .tanh: NN_TANH
    case .relu: NN_RELU
    case .leakyReLU: NN_LEAKY_RELU
    case .prelu: NN_PRELU
    case .elu: NN_ELU
    case .selu: NN_SELU
    case .gelu: NN_GELU
    case .silu: NN_SILU
    case .mish: NN_MISH
    case .softplus: NN_SOFTPLUS
    case .softsign: NN_SOFTSIGN
    case .hardSigmoid: NN_HARD_SIGMOID
    case .hardTanh: NN_HARD_TANH
    case .relu6: NN_RELU6
    case .softmax: NN_SOFTMAX
    }
  }
}

extension Loss.Kind {
  /// What the kernels call it.
  var code: nn_loss {
    switch self {
    case .bce: NN_BCE
    case .bceNaive: NN_BCE_NAIVE
    case .crossEntropy: NN_CROSS_ENTROPY
    case .mse: NN_MSE
    case .mae: NN_MAE
    case .huber: NN_HUBER
    case .hinge: NN_HINGE
    }
  }
}

extension Optimizer.Kind {
  /// What the kernels call it.
  var code: nn_optimizer_kind {
    switch self {
    case .sgd: NN_SGD
    case .momentum: NN_MOMENTUM
    case .nesterov: NN_NESTEROV
    case .rmsprop: NN_RMSPROP
    case .adagrad: NN_ADAGRAD
    case .adam: NN_ADAM
    case .adamw: NN_ADAMW
    }
  }
}

extension nn_optimizer {
  /// An optimizer with what is done to its gradients before.
  init(_ configuration: EngineConfiguration) {
    let optimizer = configuration.optimizer
    var clipNorm: Float = 0
    var clipValue: Float = 0
    switch configuration.clipping {
    case .none: break
    // A limit of 0, or one that rounds to it, still clips.
    case .norm(let limit): clipNorm = max(Float(limit), .leastNonzeroMagnitude)
    case .value(let limit): clipValue = max(Float(limit), .leastNonzeroMagnitude)
    }
    self.init(
      kind: optimizer.kind.code, beta1: optimizer.beta1, beta2: optimizer.beta2, momentum: Float(optimizer.momentum),
      epsilon: Float(optimizer.epsilon), decay: Float(optimizer.decay), l1: Float(configuration.regularization.l1),
      l2: Float(configuration.regularization.l2), clip_norm: clipNorm, clip_value: clipValue)
  }
}
