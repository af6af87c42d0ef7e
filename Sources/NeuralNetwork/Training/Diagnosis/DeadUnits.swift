import NNText

/// D1: units whose activation is flat at every row, so that no gradient reaches them.
package enum DeadUnits: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    var evidence: [Wording] = []
    for (index, dead, width, activation) in patient.deadUnits where dead.count < width {
      let names = dead.prefix(8).map { String($0 + 1) }.joined(separator: " ")
      let rest = dead.count > 8 ? " …" : ""
      evidence.append(
        Wording(
          en: """
            layer \(index + 1) (\(activation.kind.rawValue)): \(dead.count) of \(width) units, \(names)\(rest): \
            slope 0 at all \(patient.rows) rows
            """,
          ko: """
            \(index + 1)층(\(activation.kind.rawValue)): 유닛 \(width)개 가운데 \(dead.count)개(\(names)\(rest))가 \
            \(patient.rows)행 모두에서 미분값 0
            """))
    }
    if evidence.isEmpty { return nil }
    return Finding(
      "D1", .certain, Wording(en: "dead units", ko: "죽은 유닛"), evidence: evidence,
      cure: Wording(
        en: "leaky_relu has a slope below zero, so that a unit can come back",
        ko: "leaky_relu는 0 아래에도 미분값이 있어 유닛이 되살아날 수 있습니다"),
      statements: ["activation leaky_relu on hidden"])
  }
}

extension Patient {
  /// Layers with dead units: the layer from 0, its dead units, its width and its activation.
  var deadUnits: [(layer: Int, dead: [Int], width: Int, activation: Activation)] {
    zip(model.network.layers, pass.layers).enumerated().compactMap { index, pair in
      let dead = pair.1.deadUnits
      return dead.isEmpty ? nil : (index, dead, pair.1.width, pair.0.activation)
    }
  }
}
