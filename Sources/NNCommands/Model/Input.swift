import NNScript
import NNText
import NeuralNetwork

/// `input N…`: the input shape, where data do not say it.
struct Input: SessionCommand {
  var signature: Signature {
    Signature(
      "input", group: .model, summary: Wording(en: "state the shape of one input row", ko: "입력 한 행의 모양(shape)을 정합니다"),
      details: Wording(
        en: "Optional: without it the shape comes from the data.", ko: "쓰지 않아도 됩니다. 쓰지 않으면 데이터에서 모양을 알아냅니다."),
      forms: [Form("input", [.repeated(.count("dimension", called: Wording(en: "input size", ko: "입력 크기")))])],
      examples: [Example("input 2"), Example("input 28 28 1")], seeAlso: ["data", "layer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return description.forgetShapes() }
    let dimensions = call.arguments.items.filter { $0.key == "dimension" }.compactMap { item -> Int? in
      if case .number(let number)? = item.value { Int(number) } else { nil }
    }
    guard dimensions.count <= 3 else {
      throw Diagnostic(
        .inputShape,
        Wording(
          en: "an input has 1 to 3 dimensions, not \(dimensions.count)",
          ko: "입력의 차원은 1개에서 3개까지인데 \(dimensions.count)개를 썼습니다"), at: call.range,
        help: Wording(
          en: "a row of numbers is `input 784`, an image is `input 28 28 1` (height, width, channels)",
          ko: "수로 된 한 행은 `input 784`, 이미지는 `input 28 28 1`(높이, 너비, 채널)입니다"))
    }
    try description.setInput(Shape(dimensions), for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}

extension DiagnosticCode {
  static let inputShape = DiagnosticCode(
    "E0405", Wording(en: "input shape", ko: "입력의 모양(shape)"),
    Wording(
      en: """
        An input row is a list of numbers (`input 784`), or an image (`input 28 28 1`: height, width, channels). With \
        data in the session the statement is not needed.
        """,
      ko: """
        입력 한 행은 수의 나열(`input 784`)이거나 이미지(`input 28 28 1`: 높이, 너비, 채널)입니다. 세션에 \
        데이터가 있으면 이 문장은 없어도 됩니다.
        """))
}
