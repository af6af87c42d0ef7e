import NNScript
import NNText
import NeuralNetwork

/// `show model|data|settings|weights K|layer K|row I|runs|sweep [NAME] [by AXIS]|variables|mistakes N`.
struct Show: SessionCommand {
  var signature: Signature {
    let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid"
    return Signature(
      "show", group: .looking,
      summary: Wording(en: "look at the model, the data, the settings", ko: "모델, 데이터, 설정을 보여 줍니다"),
      details: Wording(
        en: """
          K is a row of `show model`; rows, layers and units count from 1. `show sweep` has a row a case; `by` an \
          axis it groups them: runs, solved (every training row told right), the share of them with its 95 % interval \
          (Wilson), nan, and the median of the losses that are finite. `mistakes` shows the rows that the model is \
          most wrong about, of the test part where there is one: `miss` is the mean distance of what it gives from \
          what it should.
          """,
        ko: """
          K는 `show model`의 행 번호입니다. 행, 층, 유닛은 1부터 셉니다. `show sweep`은 경우마다 한 행을 \
          보여 줍니다. `by`로 축을 정하면 그 값마다 묶어 학습 기록(run)의 수, 해결한 수(solved: 훈련 \
          데이터의 모든 행을 맞힌 것), 그 비율과 95 % 신뢰구간(Wilson), nan의 수, 유한한 손실의 중앙값을 \
          보여 줍니다. `mistakes`는 모델이 가장 크게 틀린 행들을 보여 주며, 시험 데이터가 있으면 거기에서 \
          찾습니다. `miss`는 모델이 내놓은 값과 내놓아야 할 값의 평균 거리입니다.
          """),
      forms: [
        Form("model", [.word("model")]), Form("data", [.word("data")]), Form("settings", [.word("settings")]),
        Form("weights", [.word("weights"), .slot(.layer())]), Form("layer", [.word("layer"), .slot(.layer())]),
        Form("row", [.word("row"), .slot(.count("row", "I", called: Wording(en: "row number", ko: "행 번호")))]),
        Form("runs", [.word("runs")]),
        Form("variables", [.word("variables")]),
        Form(
          "sweep",
          [
            .word("sweep"), .optional([.slot(Slot("name", "NAME", .name(.sweep)))]),
            .optional([.word("by"), .slot(Slot("axis", "AXIS", .name(.axis)))]),
          ]),
        Form(
          "mistakes", [.word("mistakes"), .slot(.count("count", called: Wording(en: "number of rows", ko: "행의 수")))]),
      ],
      examples: [
        Example("show model", setup: model), Example("show weights 1", setup: model),
        Example("show layer 2", setup: model), Example("show data", setup: "data xor"),
        Example("show row 2", setup: "data xor"), Example("show mistakes 3", setup: model),
        Example("show settings"), Example("show runs"),
        Example("show sweep by n", setup: model + "\nsweep n in 1 2\n  seed $n\n  train 100 steps\nend"),
        Example("show variables", setup: "let lr = 0.1"),
      ],
      seeAlso: ["gradients", "eval", "compare", "sweep"], traits: .looks)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "mistakes" { try description.planLook(at: call.range) }
    guard let layer = call.arguments.integer("layer") else { return }
    if description.isReached { _ = try description.knownNetwork(at: call.range) }
    try description.planLayer(
      layer, needsWeights: call.form == "weights", at: call.arguments.range("layer") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let layer = call.arguments.integer("layer") ?? 1
    do {
      var description = session.state.workspace.description
      try plan(call, on: &description)
    } catch {
      throw .failed(error)
    }
    switch call.form {
    case "model": try session.showModel()
    case "data":
      session.print(try session.dataTable(at: call.range))
      if !session.output.mode.isForPrograms {
        session.print(try session.dataLine(at: call.range))
        if let line = session.imbalanceLine { session.print(line) }
      }
    case "settings": session.print(session.settingsTable())
    case "weights": session.print(try session.weightTable(layer: layer, at: call.range))
    case "layer": session.print(try session.layerTable(layer: layer, at: call.range))
    case "row": session.print(try session.rowTable(call.arguments.integer("row") ?? 1, at: call.range))
    case "mistakes": try session.showMistakes(call.arguments.integer("count") ?? 1, at: call.range)
    case "runs": session.print(Table.of(Array(session.state.runs)))
    case "sweep": try session.showSweep(call)
    default: session.print(session.variableTable())
    }
  }
}

/// What `show model`, `show layer K` and `show weights K` print, and the answer to a new layer.
extension Session {
  func showModel() throws(Stop) {
    let network = state.workspace.description.resolved ?? state.workspace.description.model.network
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
    print(Table(columns + (hasBlocks ? ["residual"] : []), rows: rows))
    guard !output.mode.isForPrograms else { return }
    guard network.input != nil || layout != nil else {
      return printWrapped(
        Wording(
          en: "model \(state.workspace.description.current): input and parameters not known before data",
          ko: "모델 \(state.workspace.description.current): 입력과 매개변수의 수는 데이터를 정해야 알 수 있습니다"))
    }
    let input =
      network.input.map { Wording(en: "input \($0)", ko: "입력 \($0)") }
      ?? Wording(en: "input not known before data", ko: "입력은 데이터를 정해야 알 수 있음")
    let total =
      layout.map { layout in
        let count = CountText.number(layout.count)
        return Wording(en: "\(count) parameters", ko: "매개변수 \(count)개")
      } ?? Wording(en: "parameters not known before data", ko: "매개변수는 데이터를 정해야 알 수 있음")
    printWrapped(
      Wording(en: "model \(state.workspace.description.current): ", ko: "모델 \(state.workspace.description.current): ")
        + input
        + Wording(verbatim: ", ") + total)
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
  /// Where residual blocks end after a layer (from 0): whose inputs are added.
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
