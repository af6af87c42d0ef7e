import Glibc
import NNText

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
    let entropy: Double
    switch patient.loss.kind {
    case .bce, .bceNaive:
      entropy = shares.reduce(0) { $0 - term($1) - term(1 - $1) } / Double(units)
    case .crossEntropy: entropy = shares.reduce(0) { $0 - term($1) }
    case .mse, .mae, .huber, .hinge: return nil
    }
    guard entropy > 0, abs(patient.pass.loss - entropy) <= tolerance * entropy else { return nil }
    let isHalf = abs(entropy - Glibc.log(2)) < 1e-12
    return Finding(
      "P1", .heuristic, Wording(en: "the loss is the entropy of the labels", ko: "손실이 레이블의 엔트로피와 같음"),
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
