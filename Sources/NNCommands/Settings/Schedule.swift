import NNScript
import NNText
import NeuralNetwork

/// `schedule [warmup N UNIT] constant | step every N UNIT by F | exponential F | cosine over N UNIT`.
struct ScheduleCommand: SessionCommand {
  var signature: Signature {
    let factor = Slot(
      "factor", "F", .number(NumberRule(Wording(en: "factor", ko: "곱할 수"), in: 0...1, includesLower: false)))
    return Signature(
      "schedule", group: .training,
      summary: Wording(en: "how the learning rate changes over training", ko: "학습하는 동안 학습률을 어떻게 바꿀지 정합니다"),
      details: Wording(
        en: """
          `constant` (default), `step` multiplies by F every N, `exponential` by F each epoch, `cosine` falls to 0 \
          over N. `warmup` rises linearly to the rate first.
          """,
        ko: """
          `constant`(기본값)는 그대로 두고, `step`은 N마다 F를 곱하고, `exponential`은 에포크마다 F를 \
          곱하며, `cosine`은 N에 걸쳐 0까지 내립니다. `warmup`을 쓰면 먼저 학습률까지 선형으로 올립니다.
          """),
      forms: [
        Form(
          "set",
          [
            .optional([
              .word("warmup"),
              .slot(.count("warmup_count", called: Wording(en: "number of warm-up steps", ko: "워밍업 길이"))),
              .slot(Slot("warmup_unit", "UNIT", .unit)),
            ]),
            .oneOf([
              [.word("constant")],
              [
                .word("step"), .word("every"),
                .slot(.count("count", called: Wording(en: "number of steps or epochs", ko: "스텝이나 에포크의 수"))),
                .slot(.unit),
                .pair("by", factor),
              ],
              [.word("exponential"), .slot(factor)],
              [
                .word("cosine"), .word("over"),
                .slot(.count("count", called: Wording(en: "number of steps or epochs", ko: "스텝이나 에포크의 수"))),
                .slot(.unit),
              ],
            ]),
          ])
      ],
      examples: [
        Example("schedule cosine over 2000 steps"), Example("schedule step every 10 epochs by 0.5"),
        Example("schedule warmup 100 steps constant"), Example("schedule exponential 0.95"),
      ],
      seeAlso: ["optimizer", "train"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    description.settings[.schedule] = call.arguments.schedule
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

extension Setting where Value == Schedule {
  static var schedule: Setting { Setting("schedule", affectsResume: true) { value, _ in (value ?? .constant).text } }
}

extension Schedule {
  var text: String {
    let warmup = warmup.map { "warmup \($0.text) " } ?? ""
    return warmup
      + {
        switch form {
        case .constant: "constant"
        case .step(let every, let factor): "step every \(every.text) by \(NumberFormat.exact(factor))"
        case .exponential(let factor): "exponential \(NumberFormat.exact(factor))"
        case .cosine(let over): "cosine over \(over.text)"
        }
      }()
  }
}

extension Period {
  var text: String { "\(count) \(unit.rawValue)" }

  var wording: Wording {
    Wording(en: "\(text)", ko: "\(count)\(unit == .epochs ? "에포크" : "스텝")")
  }
}
