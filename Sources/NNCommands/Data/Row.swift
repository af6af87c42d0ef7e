import NeuralNetwork
import NNScript
import NNText

/// `row 0 1 gives 1`, inside `data table … end`.
struct Row: SessionCommand {
  var signature: Signature {
    Signature(
      "row", group: .data,
      summary: Wording(en: "one row of a data table: inputs, then what they give", ko: "데이터 표의 한 행: 입력, 그리고 그 정답"),
      details: Wording(
        en: """
          Every row of a table has as many inputs and targets as the first. Targets that are words, or only 0 and 1, \
          are classes; other targets are numbers to predict.
          """,
        ko: """
          표의 모든 행은 입력 수와 정답 수가 첫 행과 같아야 합니다. 정답(타깃)이 단어이거나 0과 1뿐이면 \
          클래스이고, 그 밖에는 예측할 수입니다.
          """),
      forms: [
        Form(
          "row",
          [
            .repeated(Slot.real("input", "X", called: Wording(en: "input", ko: "입력"))), .word("gives"),
            .repeated(Slot("target", "Y", .any)),
          ])
      ],
      examples: [Example("data table\n  row 0 1 gives 1\n  row 1 1 gives 0\nend\nshow data")],
      seeAlso: ["data"], place: .inside("data table"))
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.addRow(call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state: inout SessionState) throws(Diagnostic) in try plan(call, on: &state.description) }
  }
}
