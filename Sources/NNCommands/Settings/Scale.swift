import NNScript
import NNText
import NeuralNetwork

/// `scale standard | minmax | by X | none`; alone it shows the scaling.
struct Scale: SessionCommand {
  var signature: Signature {
    Signature(
      "scale", group: .data, summary: Wording(en: "bring the inputs to a common scale", ko: "입력의 크기를 고르게 맞춥니다(스케일링)"),
      details: Wording(
        en: """
          `standard`: mean 0 and standard deviation 1; `minmax`: 0 to 1; `by X`: times X. Fitted on the training part \
          alone; `predict` applies it.
          """,
        ko: """
          `standard`: 평균 0, 표준편차 1. `minmax`: 0에서 1까지. `by X`: X를 곱합니다. 훈련 데이터만 보고 \
          맞추며, `predict`에도 같은 스케일링이 적용됩니다.
          """),
      forms: [
        Form("standard", [.word("standard")]), Form("minmax", [.word("minmax")]),
        Form("by", [.pair("by", .real("factor", "X", called: Wording(en: "factor", ko: "곱할 수")))]),
        Form("none", [.word("none")]),
        Form("show", []),
      ],
      examples: [
        Example("scale standard", setup: "data moons"), Example("scale by (1/255)"), Example("scale"),
      ],
      seeAlso: ["data", "split", "predict"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "show", call.arguments.areKnown else { return }
    description.settings.scaling =
      switch call.form {
      case "standard": .standard
      case "minmax": .minmax
      case "by": .by(call.arguments.number("factor") ?? 1)
      default: Scaler.Kind.none
      }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form != "show" else { return session.write(session.state.description.scaleLine.text) }
    try session.replan(self, call)
  }
}
