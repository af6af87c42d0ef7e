import Glibc

extension Schedule {
  /// The rate of the update that follows `step` earlier ones.
  ///
  /// - Parameters:
  ///   - base: the optimizer's rate.
  ///   - step: updates the model has done, at least 0.
  ///   - stepsPerEpoch: at least 1.
  public func rate(_ base: Double, step: Int, stepsPerEpoch: Int) -> Double {
    var time = step
    if let warmup {
      let length = warmup.steps(perEpoch: stepsPerEpoch)
      if step < length { return base * Double(step + 1) / Double(length) }
      time -= length
    }
    switch form {
    case .constant: return base
    case .step(let every, let factor):
      return base * Glibc.pow(factor, Double(time / max(1, every.steps(perEpoch: stepsPerEpoch))))
    case .exponential(let factor):
      return base * Glibc.pow(factor, Double(time / max(1, stepsPerEpoch)))
    case .cosine(let over):
      let length = max(1, over.steps(perEpoch: stepsPerEpoch))
      return time >= length ? 0 : base * (1 + Glibc.cos(Double.pi * Double(time) / Double(length))) / 2
    }
  }
}
