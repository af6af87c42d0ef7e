import Glibc
import NNText

/// N2: `bce naive` takes the logarithm of a negative number, because an output lies outside 0 to 1.
package enum LogOfNegative: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard patient.loss.kind == .bceNaive else { return nil }
    let outputs = patient.outputs
    // At h = 0 and h = 1 it is the logarithm of 0, which is another disease.
    guard let place = outputs.indices.first(where: { outputs[$0] < 0 || outputs[$0] > 1 }) else {
      return nil
    }
    let (h, y) = (outputs[place], Double(patient.samples.y[place]))
    let term = h < 0 ? "log h = log(\(h.brief))" : "log(1 - h) = log(\((1 - h).brief))"
    return Finding(
      .logOfNegative, .certain,
      evidence: [
        Wording(
          en: "row \(place / patient.units + 1): h = \(h.brief), y = \(y.brief)",
          ko: "\(place / patient.units + 1)행: h = \(h.brief), y = \(y.brief)"), Wording(verbatim: "\(term) = NaN"),
        Wording(
          en: "\(patient.output.kind.rawValue) gives \(patient.output.definition.range), the formula wants 0 to 1",
          ko: "\(patient.output.kind.rawValue)의 출력은 \(patient.output.definition.range)인데, 공식에는 0과 1 사이의 수가 들어가야 합니다"),
      ], cure: Wording(en: "a sigmoid output lies between 0 and 1", ko: "sigmoid 출력은 0과 1 사이에 있습니다"),
      statements: ["output sigmoid"])
  }
}

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
      .logOfZero, .certain, evidence: evidence,
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

/// O1: the output's activation and the loss do not belong together.
package enum OutputMisfit: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    let output = patient.output.kind
    let isUnit = patient.output.definition.bounds == (0, 1)
    let range = patient.output.definition.range
    func misfit(_ evidence: Wording, _ cure: Wording, _ statement: String) -> Finding {
      Finding(
        .outputMisfit, .certain, evidence: [evidence],
        cure: cure, statements: [statement])
    }
    let loss = patient.loss.form(behind: patient.output)
    let name = loss.definition.name
    switch loss.definition.reads {
    case .shares:
      guard !isUnit else { return nil }
      return misfit(
        Wording(
          en: "\(name) takes log h and log(1 - h); \(output.rawValue) gives h in \(range)",
          ko: "\(name) 손실은 log h와 log(1 - h)를 구하는데 \(output.rawValue)의 출력 h는 \(range)에 있습니다"),
        Wording(en: "a sigmoid output lies between 0 and 1", ko: "sigmoid 출력은 0과 1 사이에 있습니다"), "output sigmoid")
    case .logits(let partner):
      guard output != partner, output != .linear else { return nil }
      let isOfRows = loss.definition.mean == .rows
      return misfit(
        Wording(
          en: """
            \(name) takes the output\(isOfRows ? "s" : "") of \(output.rawValue), in \(range), for \
            \(isOfRows ? "logits, which can be any numbers" : "a logit, which can be any number")
            """, ko: "로짓은 어떤 수든 될 수 있는데, \(name) 손실은 \(range)에 있는 \(output.rawValue)의 출력을 로짓으로 여깁니다"),
        Wording(
          en: "\(name) belongs to a \(partner.rawValue) output", ko: "\(name) 손실은 \(partner.rawValue) 출력과 함께 씁니다"),
        "output \(partner.rawValue)")
    case .margins:
      guard isUnit else { return nil }
      return misfit(
        Wording(
          en: "\(name) wants outputs beyond -1 and 1; \(output.rawValue) gives \(range)",
          ko: "\(name) 손실에는 -1과 1을 넘는 출력이 필요한데 \(output.rawValue)의 출력은 \(range)입니다"),
        Wording(en: "\(name) belongs to a linear output", ko: "\(name) 손실은 linear 출력과 함께 씁니다"),
        "output linear")
    case .numbers: return nil
    }
  }
}

/// O2: targets that the output cannot reach.
package enum LabelRange: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard case .numbers = patient.loss.definition.targets else { return nil }
    let output = patient.output
    let (low, high) = output.definition.bounds
    let outside = patient.samples.y.filter { Double($0) < low || Double($0) > high }
    guard let smallest = patient.samples.y.min(), let largest = patient.samples.y.max(), !outside.isEmpty else {
      return nil
    }
    return Finding(
      .labelRange, .certain,
      evidence: [
        Wording(
          en: """
            targets lie in \(Double(smallest).brief) to \(Double(largest).brief); \(output.kind.rawValue) gives \
            \(output.definition.range)
            """,
          ko: """
            정답은 \(Double(smallest).brief)에서 \(Double(largest).brief)까지인데 \(output.kind.rawValue)의 출력은 \
            \(output.definition.range)입니다
            """),
        Wording(
          en: "\(outside.count) of \(patient.samples.y.count) targets can never be reached",
          ko: "정답 \(patient.samples.y.count)개 가운데 \(outside.count)개에는 결코 닿을 수 없습니다"),
      ], cure: Wording(en: "a linear output reaches every number", ko: "linear 출력은 어떤 수든 낼 수 있습니다"),
      statements: ["output linear"])
  }
}

/// P1: the loss is that of a network that knows only how often each class occurs.
package enum LabelEntropy: DiagnosticCheck {
  private static let tolerance = 1e-3

  package static func examine(_ patient: Patient) -> Finding? {
    let samples = patient.samples
    guard patient.decision != nil, patient.rows == samples.rows else { return nil }
    let units = samples.outputs
    let shares = (0..<units).map { unit in
      stride(from: unit, to: samples.y.count, by: units).reduce(0.0) { $0 + Double(samples.y[$1]) }
        / Double(samples.rows)
    }
    let loss = patient.loss.form(behind: patient.output).definition
    guard loss.isCrossEntropy else { return nil }
    let entropy =
      switch loss.mean {
      case .numbers: shares.reduce(0) { $0 - term($1) - term(1 - $1) } / Double(units)
      case .rows: shares.reduce(0) { $0 - term($1) }
      }
    guard entropy > 0, abs(patient.pass.loss - entropy) <= tolerance * entropy else { return nil }
    let isHalf = abs(entropy - Glibc.log(2)) < 1e-12
    return Finding(
      .labelEntropy, .heuristic,
      evidence: [
        Wording(
          en: "loss \(patient.pass.loss.brief), entropy of the labels \(entropy.brief)\(isHalf ? " = ln 2" : "")",
          ko: "손실 \(patient.pass.loss.brief), 레이블의 엔트로피 \(entropy.brief)\(isHalf ? " = ln 2" : "")"),
        Wording(
          en: "a network that always answers with the share of each class has this loss",
          ko: "입력과 상관없이 늘 각 클래스의 비율로 답하는 신경망의 손실이 이렇습니다"),
      ],
      cure: Wording(
        en: "the inputs do not reach the output yet: look at the gradients, or take a faster optimizer",
        ko: "입력이 아직 출력까지 닿지 않습니다. 기울기를 살펴보거나 더 빠른 옵티마이저를 쓰세요"),
      statements: ["optimizer adam rate 0.01"])
  }

  /// p log p, 0 at 0.
  private static func term(_ share: Double) -> Double { share > 0 ? share * Glibc.log(share) : 0 }
}
