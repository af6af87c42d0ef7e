/// The optimizers by name: `.adam(rate: 0.01)`. Whatever is not given has the default of ``Optimizer/Kind/definition``.
extension Optimizer {
  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - decay: the weight decay, at least 0.
  public static func sgd(rate: Double? = nil, decay: Double = 0) -> Optimizer { make(.sgd, rate, decay) }

  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - momentum: the fraction of the last step that is kept, in 0…1.
  ///   - decay: the weight decay, at least 0.
  public static func momentum(rate: Double? = nil, momentum: Double? = nil, decay: Double = 0) -> Optimizer {
    make(.momentum, rate, decay, (\.momentum, momentum))
  }

  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - momentum: the fraction of the last step that is kept, in 0…1.
  ///   - decay: the weight decay, at least 0.
  public static func nesterov(rate: Double? = nil, momentum: Double? = nil, decay: Double = 0) -> Optimizer {
    make(.nesterov, rate, decay, (\.momentum, momentum))
  }

  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - beta2: the fraction of the mean squared gradient that is kept (PyTorch's `alpha`), in 0..<1.
  ///   - momentum: the fraction of the last step that is kept, in 0…1.
  ///   - epsilon: keeps the divisor from 0.
  ///   - decay: the weight decay, at least 0.
  public static func rmsprop(
    rate: Double? = nil, beta2: Double? = nil, momentum: Double? = nil, epsilon: Double? = nil, decay: Double = 0
  ) -> Optimizer {
    make(.rmsprop, rate, decay, (\.beta2, beta2), (\.momentum, momentum), (\.epsilon, epsilon))
  }

  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - epsilon: keeps the divisor from 0.
  ///   - decay: the weight decay, at least 0.
  public static func adagrad(rate: Double? = nil, epsilon: Double? = nil, decay: Double = 0) -> Optimizer {
    make(.adagrad, rate, decay, (\.epsilon, epsilon))
  }

  /// - Parameters:
  ///   - rate: the learning rate, at least 0.
  ///   - beta1: the fraction of the mean gradient that is kept, in 0..<1.
  ///   - beta2: the fraction of the mean squared gradient that is kept, in 0..<1.
  ///   - epsilon: keeps the divisor from 0.
  ///   - decay: the weight decay, at least 0; it passes through the gradient.
  public static func adam(
    rate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil, epsilon: Double? = nil, decay: Double = 0
  ) -> Optimizer {
    make(.adam, rate, decay, (\.beta1, beta1), (\.beta2, beta2), (\.epsilon, epsilon))
  }

  /// As ``adam(rate:beta1:beta2:epsilon:decay:)``, but the decay is taken off the weights.
  public static func adamw(
    rate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil, epsilon: Double? = nil, decay: Double? = nil
  ) -> Optimizer {
    make(.adamw, rate, decay, (\.beta1, beta1), (\.beta2, beta2), (\.epsilon, epsilon))
  }

  /// - Parameters:
  ///   - rate: the learning rate, which is the length of each weight's step.
  ///   - beta1: the fraction of the mean gradient in the sign of a step, in 0..<1.
  ///   - beta2: the fraction of the mean gradient that is kept, in 0..<1.
  ///   - decay: the weight decay, at least 0; it is taken off the weights.
  public static func lion(
    rate: Double? = nil, beta1: Double? = nil, beta2: Double? = nil, decay: Double = 0
  ) -> Optimizer {
    make(.lion, rate, decay, (\.beta1, beta1), (\.beta2, beta2))
  }

  private static func make(
    _ kind: Kind, _ rate: Double?, _ decay: Double?, _ settings: (WritableKeyPath<Optimizer, Double>, Double?)...
  ) -> Optimizer {
    var optimizer = Optimizer(kind, rate: rate)
    for (path, value) in settings + [(\.decay, decay)] { if let value { optimizer[keyPath: path] = value } }
    return optimizer
  }
}
