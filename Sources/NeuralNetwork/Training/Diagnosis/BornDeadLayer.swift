import NNText

/// D2: a whole layer is dead. What comes out no longer depends on what goes in, and nothing before it learns.
package enum BornDeadLayer: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    guard let layer = patient.deadUnits.first(where: { $0.dead.count == $0.width }) else { return nil }
    let isBorn = patient.model.step == 0
    return Finding(
      "D2", .certain, isBorn ? "a layer was born dead" : "a layer is dead",
      evidence: [
        "layer \(layer.layer + 1) (\(layer.activation.kind.rawValue)): all \(layer.width) units have slope 0 at all "
          + "\(patient.rows) rows",
        "after \(patient.model.step) steps; no layer up to it gets a gradient",
      ],
      cure: isBorn
        ? "draw other weights (another seed, or he), or take leaky_relu"
        : "take smaller steps from the start, or take leaky_relu",
      statements: isBorn ? ["init weights he", "activation leaky_relu on hidden"] : ["activation leaky_relu on hidden"])
  }
}
