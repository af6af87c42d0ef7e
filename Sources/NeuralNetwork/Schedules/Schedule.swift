import Glibc

/// A number of steps or of epochs.
public struct Period: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, Hashable, Sendable {
    /// Updates.
    case steps
    /// Passes over the training part.
    case epochs
  }

  /// At least 1.
  public var count: Int
  /// What is counted.
  public var unit: Unit

  /// - Parameters:
  ///   - count: at least 1.
  ///   - unit: what is counted.
  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// A number of steps, at least 1.
  public static func steps(_ count: Int) -> Period { Period(count, .steps) }
  /// A number of epochs, at least 1.
  public static func epochs(_ count: Int) -> Period { Period(count, .epochs) }

  /// In steps, `Int.max` where that does not fit.
  package func steps(perEpoch: Int) -> Int {
    unit == .steps ? count : count.saturatingProduct(perEpoch)
  }
}

/// How the learning rate changes with the steps a model has done.
public struct Schedule: Hashable, Sendable {
  /// The shape after the warmup.
  public enum Form: Hashable, Sendable {
    case constant
    /// The rate is multiplied by `factor` after each `every`.
    case step(every: Period, factor: Double)
    /// The rate is multiplied by `factor` at the end of each epoch.
    case exponential(factor: Double)
    /// rate · (1 + cos(π t / over)) / 2, then 0. Loshchilov, Hutter 2016, SGDR, without restarts.
    case cosine(over: Period)
  }

  /// The shape after the warmup.
  public var form: Form
  /// Steps over which the rate rises in a line from rate/N at the first step to the whole rate; the form's own time
  /// begins after it.
  public var warmup: Period?

  /// Constant where nothing is given.
  public init(_ form: Form = .constant, warmup: Period? = nil) {
    self.form = form
    self.warmup = warmup
  }

  /// Always the optimizer's rate.
  public static var constant: Schedule { Schedule() }

  /// Whether the rate never changes.
  public var isConstant: Bool { self == .constant }
}

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
