import NNScript
import NNText

extension GrammarStatement {
  static let letBinding = GrammarStatement(
    signature: Signature(
      "let", group: .script, summary: Wording(en: "set a variable", ko: "변수에 값을 넣습니다"),
      details: Wording(
        en: """
          The value is an expression. There is one scope: a variable set in a loop stays after it.
          """,
        ko: "값은 식입니다. 유효 범위는 하나뿐이어서, 반복 안에서 넣은 변수는 반복이 끝난 뒤에도 남습니다."),
      examples: [Example("let lr = 0.1 / 2\nprint $lr")],
      seeAlso: ["param", "print"], grammarUsage: ["let NAME = EXPR"]))

  static let parameter = GrammarStatement(
    signature: Signature(
      "param", group: .script,
      summary: Wording(en: "a variable that the command line can override", ko: "명령줄에서 값을 바꿀 수 있는 변수"),
      details: Wording(
        en: """
          `nnsh f.nn NAME=VALUE` gives it another value of the same kind; `nnsh --params f.nn` lists them. It stands at
          the top level of a script, outside every block.
          """,
        ko: """
          `nnsh f.nn NAME=VALUE`로 같은 종류의 다른 값을 줍니다. `nnsh --params f.nn`은 이런 변수의 목록을 \
          보여 줍니다. 스크립트의 가장 바깥, 모든 블록의 밖에 씁니다.
          """),
      examples: [Example("param steps = 2000 \"how long to train\"\nprint $steps")],
      seeAlso: ["let"], grammarUsage: ["param NAME = EXPR [\"what it is\"]"]))
}
