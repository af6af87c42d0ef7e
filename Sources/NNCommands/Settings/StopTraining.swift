import NNScript
import NNText
import NeuralNetwork

/// `stop never`; `stop when EXPR [for N epochs]` is the grammar's.
struct StopTraining: SessionCommand {
  var signature: Signature {
    Signature(
      "stop", group: .training,
      summary: Wording(en: "end a training early when a condition holds", ko: "조건이 맞으면 학습을 일찍 끝냅니다"),
      details: Wording(
        en: """
          Checked before each epoch's first update. `for N epochs` wants it true at N checks in a row. `best.` in \
          front of a measure is its best value at the earlier checks of this run.
          """,
        ko: """
          에포크마다 첫 갱신을 하기 전에 확인합니다. `for N epochs`를 쓰면 N번 잇달아 맞아야 합니다. \
          측정값(measure) 앞의 `best.`은 이번 학습에서 앞서 확인한 값 가운데 가장 좋은 값입니다.
          """),
      forms: [Form("never", [.word("never")])],
      examples: [
        Example("stop when accuracy == 1"), Example("stop when loss >= best.loss for 10 epochs"), Example("stop never"),
      ],
      seeAlso: ["train", "on"], grammarUsage: ["stop when EXPR [for N epochs]"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings[.stopCondition] = nil
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

/// `on nan stop`, `on nan continue`.
struct On: SessionCommand {
  var signature: Signature {
    Signature(
      "on", group: .training,
      summary: Wording(en: "what a non-finite loss does to a training", ko: "손실이 유한한 수가 아닐 때 학습을 어떻게 할지 정합니다"),
      details: Wording(
        en: """
          `stop` (default): training ends at the first loss that is NaN or infinite, with a diagnosis; a script ends \
          with status 4. `continue`: it goes on, as most libraries do.
          """,
        ko: """
          `stop`(기본값): 손실이 처음으로 NaN이나 무한대가 되면 학습을 끝내고 진단합니다. 스크립트는 상태 \
          4로 끝납니다. `continue`: 대부분의 라이브러리처럼 계속합니다.
          """),
      forms: [
        Form("stop", [.word("nan"), .word("stop")]), Form("continue", [.word("nan"), .word("continue")]),
      ],
      examples: [Example("on nan continue"), Example("on nan stop")], seeAlso: ["train", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings[.stopsAtNaN] = call.form == "stop"
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

/// `every none`; `every N UNIT STATEMENT` is the grammar's.
struct EveryNone: SessionCommand {
  var signature: Signature {
    Signature(
      "every", group: .training,
      summary: Wording(en: "run a statement again and again during training", ko: "학습하는 동안 문장을 되풀이해서 실행합니다"),
      details: Wording(
        en: """
          Fires before the update of each step that N divides; with epochs, after every N whole ones. Several hold \
          side by side until `every none`. It may hold `print`, `expect`, `eval`, `show`, `plot`, `note`, `save`, \
          `gradients`, `diagnose`, `let` and `if`. An error in it ends the training there, weights kept.
          """,
        ko: """
          N으로 나누어떨어지는 스텝마다 갱신하기 전에 실행하고, epochs를 쓰면 N 에포크가 다 끝날 때마다 \
          실행합니다. 여러 개를 함께 쓸 수 있으며 `every none`을 쓸 때까지 계속됩니다. `print`, `expect`, \
          `eval`, `show`, `plot`, `note`, `save`, `gradients`, `diagnose`, `let`, `if`를 쓸 수 있습니다. 그 \
          안에서 오류가 나면 학습은 거기에서 끝나고 가중치는 남습니다.
          """),
      forms: [Form("none", [.word("none")])],
      examples: [
        Example("every 1000 steps print step loss accuracy"), Example("every 10 epochs\n  print epoch loss\nend"),
        Example("every none"),
      ],
      seeAlso: ["train", "record"], grammarUsage: ["every N UNIT STATEMENT", "every N UNIT\n  …\nend"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    description.settings.callbacks = []
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

/// `stop when EXPR [for N epochs]`.
package struct StopCondition: Sendable {
  package var condition: Expression
  /// How many checks in a row it must hold.
  package var checks: Int
  package var range: SourceRange

  /// As the statement says it, after `stop when`.
  var text: String { condition.text + (checks > 1 ? " for \(checks) epochs" : "") }
}

extension Setting where Value == StopCondition {
  static var stopCondition: Setting {
    Setting("stop", isEqual: { $0.text == $1.text }) { value, _ in
      SettingLine(
        statement: value.map { "stop when \($0.text)" } ?? "stop never",
        shown: value == nil ? Wording(en: "stop never", ko: "도중에 멈추지 않음") : nil, isGiven: value != nil)
    }
  }
}

extension Setting where Value == Bool {
  /// `on nan`.
  static var stopsAtNaN: Setting {
    Setting("on nan", affectsResume: true) { value, _ in value ?? true ? "stop" : "continue" }
  }
}

/// `every N UNIT …`.
package struct Callback: Sendable {
  package var count: Int
  package var unit: TimeUnit
  package var body: Block
  package var range: SourceRange
}

extension Setting where Value == [Callback] {
  /// Shown where somebody asks for them, by `every` alone.
  static var callbacks: Setting { Setting("every", isEqual: { $0.map(\.range) == $1.map(\.range) }) { _, _ in nil } }
}

extension Settings {
  var callbacks: [Callback] {
    get { self[.callbacks] ?? [] }
    set { self[.callbacks] = newValue }
  }
}
