import NNScript
import NNText
import NeuralNetwork

/// `batch N [ordered]`, `batch full`; alone it shows the setting.
struct Batch: SessionCommand {
  var signature: Signature {
    Signature(
      "batch", group: .data, summary: Wording(en: "how many rows an update looks at", ko: "갱신 한 번에 볼 행의 수"),
      details: Wording(
        en: """
          Default: full (all rows at once) for truth tables and `data table`, else 32 rows, shuffled anew each epoch; \
          `ordered` keeps the order of the data.
          """,
        ko: """
          기본값: 진리표와 `data table`은 full(모든 행을 한꺼번에), 그 밖에는 32행이며 에포크마다 새로 \
          섞습니다. `ordered`를 쓰면 데이터의 순서를 그대로 둡니다.
          """),
      forms: [
        Form("full", [.word("full")]),
        Form(
          "size",
          [.slot(.count("size", called: Wording(en: "batch size", ko: "배치 크기"))), .options([[.word("ordered")]])]),
        Form("show", []),
      ],
      examples: [Example("batch 16"), Example("batch 8 ordered"), Example("batch full"), Example("batch")],
      seeAlso: ["train", "data"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "show" else { return }
    guard call.arguments.areKnown else {
      description.settings.setUnknown(Setting.batch)
      return
    }
    description.settings[.batch] =
      call.form == "full"
      ? .full : .rows(call.arguments.integer("size") ?? 1, isOrdered: call.arguments.has("ordered"))
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form != "show" else { return session.print(session.state.workspace.description.answer(Setting.batch)) }
    try session.replan(self, call)
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

extension Setting where Value == BatchSize {
  static var batch: Setting { Setting("batch", affectsResume: true) { _, description in description.batch.text } }
}

extension BatchSize {
  /// As the statement says it.
  var text: String {
    switch self {
    case .full: "full"
    case .rows(let rows, let isOrdered): "\(rows)\(isOrdered ? " ordered" : "")"
    }
  }
}
