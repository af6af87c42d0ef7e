import NNText

/// G2: the gradient grows from the last layer to the first, or is large everywhere.
package enum ExplodingGradient: DiagnosticCheck {
  private static let ratioLimit = 100.0
  private static let normLimit = 1e4

  package static func examine(_ patient: Patient) -> Finding? {
    let norms = patient.pass.gradientNorms(patient.model.layout)
    guard let first = norms.first, let last = norms.last, let largest = norms.max(by: { $0.norm < $1.norm }) else {
      return nil
    }
    let grows = norms.count >= 3 && last.norm > 0 && first.norm > ratioLimit * last.norm && first.norm > 1
    guard grows || largest.norm > normLimit else { return nil }
    return Finding(
      "G2", .heuristic, Wording(en: "exploding gradient", ko: "기울기 폭발"),
      evidence: [
        Wording(
          en: """
            gradient of layer \(first.layer + 1): \(first.norm.brief), of layer \(last.layer + 1): \
            \(last.norm.brief)
            """, ko: "기울기의 크기: \(first.layer + 1)층 \(first.norm.brief), \(last.layer + 1)층 \(last.norm.brief)"),
        Wording(
          en: "largest: \(largest.norm.brief) in layer \(largest.layer + 1)",
          ko: "가장 큰 것: \(largest.layer + 1)층의 \(largest.norm.brief)"),
      ], cure: Wording(en: "limit the gradient, or draw smaller weights", ko: "기울기를 자르거나(clipping) 가중치를 더 작게 뽑으세요"),
      statements: ["clip norm 1"])
  }
}
