import NNScript
import NNText
import NeuralNetwork

/// `explain E0203|ACT|LOSS|OPTIMIZER|loss|nan|backward …`.
struct Explain: SessionCommand {
  var signature: Signature {
    let unit = Slot.count("unit", "I", called: Wording(en: "unit number", ko: "유닛 번호"))
    let net = "data xor\nlayer 2 tanh\noutput 1 sigmoid"
    return Signature(
      "explain", group: .looking,
      summary: Wording(
        en: "how something works, with this network's own numbers", ko: "무엇이 어떻게 작동하는지 이 신경망의 실제 수로 설명합니다"),
      details: Wording(
        en: """
          `backward` is the chain rule: of one weight (layer K, unit I, its input J) factor by factor, with the \
          central difference beside the product; of one row, or summed over the first rows of the training part. \
          `nan` names the row where the loss stopped being a number. `loss` takes the loss in force apart, row by \
          row. An activation, a loss or an optimizer gets its formula, derivative, range and a plot; a code its long \
          text.
          """,
        ko: """
          `backward`는 연쇄 법칙입니다. 가중치 하나(K층, I번 유닛, 그 유닛의 J번 입력)에 대해 \
          곱해지는 인수를 하나씩 보여 주고, 그 곱 옆에 중앙 차분을 둡니다. 한 행에 대해서, 또는 훈련 \
          데이터의 처음 몇 행을 더해서 봅니다. `nan`은 손실이 수가 아니게 된 행을 찾아 줍니다. `loss`는 \
          지금의 손실을 행마다 풀어서 보여 줍니다. 활성화 함수, 손실 함수, 옵티마이저의 이름을 쓰면 식, \
          도함수, 값의 범위와 그래프가, 코드를 쓰면 긴 설명이 나옵니다.
          """),
      forms: [
        Form(
          "backward",
          [
            .word("backward"),
            .options([
              [.word("row"), .slot(.count("row", "I", called: Wording(en: "row number", ko: "행 번호")))],
              [
                .word("weight"), .slot(.layer()), .slot(unit),
                .slot(.count("input", "J", called: Wording(en: "input number", ko: "입력 번호"))),
              ],
            ]),
          ]),
        Form("nan", [.word("nan")]), Form("loss", [.word("loss")]), Form("activation", [.slot(.activation)]),
        Form("named loss", [.slot(.loss)]), Form("optimizer", [.slot(.optimizer)]),
        Form("code", [.slot(Slot("code", "CODE", .name(.code)))]),
      ],
      examples: [
        Example("explain backward row 2 weight 1 2 1", setup: net),
        Example("explain backward weight 2 1 1", setup: net),
        Example("explain backward row 3", setup: net), Example("explain loss", setup: net),
        Example("explain nan", setup: net), Example("explain sigmoid"), Example("explain leaky_relu alpha 0.2"),
        Example("explain bce naive"), Example("explain adam"), Example("explain E0407"), Example("explain G1"),
      ], seeAlso: ["help", "backward", "check", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard ["backward", "nan", "loss"].contains(call.form) else { return }
    try description.planPass(at: call.range)
    guard call.arguments.has("weight"), call.arguments.areKnown, let network = description.resolved else { return }
    _ = try SetCommand.parameter(of: network, call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "backward" where call.arguments.has("weight"): try session.explainWeight(call)
    case "backward": try session.explainBackward(call)
    case "nan": try session.explainNaN(at: call.range)
    case "loss": try session.explainLoss(at: call.range)
    case "activation":
      if let activation = call.arguments.activation { try session.explain(activation, at: call.range) }
    case "named loss": if let loss = call.arguments.loss { try session.explain(loss, at: call.range) }
    case "optimizer":
      if let optimizer = call.arguments.optimizer { try session.explain(optimizer, at: call.range) }
    default: try explainCode(call, in: session)
    }
  }

  private func explainCode(_ call: Invocation, in session: Session) throws(Stop) {
    let id = call.arguments.text("code") ?? ""
    let all =
      ErrorCatalogue.codes.map { ($0.id, $0.title, $0.explanation) }
      + Finding.Disease.allCases.map { ($0.rawValue, $0.title, $0.explanation) }
    guard let found = all.first(where: { $0.0 == id }) else {
      let suggestion = Spelling.suggestion(for: id, among: all.map(\.0) + Self.words)
      throw .failed(
        Diagnostic(
          .unknownCode, Wording(en: "there is nothing to explain that is called '\(id)'", ko: "설명할 수 없는 이름: '\(id)'"),
          at: call.arguments.range("code"),
          help: suggestion.map { .didYouMean($0) }
            ?? Wording(
              en: "codes look like E0203 or G1; activations, losses and optimizers are listed by `help explain`",
              ko: """
                코드는 E0203이나 G1처럼 생겼습니다. 활성화 함수, 손실 함수, 옵티마이저의 이름은 `help \
                explain`에 있습니다
                """)))
    }
    let language = session.options.language
    session.print("\(found.0): \(found.1[language])\n")
    for line in DisplayWidth.wrap(found.2[language], to: 80) { session.print(line) }
  }

  private static let words =
    Activation.Kind.allCases.map(\.rawValue) + Loss.Kind.allCases.map(\.rawValue)
    + Optimizer.Kind.allCases.map(\.rawValue) + ["backward", "nan", "loss"]
}

extension DiagnosticCode {
  static let unknownCode = DiagnosticCode(
    "E0224", Wording(en: "nothing to explain", ko: "설명할 것이 없음"),
    Wording(
      en: """
        `explain` takes a code as errors and diagnoses show it (E0203, G1), an activation, a loss, an optimizer, or \
        one of `backward`, `loss`, `nan`.
        """,
      ko: """
        `explain`에는 오류나 진단에 나오는 코드(E0203, G1), 활성화 함수, 손실 함수, 옵티마이저, 또는 \
        `backward`, `loss`, `nan` 가운데 하나를 씁니다.
        """))
}
