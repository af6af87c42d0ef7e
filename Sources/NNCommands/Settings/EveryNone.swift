import NNScript
import NNText

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
}
