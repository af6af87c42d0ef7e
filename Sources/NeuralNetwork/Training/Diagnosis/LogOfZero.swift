/// N1: `bce naive` takes the logarithm of 0, because an output rounded to exactly 0 or 1.
package enum LogOfZero: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard patient.loss.kind == .bceNaive, let last = patient.pass.layers.last else { return nil }
    let width = last.width
    for place in last.outputs.indices {
      let (z, h) = (last.sums[place], last.outputs[place])
      let y = Double(patient.samples.y[place])
      guard z.isFinite, h == 0 || h == 1 else { continue }
      var evidence = [
        "row \(place / width + 1): z = \(z.brief), h = \(h.brief) exactly, y = \(y.brief)", effect(h: h, y: y),
      ]
      if patient.output.kind == .sigmoid {
        let limit = patient.model.precision == .float32 ? "16.64" : "36.74"
        evidence.append("in \(patient.model.precision.rawValue), sigmoid(z) rounds to 1 from z = \(limit)")
      }
      return Finding(
        "N1", .certain, "log of zero", evidence: evidence,
        cure: "bce computes the same loss from z and never takes the logarithm of 0", statements: ["loss bce"])
    }
    return nil
  }

  /// The term of the formula that is not finite.
  private static func effect(h: Double, y: Double) -> String {
    switch (h, y) {
    case (1, 1): "(1 - y) log(1 - h) = 0 log 0 = 0 * -inf = NaN"
    case (1, _): "(1 - y) log(1 - h) = \((1 - y).brief) log 0 = -inf"
    case (_, 0): "y log h = 0 log 0 = 0 * -inf = NaN"
    default: "y log h = \(y.brief) log 0 = -inf"
    }
  }
}
