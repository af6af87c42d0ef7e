import NNScript
import NNText
import NeuralNetwork

/// `split A B [C] [stratified] [seed N]`.
struct SplitCommand: SessionCommand {
  var signature: Signature {
    let share = { (key: String, shown: String) in
      Slot(key, shown, .number(NumberRule(Wording(en: "share", ko: "비율"), in: 0...100, includesLower: false)))
    }
    return Signature(
      "split", group: .data, summary: Wording(en: "set rows aside for testing", ko: "시험에 쓸 행을 따로 떼어 둡니다"),
      details: Wording(
        en: """
          `split 80 20` makes train and test, `split 70 15 15` train, validation and test; the shares add to 100 (or \
          to 1). If the data bring a test part, `split A B` makes train and validation of the rest. `stratified` \
          keeps the share of each class.
          """,
        ko: """
          `split 80 20`은 훈련 데이터와 시험 데이터로, `split 70 15 15`는 훈련, 검증, 시험 데이터로 \
          나눕니다. 비율의 합은 100(또는 1)이어야 합니다. 데이터에 시험 데이터가 이미 들어 있으면 `split A \
          B`는 나머지를 훈련 데이터와 검증 데이터로 나눕니다. `stratified`를 쓰면 클래스의 비율을 그대로 \
          지켜서 나눕니다.
          """),
      forms: [
        Form(
          "split",
          [
            .slot(share("a", "A")), .slot(share("b", "B")), .optional([.slot(share("c", "C"))]),
            .options([[.word("stratified")], Pattern.group("seed", .seed())]),
          ])
      ],
      examples: [
        Example("split 80 20", setup: "data spiral"), Example("split 70 15 15 stratified seed 3", setup: "data moons"),
      ],
      seeAlso: ["data", "scale", "eval"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    try description.setSplit(call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.description)
      try state.drawSplit(at: call.range)
    }
  }
}
