import NNScript
import NNText
import NeuralNetwork

/// What `show model`, `show layer K` and `show weights K` print, and the answer to a new layer.
extension Session {
  func showModel() throws(Stop) {
    let network = state.description.resolved ?? state.description.model.network
    let shapes = try? network.shapes()
    let layout = try? ParameterLayout(network)
    let hasBlocks = !network.blocks.isEmpty
    let rows = network.layers.enumerated().map { index, layer -> [Table.Cell] in
      [
        .number(Double(index + 1)), .text(layer.name), .text(layer.activationText),
        shapes.map { .text($0[index + 1].description) } ?? .text(layer.unitText),
        layout.map { .number(Double($0.count(ofLayer: index))) } ?? .none,
        .text(layer.isFrozen ? "frozen" : ""),
      ] + (hasBlocks ? [.text(network.residualText(ofLayer: index))] : [])
    }
    let columns: [Table.Column] = ["layer", "kind", "activation", "output", "parameters", "state"]
    show(Table(columns + (hasBlocks ? ["residual"] : []), rows: rows))
    guard !mode.isForPrograms else { return }
    let input = network.input.map { "input \($0)" } ?? "input not known before data"
    let total = layout.map { "\(CountText.number($0.count)) parameters" } ?? "parameters not known before data"
    write("model \(state.description.current): \(input), \(total)")
  }

  /// What the prompt answers to each `layer`: the shape and the parameter count so far.
  func answerWithShape() {
    if let warning = state.description.memoryWarning { warn(warning) }
    guard console.isInteractive else { return }
    let model = state.description.model
    guard let network = state.description.resolved, let shapes = try? network.shapes(),
      let layout = try? ParameterLayout(network)
    else {
      let count = model.network.layers.count
      return note("\(count) layer\(count == 1 ? "" : "s"); the input is not known before data")
    }
    note(
      "\(shapes.map(\.description).joined(separator: " → ")), \(CountText.number(layout.count)) parameter\(layout.count == 1 ? "" : "s")"
    )
  }

  /// What the prompt answers to the end of a residual block.
  func answerWithBlock() {
    guard console.isInteractive,
      let block = state.description.model.network.blocks.last(where: { block in
        block.layers.upperBound == state.description.model.network.layers.count
      })
    else { return }
    let (first, last) = (block.layers.lowerBound + 1, block.layers.upperBound)
    note(
      first == last
        ? "layer \(first) is a residual block" : "layers \(first) to \(last) are a residual block")
  }

  /// A row a unit: its bias, then one column an input.
  func weightTable(layer: Int, at range: SourceRange) throws(Stop) -> Table {
    let model = try drawnModel(at: range)
    guard let weight = model.layout.weight(ofLayer: layer - 1) else {
      throw .failed(.noWeights(layer, model.network.layers[layer - 1].name, at: range))
    }
    let bias = model.layout.tensor(.bias, ofLayer: layer - 1)
    let (units, inputs) = (weight.shape[0], weight.inputs)
    let columns =
      [Table.Column("unit")] + (bias == nil ? [] : [.init("bias")]) + (1...max(1, inputs)).map { .init("w\($0)") }
    let rows = (0..<units).map { unit -> [Table.Cell] in
      [.number(Double(unit + 1))] + (bias.map { [.number(model.parameters[$0.offset + unit])] } ?? [])
        + (0..<inputs).map { .number(model.parameters[weight.offset + unit * inputs + $0]) }
    }
    return Table(columns, rows: rows)
  }

  /// The layer's tensors with their names in files, shapes and spread.
  func layerTable(layer: Int, at range: SourceRange) throws(Stop) -> Table {
    let model = try drawnModel(at: range)
    let own = [(model.layout.tensors, model.parameters), (model.layout.buffers, model.buffers)].flatMap {
      (tensors, numbers) in
      tensors.filter { $0.layer == layer - 1 }.map { ($0, numbers) }
    }
    let rows = own.map { tensor, numbers -> [Table.Cell] in
      let values = tensor.range.map { numbers[$0] }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count))
      return [
        .text(tensor.name), .text(tensor.role.rawValue),
        .text("[\(tensor.shape.map(String.init).joined(separator: ", "))]"),
        .number(mean), .number(variance.squareRoot()), .number(values.min() ?? .nan), .number(values.max() ?? .nan),
      ]
    }
    return Table(
      [
        .init("tensor"), .init("role"), .init("shape"), .init("mean"), .init("deviation"), .init("min"), .init("max"),
      ], rows: rows)
  }
}

extension ParameterLayout {
  /// What a layer (from 0) multiplies by: weights, or the scale of a normalization.
  func weight(ofLayer layer: Int) -> Tensor? {
    tensor(.weight, ofLayer: layer) ?? tensor(.scale, ofLayer: layer)
  }
}

extension Tensor {
  /// Numbers of one unit of a weight.
  var inputs: Int { shape[0] > 0 ? count / shape[0] : 0 }
}

extension Network {
  /// Where residual blocks end behind a layer (from 0): whose inputs are added.
  fileprivate func residualText(ofLayer layer: Int) -> String {
    let starts = blocksEnded(at: layer).map { String(blocks[$0].layers.lowerBound + 1) }
    guard !starts.isEmpty else { return "" }
    return starts.count == 1
      ? "adds the input of layer \(starts[0])" : "adds the inputs of layers \(starts.joined(separator: " and "))"
  }
}

extension Layer {
  /// `tanh`, `leaky_relu alpha 0.2`; empty for a layer that takes none.
  var activationText: String { takesActivation ? activation.text : "" }

  /// The units of a dense layer, before shapes are known.
  var unitText: String {
    if case .dense(let dense) = kind { dense.units.map(String.init) ?? "as the targets need" } else { "" }
  }
}

extension Activation {
  /// As a statement says it: `leaky_relu alpha 0.2`, a default left out.
  var text: String {
    let parameter = definition.parameters.first
    guard let parameter, alpha != parameter.defaultValue else { return kind.rawValue }
    return "\(kind.rawValue) \(parameter.name) \(NumberFormat.exact(alpha))"
  }
}

extension Diagnostic {
  static func noWeights(_ layer: Int, _ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.noWeights, "layer \(layer) (\(name)) has no weights", at: range, help: "`show model` lists the layers")
  }
}

extension DiagnosticCode {
  static let noWeights = DiagnosticCode(
    "E0410", "no weights",
    "Layers such as flatten and dropout compute without weights: there is nothing to show or set.")
}
