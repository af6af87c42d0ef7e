/// A model with the data it is trained on, and a pass over them: what the checks look at.
public struct Patient: Sendable {
  /// With the weights the pass was made with.
  public let model: ModelState
  /// What it is trained on.
  public let samples: Samples
  /// What is made small.
  public let loss: Loss
  /// How classes are told apart; nil where targets are numbers.
  public let decision: Decision?
  /// How it is trained; nil where only the model is looked at.
  public let settings: TrainingSettings?
  /// What its last training recorded.
  public let curve: [RecordedPoint]
  /// What the passes said.
  public let pass: Survey

  /// Rows that are looked at, at most: the first ones.
  public static let rowLimit = 1000

  /// Makes the pass.
  ///
  /// - Parameters:
  ///   - model: where training met a loss that is not finite, the model before that update
  ///     (``TrainingRun/lastFinite``); afterwards every number is NaN and tells nothing.
  ///   - samples: the rows to judge by.
  ///   - loss: what training makes small.
  ///   - decision: how outputs become classes; nil for number targets.
  ///   - settings: those of the training, where there was one.
  ///   - curve: what a training recorded; empty without one.
  public init(
    _ model: ModelState, samples: Samples, loss: Loss, decision: Decision?, settings: TrainingSettings? = nil,
    curve: [RecordedPoint] = []
  ) throws(TrainingError) {
    let trainer = try Trainer(
      model, train: samples, decision: decision,
      settings: TrainingSettings(loss: loss, batch: .rows(64, isOrdered: true)))
    let rows = (0..<Int32(min(samples.rows, Self.rowLimit))).map { $0 }
    self.init(
      model: model, samples: samples, loss: loss, decision: decision, settings: settings, curve: curve,
      pass: Survey(trainer.engine, samples, rows: rows))
  }

  package init(
    model: ModelState, samples: Samples, loss: Loss, decision: Decision?, settings: TrainingSettings? = nil,
    curve: [RecordedPoint] = [], pass: Survey
  ) {
    self.model = model
    self.samples = samples
    self.loss = loss
    self.decision = decision
    self.settings = settings
    self.curve = curve
    self.pass = pass
  }

  /// Every finding, the surest cause first. Causes of a NaN are looked for alone where there is one: a gradient that
  /// is not finite says nothing about vanishing.
  public func findings() -> [Finding] {
    let checks: [any DiagnosticCheck.Type] =
      isFinite
      ? [
        OutputMisfit.self, LabelRange.self, DecayTooLarge.self, BlowUp.self, BornDeadLayer.self, DeadUnits.self,
        EqualUnits.self, UnscaledInputs.self, VanishingGradient.self, ExplodingGradient.self, LabelEntropy.self,
        ConstantOutput.self, MajorityShare.self, OverfittingGap.self,
      ] : [OutputMisfit.self, LogOfNegative.self, LogOfZero.self, DecayTooLarge.self, BlowUp.self]
    return checks.compactMap { $0.examine(self) }
  }

  /// Whether loss and gradients are.
  public var isFinite: Bool { pass.loss.isFinite && pass.gradients.allSatisfy(\.isFinite) }

  /// Rows that passed.
  var rows: Int { pass.rows }
  /// Inputs of the rows that passed, scaled.
  var firstInputs: [Float] {
    let (count, width) = (rows, samples.inputs)
    return [Float](unsafeUninitializedCapacity: count * width) { numbers, filled in
      if let base = numbers.baseAddress {
        samples.x.gather(width: width, order: nil, start: 0, count: count, to: base)
      }
      filled = count * width
    }
  }
  package var output: Activation { model.network.outputActivation }
  var units: Int { samples.outputs }
  var outputs: [Double] { pass.outputs }

  /// The activation of most hidden layers that have one.
  var hidden: Activation? {
    model.network.layers.dropLast().map(\.activation).first { $0.kind != .linear }
  }
}

extension Double {
  /// At most four significant digits, for evidence, written as everywhere: `0.02`, `2.987e-5`.
  var brief: String {
    guard isFinite, self != 0 else { return isNaN ? "NaN" : isInfinite ? (self < 0 ? "-inf" : "inf") : "0" }
    var exponent = 3
    var rest = abs(self)
    while rest >= 1e4 {
      rest /= 10
      exponent += 1
    }
    while rest < 1e3 {
      rest *= 10
      exponent -= 1
    }
    var number = Int(rest.rounded())
    if number == 10_000 { (number, exponent) = (1000, exponent + 1) }
    var digits = String(number)
    while digits.hasSuffix("0") { digits.removeLast() }
    let sign = self < 0 ? "-" : ""
    guard (-4..<7).contains(exponent) else {
      let more = digits.dropFirst()
      return "\(sign)\(digits.prefix(1))\(more.isEmpty ? "" : ".\(more)")e\(exponent)"
    }
    guard exponent >= 0 else { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)" }
    let whole = digits.prefix(exponent + 1)
    let part = digits.dropFirst(exponent + 1)
    return sign + whole + String(repeating: "0", count: exponent + 1 - whole.count) + (part.isEmpty ? "" : ".\(part)")
  }
}
