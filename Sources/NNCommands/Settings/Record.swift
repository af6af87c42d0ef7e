import NNScript
import NNText
import NeuralNetwork

/// `record every N steps`.
struct Record: SessionCommand {
  var signature: Signature {
    Signature(
      "record", group: .training,
      summary: Wording(en: "how often loss and accuracy are recorded", ko: "손실과 정확도를 얼마나 자주 기록할지 정합니다"),
      details: Wording(
        en: """
          Default: at most 2,000 points a run. The first and the last step are always recorded; step k is measured \
          before the k-th update.
          """,
        ko: """
          기본값: 학습 기록(run)마다 최대 2,000개의 점. 첫 스텝과 마지막 스텝은 언제나 기록합니다. k번째 \
          스텝의 값은 k번째 갱신을 하기 전에 잽니다.
          """),
      forms: [
        Form(
          "every",
          [
            .word("every"), .slot(.count("count", called: Wording(en: "number of steps", ko: "스텝 수"))),
            .oneOf([[.word("steps")], [.word("step")]]),
          ])
      ],
      examples: [Example("record every 100 steps")], seeAlso: ["save", "plot", "every"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let count = call.arguments.integer("count") else { return }
    description.settings[.recording] = count
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

extension Setting where Value == Int {
  static var recording: Setting {
    Setting("record", isEqual: ==) { value, _ in
      SettingLine(
        statement: value.map { "record every \($0) steps" } ?? "record at most 2,000 points a run",
        shown: value == nil ? Wording(en: "record at most 2,000 points a run", ko: "학습 기록 하나에 최대 2,000점") : nil,
        isGiven: value != nil)
    }
  }
}
