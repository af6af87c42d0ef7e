import NNText
import NeuralNetwork

extension Network {
  /// The statements that build it, equal neighbours as `times K`.
  var statements: [String] {
    var lines: [String] = []
    if let input { lines.append("input \(input.dimensions.map(String.init).joined(separator: " "))") }
    var index = 0
    let hidden = hasOutput ? layers.count - 1 : layers.count
    while index < hidden {
      var count = 1
      while index + count < hidden, layers[index + count].alike(layers[index]) { count += 1 }
      lines.append(contentsOf: layers[index].statements(times: count))
      index += count
    }
    if hasOutput, let output = layers.last { lines.append(output.outputStatement) }
    for (index, layer) in layers.enumerated() where layer.isFrozen { lines.append("freeze \(index + 1)") }
    return lines
  }
}

extension Layer {
  fileprivate func alike(_ other: Layer) -> Bool { kind == other.kind && activation == other.activation }

  fileprivate func statements(times count: Int) -> [String] {
    switch kind {
    case .dense(let dense):
      let parts = [
        "layer \(dense.units.map(String.init) ?? "")", activation.kind == .linear ? "" : activation.text,
        count > 1 ? "times \(count)" : "", dense.hasBias ? "" : "bias none",
      ]
      return [parts.filter { !$0.isEmpty }.joined(separator: " ")]
    case .flatten: return Array(repeating: "layer flatten", count: count)
    case .dropout(let dropout):
      return Array(repeating: "layer dropout \(NumberFormat.exact(dropout.share))", count: count)
    }
  }

  fileprivate var outputStatement: String {
    guard case .dense(let dense) = kind else { return "" }
    return "output \(dense.units.map { "\($0) " } ?? "")\(activation.text)"
  }
}
