import NNText
import NeuralNetwork

extension Network {
  /// The statements that build it, a line each; equal dense neighbours as `times K`.
  var statements: [String] {
    var lines: [String] = []
    if let input { lines.append("input \(input.dimensions.map(String.init).joined(separator: " "))") }
    var index = 0
    var depth = 0
    let hidden = hasOutput ? layers.count - 1 : layers.count
    while index < hidden {
      for _ in blocksBegun(at: index) {
        lines.append(Self.indented("layer residual", depth))
        depth += 1
      }
      var count = 1
      while index + count < hidden, joins(index + count) { count += 1 }
      lines += layers[index].statements(times: count).map { Self.indented($0, depth) }
      index += count
      for _ in blocksEnded(at: index - 1) {
        depth -= 1
        lines.append(Self.indented("end", depth))
      }
    }
    if hasOutput, let output = layers.last { lines.append(output.outputStatement) }
    for (index, layer) in layers.enumerated() where layer.isFrozen { lines.append("freeze \(index + 1)") }
    return lines
  }

  private static func indented(_ line: String, _ depth: Int) -> String { String(repeating: "  ", count: depth) + line }

  /// Whether a layer is one more of those before it: a dense layer like it, with no edge of a block between.
  private func joins(_ index: Int) -> Bool {
    guard case .dense = layers[index].kind, blocksBegun(at: index).isEmpty, blocksEnded(at: index - 1).isEmpty else {
      return false
    }
    return layers[index].kind == layers[index - 1].kind && layers[index].activation == layers[index - 1].activation
  }
}

extension Layer {
  fileprivate func statements(times count: Int) -> [String] {
    let activation = activation.kind == .linear ? "" : activation.text
    switch kind {
    case .dense(let dense):
      return [
        Self.line(
          "layer \(dense.units.map(String.init) ?? "")", activation, count > 1 ? "times \(count)" : "",
          dense.hasBias ? "" : "bias none")
      ]
    case .conv2d(let convolution):
      return [
        Self.line(
          "layer conv2d \(convolution.filters) kernel \(convolution.kernel)",
          convolution.stride == 1 ? "" : "stride \(convolution.stride)",
          convolution.padding == .valid ? "" : "padding \(convolution.padding.rawValue)", activation)
      ]
    case .pool2d(let pool):
      switch pool.extent {
      case .window(let size, let stride):
        return [Self.line("layer \(name) \(size)", stride == size ? "" : "stride \(stride)")]
      case .image: return ["layer \(name)"]
      }
    case .batchNorm: return ["layer batchnorm"] + (activation.isEmpty ? [] : ["activation \(activation)"])
    case .layerNorm: return ["layer layernorm"] + (activation.isEmpty ? [] : ["activation \(activation)"])
    case .flatten: return ["layer flatten"]
    case .dropout(let dropout): return ["layer dropout \(NumberFormat.exact(dropout.share))"]
    }
  }

  private static func line(_ parts: String...) -> String { parts.filter { !$0.isEmpty }.joined(separator: " ") }

  fileprivate var outputStatement: String {
    guard case .dense(let dense) = kind else { return "" }
    return "output \(dense.units.map { "\($0) " } ?? "")\(activation.text)"
  }
}
