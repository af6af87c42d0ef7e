import NNText

/// N1: `bce naive` takes the logarithm of 0, because an output rounded to exactly 0 or 1.
package enum LogOfZero: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard patient.loss.kind == .bceNaive else { return nil }
    let (pass, width) = (patient.pass, patient.units)
    let saturated = pass.outputs.indices.filter { pass.sums[$0].isFinite && [0, 1].contains(pass.outputs[$0]) }
    // Of a loss that is NaN only a row whose answer is right tells the cause: 0 · −∞.
    let isCulprit = { (place: Int) in
      !pass.loss.isNaN || pass.outputs[place] == Double(patient.samples.y[place])
    }
    guard let place = saturated.first(where: isCulprit) ?? saturated.first else { return nil }
    let (z, h) = (pass.sums[place], pass.outputs[place])
    let y = Double(patient.samples.y[place])
    var evidence: [Wording] = [
      "row \(place / width + 1): z = \(z.brief), h = \(h.brief) exactly, y = \(y.brief)", effect(h: h, y: y),
    ]
    if patient.output.kind == .sigmoid { evidence.append(rounding(of: h, patient.model.precision)) }
    return Finding(
      "N1", .certain, "log of zero", evidence: evidence,
      cure: "bce computes the same loss from z and never takes the logarithm of 0", statements: ["loss bce"])
  }

  /// From where on sigmoid is exactly 1 (1 + e^−z rounds to 1), or 0 (e^−z overflows).
  private static func rounding(of h: Double, _ precision: Precision) -> Wording {
    let limit: Wording =
      switch (precision, h) {
      case (.float32, 1): "rounds to 1 from z = 16.64"
      case (.float64, 1): "rounds to 1 from z = 36.74"
      case (.float32, _): "is 0 below z = -88.73"
      case (.float64, _): "is 0 below z = -709.8"
      }
    return "in \(precision.rawValue), sigmoid(z) \(limit)"
  }

  /// The term of the formula that is not finite.
  private static func effect(h: Double, y: Double) -> Wording {
    switch (h, y) {
    case (1, 1): "(1 - y) log(1 - h) = 0 log 0 = 0 * -inf = NaN"
    case (1, _): "(1 - y) log(1 - h) = \((1 - y).brief) log 0 = -inf"
    case (_, 0): "y log h = 0 log 0 = 0 * -inf = NaN"
    default: "y log h = \(y.brief) log 0 = -inf"
    }
  }
}
