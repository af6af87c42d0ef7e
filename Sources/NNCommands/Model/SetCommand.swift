import NNScript
import NNText
import NeuralNetwork

/// `set weight K I J to V`, `set bias K I to V`.
struct SetCommand: SessionCommand {
  var signature: Signature {
    let unit = Slot.count("unit", "I", called: Wording(en: "unit number", ko: "유닛 번호"))
    let value = Slot.real("value", "V", called: Wording(en: "value", ko: "값"))
    return Signature(
      "set", group: .model, summary: Wording(en: "set one weight or bias by hand", ko: "가중치나 편향 하나를 손으로 정합니다"),
      details: Wording(
        en: """
          Layer K, its unit I, the unit's input J; all count from 1. The inputs of a convolution's filter are its \
          numbers channel by channel, row by row; a normalization has one number a feature.
          """,
        ko: """
          K층, 그 층의 I번 유닛, 그 유닛의 J번 입력이며 모두 1부터 셉니다. 합성곱 필터의 입력은 그 \
          필터의 수들을 채널마다, 행마다 차례로 센 것입니다. 정규화 층에는 특성마다 수가 하나 있습니다.
          """),
      forms: [
        Form(
          "weight",
          [
            .word("weight"), .slot(.layer()), .slot(unit),
            .slot(.count("input", "J", called: Wording(en: "input number", ko: "입력 번호"))),
            .pair("to", value),
          ]),
        Form("bias", [.word("bias"), .slot(.layer()), .slot(unit), .pair("to", value)]),
      ],
      examples: [
        Example("set weight 1 2 1 to 0.5", setup: "data xor\nlayer 2 tanh\noutput 1 sigmoid"),
        Example("set bias 2 1 to -1", setup: "data xor\nlayer 2 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["show", "freeze"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if description.isReached { _ = try description.knownNetwork(at: call.range) }
    guard call.arguments.areKnown, let network = description.resolved else { return }
    _ = try Self.parameter(of: network, call)
    description.model.markTrained(network)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let value = call.arguments.number("value") else { return }
    var model = try session.drawnModel(at: call.range)
    try session.change { (state) throws(Diagnostic) in
      model.parameters[try Self.parameter(of: model.network, call)] = value
      state.workspace.description.model.markTrained(model.network)
      state.workspace.keep(model)
    }
  }

  /// Where the statement's weight or bias lies in the flat buffer.
  static func parameter(of network: Network, _ call: Invocation) throws(Diagnostic) -> Int {
    let layer = call.arguments.integer("layer") ?? 1
    guard layer <= network.layers.count else {
      throw .noSuchLayer(layer, of: network.layers.count, at: call.arguments.range("layer"))
    }
    let role: Tensor.Role = call.form == "bias" ? .bias : .weight
    guard let layout = try? ParameterLayout(network),
      let tensor = role == .bias ? layout.tensor(.bias, ofLayer: layer - 1) : layout.weight(ofLayer: layer - 1)
    else {
      throw role == .bias && network.layers[layer - 1].hasWeights
        ? Diagnostic(
          .noWeights,
          Wording(
            en: "layer \(layer) has no bias: it was added with `bias none`",
            ko: "\(layer)층에는 편향이 없습니다. `bias none`으로 추가한 층입니다"), at: call.range)
        : .noWeights(layer, network.layers[layer - 1].name, at: call.range)
    }
    let unit = call.arguments.integer("unit") ?? 1
    let input = call.arguments.integer("input") ?? 1
    guard unit <= tensor.shape[0] else {
      throw Diagnostic(
        .noSuchUnit,
        Wording(
          en: "layer \(layer) has \(CountText.units(tensor.shape[0])), found unit \(unit)",
          ko: "\(layer)층에는 \(CountText.units(tensor.shape[0]))뿐인데 \(unit)번 유닛을 썼습니다"),
        at: call.arguments.range("unit"))
    }
    guard role == .weight else { return tensor.offset + unit - 1 }
    let inputs = tensor.inputs
    guard input <= inputs else {
      throw Diagnostic(
        .noSuchUnit,
        Wording(
          en:
            "a unit of layer \(layer) has \(CountText.number(inputs)) input\(inputs == 1 ? "" : "s"), found input \(input)",
          ko: """
            \(layer)층의 유닛에는 입력이 \(CountText.number(inputs))개뿐인데 \(input)번 입력을 \
            썼습니다
            """),
        at: call.arguments.range("input"))
    }
    return tensor.offset + (unit - 1) * inputs + input - 1
  }
}

extension Layer {
  fileprivate var hasWeights: Bool { if case .dense = kind { true } else { false } }
}

extension DiagnosticCode {
  static let noSuchUnit = DiagnosticCode(
    "E0412", Wording(en: "no such unit", ko: "없는 유닛"),
    Wording(
      en: "Units and their inputs count from 1; `show weights K` shows them all.",
      ko: "유닛과 그 입력은 1부터 셉니다. `show weights K`로 모두 볼 수 있습니다."))
}
