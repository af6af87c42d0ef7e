import NNText

/// D2: a whole layer is dead. What comes out no longer depends on what goes in, and nothing before it learns.
package enum BornDeadLayer: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard let layer = patient.deadUnits.first(where: { $0.dead.count == $0.width }) else { return nil }
    let isBorn = patient.model.step == 0
    return Finding(
      "D2", .certain,
      isBorn
        ? Wording(en: "a layer was born dead", ko: "처음부터 죽은 층") : Wording(en: "a layer is dead", ko: "죽은 층"),
      evidence: [
        Wording(
          en: """
            layer \(layer.layer + 1) (\(layer.activation.kind.rawValue)): all \(layer.width) units have slope 0 \
            at all \(patient.rows) rows
            """,
          ko: """
            \(layer.layer + 1)층(\(layer.activation.kind.rawValue)): 유닛 \(layer.width)개 모두 \(patient.rows)행 \
            전부에서 미분값이 0입니다
            """),
        Wording(
          en: "after \(patient.model.step) steps; no layer up to it gets a gradient",
          ko: "\(patient.model.step)스텝 학습한 뒤이며, 이 층과 그 앞의 층은 기울기를 받지 못합니다"),
      ],
      cure: isBorn
        ? Wording(
          en: "draw other weights (another seed, or he), or take leaky_relu",
          ko: "가중치를 다시 뽑거나(다른 시드 또는 he) leaky_relu를 쓰세요")
        : Wording(
          en: "take smaller steps from the start, or take leaky_relu", ko: "처음부터 학습률을 더 작게 하거나 leaky_relu를 쓰세요"),
      statements: isBorn ? ["init weights he", "activation leaky_relu on hidden"] : ["activation leaky_relu on hidden"])
  }
}
