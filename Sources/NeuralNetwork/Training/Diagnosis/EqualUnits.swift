/// S1: units of a hidden layer begin alike and get the same gradient for ever: together they are one unit.
package enum EqualUnits: DiagnosticCheck {
  package static func examine(_ patient: Patient) -> Finding? {
    let layout = patient.model.layout
    for (index, layer) in patient.model.network.layers.dropLast().enumerated() {
      guard case .dense = layer.kind, let weight = layout.tensor(.weight, ofLayer: index), weight.shape[0] > 1 else {
        continue
      }
      let width = weight.count / weight.shape[0]
      let bias = layout.tensor(.bias, ofLayer: index)
      let next = layout.tensor(.weight, ofLayer: index + 1)
      guard let next, next.count % weight.shape[0] == 0, next.shape.count == 2 else { continue }
      let numbers = patient.model.parameters
      func isAlike(_ unit: Int) -> Bool {
        (0..<width).allSatisfy { numbers[weight.offset + unit * width + $0] == numbers[weight.offset + $0] }
          && (bias.map { numbers[$0.offset + unit] == numbers[$0.offset] } ?? true)
          && (0..<next.shape[0]).allSatisfy { row in
            let start = next.offset + row * weight.shape[0]
            return numbers[start + unit] == numbers[start]
          }
      }
      guard (1..<weight.shape[0]).allSatisfy(isAlike) else { continue }
      let first = (0..<min(width, 4)).map { numbers[weight.offset + $0].brief }.joined(separator: " ")
      return Finding(
        "S1", .certain, "equal units",
        evidence: [
          "layer \(index + 1): all \(weight.shape[0]) units have the same weights, \(first)\(width > 4 ? " …" : "")",
          "they go on to the next layer with the same weights too: every update keeps them alike",
        ], cure: "draw the weights by chance, so that units differ", statements: ["init weights glorot"])
    }
    return nil
  }
}
