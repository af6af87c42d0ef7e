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
      Wording(
        en: "row \(place / width + 1): z = \(z.brief), h = \(h.brief) exactly, y = \(y.brief)",
        ko: "\(place / width + 1)행: z = \(z.brief), h = 정확히 \(h.brief), y = \(y.brief)"), effect(h: h, y: y),
    ]
    if patient.output.kind == .sigmoid { evidence.append(rounding(of: h, patient.model.precision)) }
    return Finding(
      "N1", .certain, Wording(en: "log of zero", ko: "0의 로그"), evidence: evidence,
      cure: Wording(
        en: "bce computes the same loss from z and never takes the logarithm of 0",
        ko: "bce는 같은 손실을 z에서 계산하므로 0의 로그를 구할 일이 없습니다"), statements: ["loss bce"])
  }

  /// From where on sigmoid is exactly 1 (1 + e^−z rounds to 1), or 0 (e^−z overflows).
  private static func rounding(of h: Double, _ precision: Precision) -> Wording {
    let limit: Wording =
      switch (precision, h) {
      case (.float32, 1): Wording(en: "rounds to 1 from z = 16.64", ko: "z = 16.64부터 1로 반올림됩니다")
      case (.float64, 1): Wording(en: "rounds to 1 from z = 36.74", ko: "z = 36.74부터 1로 반올림됩니다")
      case (.float32, _): Wording(en: "is 0 below z = -88.73", ko: "z = -88.73보다 작으면 0입니다")
      case (.float64, _): Wording(en: "is 0 below z = -709.8", ko: "z = -709.8보다 작으면 0입니다")
      }
    return Wording(
      en: "in \(precision.rawValue), sigmoid(z) \(limit)", ko: "\(precision.rawValue)에서 sigmoid(z)는 \(limit)")
  }

  /// The term of the formula that is not finite.
  private static func effect(h: Double, y: Double) -> Wording {
    switch (h, y) {
    case (1, 1): Wording(verbatim: "(1 - y) log(1 - h) = 0 log 0 = 0 * -inf = NaN")
    case (1, _): Wording(verbatim: "(1 - y) log(1 - h) = \((1 - y).brief) log 0 = -inf")
    case (_, 0): Wording(verbatim: "y log h = 0 log 0 = 0 * -inf = NaN")
    default: Wording(verbatim: "y log h = \(y.brief) log 0 = -inf")
    }
  }
}
