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
        shapes.map { .text($0[index + 1].description) } ?? .text(layer.unitText[tableLanguage]),
        layout.map { .number(Double($0.count(ofLayer: index))) } ?? .none,
        .text(layer.isFrozen ? "frozen" : ""),
      ] + (hasBlocks ? [.text(network.residualText(ofLayer: index)[tableLanguage])] : [])
    }
    let columns: [Table.Column] = ["layer", "kind", "activation", "output", "parameters", "state"]
    show(Table(columns + (hasBlocks ? ["residual"] : []), rows: rows))
    guard !mode.isForPrograms else { return }
    guard network.input != nil || layout != nil else {
      return tell(
        Wording(
          en: "model \(state.description.current): input and parameters not known before data",
          ko: "모델 \(state.description.current): 입력과 매개변수의 수는 데이터를 정해야 알 수 있습니다"))
    }
    let input =
      network.input.map { Wording(en: "input \($0)", ko: "입력 \($0)") }
      ?? Wording(en: "input not known before data", ko: "입력은 데이터를 정해야 알 수 있음")
    let total =
      layout.map { layout in
        let count = CountText.number(layout.count)
        return Wording(en: "\(count) parameters", ko: "매개변수 \(count)개")
      } ?? Wording(en: "parameters not known before data", ko: "매개변수는 데이터를 정해야 알 수 있음")
    tell(
      Wording(en: "model \(state.description.current): ", ko: "모델 \(state.description.current): ") + input
        + Wording(verbatim: ", ") + total)
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
      return note(
        Wording(
          en: "\(count) layer\(count == 1 ? "" : "s"); the input is not known before data",
          ko: "층 \(count)개. 입력은 데이터를 정해야 알 수 있습니다"))
    }
    let (sizes, count) = (shapes.map(\.description).joined(separator: " → "), CountText.number(layout.count))
    note(
      Wording(
        en: "\(sizes), \(count) parameter\(layout.count == 1 ? "" : "s")", ko: "\(sizes), 매개변수 \(count)개"))
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
        ? Wording(en: "layer \(first) is a residual block", ko: "\(first)층이 잔차 블록입니다")
        : Wording(en: "layers \(first) to \(last) are a residual block", ko: "\(first)층부터 \(last)층까지가 잔차 블록입니다"))
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
  fileprivate func residualText(ofLayer layer: Int) -> Wording {
    let starts = blocksEnded(at: layer).map { String(blocks[$0].layers.lowerBound + 1) }
    guard !starts.isEmpty else { return .nothing }
    return starts.count == 1
      ? Wording(en: "adds the input of layer \(starts[0])", ko: "\(starts[0])층의 입력을 더함")
      : Wording(
        en: "adds the inputs of layers \(starts.joined(separator: " and "))",
        ko: "\(starts.joined(separator: "층, "))층의 입력을 더함")
  }
}

extension Layer {
  /// `tanh`, `leaky_relu alpha 0.2`; empty for a layer that takes none.
  var activationText: String { takesActivation ? activation.text : "" }

  /// The units of a dense layer, before shapes are known.
  var unitText: Wording {
    guard case .dense(let dense) = kind else { return .nothing }
    return dense.units.map { Wording(verbatim: "\($0)") } ?? Wording(en: "as the targets need", ko: "정답에 필요한 만큼")
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
    Diagnostic(
      .noWeights, Wording(en: "layer \(layer) (\(name)) has no weights", ko: "\(layer)층(\(name))에는 가중치가 없습니다"),
      at: range, help: Wording(en: "`show model` lists the layers", ko: "`show model`로 층을 볼 수 있습니다"))
  }
}

extension DiagnosticCode {
  static let noWeights = DiagnosticCode(
    "E0410", Wording(en: "no weights", ko: "가중치가 없음"),
    Wording(
      en: "Layers such as flatten and dropout compute without weights: there is nothing to show or set.",
      ko: "flatten이나 dropout 같은 층은 가중치 없이 계산하므로 보거나 정할 것이 없습니다."))
}
