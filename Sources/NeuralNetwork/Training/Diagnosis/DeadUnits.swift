import NNText

/// D1: units whose activation is flat at every row, so that no gradient reaches them.
package enum DeadUnits: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    var evidence: [Wording] = []
    for (index, dead, width, activation) in patient.deadUnits where dead.count < width {
      let names = dead.prefix(8).map { String($0 + 1) }.joined(separator: " ")
      let rest = dead.count > 8 ? " …" : ""
      evidence.append(
        "layer \(index + 1) (\(activation.kind.rawValue)): \(dead.count) of \(width) units, \(names)\(rest): "
          + "slope 0 at all \(patient.rows) rows")
    }
    if evidence.isEmpty { return nil }
    return Finding(
      "D1", .certain, "dead units", evidence: evidence,
      cure: "leaky_relu has a slope below zero, so that a unit can come back",
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
