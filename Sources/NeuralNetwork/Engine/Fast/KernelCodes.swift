import CKernels

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
