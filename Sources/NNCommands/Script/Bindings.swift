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

extension GrammarStatement {
  static let branch = GrammarStatement(
    signature: Signature(
      "if", group: .script,
      summary: Wording(en: "run statements only when a condition holds", ko: "조건이 맞을 때만 문장들을 실행합니다"),
      details: Wording(
        en: "The condition is true or false: a comparison, `and`, `or`, `not`, or a boolean measure such as `nan`.",
        ko: "조건은 참이나 거짓이 되는 것입니다: 비교, `and`, `or`, `not`, 또는 `nan` 같은 참거짓 측정값."),
      examples: [Example("if 2 > 1\n  print \"yes\"\nelse\n  print \"no\"\nend")],
      seeAlso: ["while", "expect"], grammarUsage: ["if EXPR\n  …\n[else if EXPR\n  …]\n[else\n  …]\nend"]))

  static let loop = GrammarStatement(
    signature: Signature(
      "for", group: .script, summary: Wording(en: "run statements once for each value", ko: "값마다 한 번씩 문장들을 실행합니다"),
      details: Wording(
        en: """
          Items are words, numbers and strings; a `$list` stands for its items. `from A to B by C` takes the values A + k·C
          up to B, both ends included; an end that is never reached runs nothing.
          """,
        ko: """
          항목은 단어, 수, 글입니다. `$list`는 그 목록의 항목들을 나타냅니다. `from A to B by C`는 A + k·C 꼴의 \
          값을 B까지 차례로 쓰며 양 끝을 모두 포함합니다. C를 더해서 B에 다가갈 수 없으면 아무것도 \
          실행하지 않습니다.
          """),
      examples: [
        Example("for act in tanh relu\n  print $act\nend"),
        Example("for rate in 0.1 0.01\n  print $rate\nend"),
        Example("for n from 2 to 6 by 2\n  print $n\nend"),
      ],
      seeAlso: ["repeat", "while", "sweep"],
      grammarUsage: ["for NAME in A…\n  …\nend", "for NAME from A to B [by C]\n  …\nend"]))

  static let repetition = GrammarStatement(
    signature: Signature(
      "repeat", group: .script, summary: Wording(en: "run statements N times", ko: "문장들을 N번 실행합니다"),
      examples: [Example("repeat 3\n  print \"again\"\nend")],
      seeAlso: ["for", "while"], grammarUsage: ["repeat N\n  …\nend"]))

  static let whileLoop = GrammarStatement(
    signature: Signature(
      "while", group: .script,
      summary: Wording(en: "run statements as long as a condition holds", ko: "조건이 맞는 동안 문장들을 되풀이합니다"),
      examples: [Example("let n = 1\nwhile $n < 100\n  let n = $n * 3\nend\nprint $n")],
      seeAlso: ["repeat", "train"], grammarUsage: ["while EXPR\n  …\nend"]))

  static let include = GrammarStatement(
    signature: Signature(
      "include", group: .script,
      summary: Wording(en: "run the statements of another file here", ko: "다른 파일의 문장들을 여기에서 실행합니다"),
      details: Wording(
        en: "The path is written out and is relative to the file that names it.",
        ko: "경로는 변수 없이 그대로 적으며, 그 경로를 적은 파일의 자리를 기준으로 합니다."),
      seeAlso: ["param"], grammarUsage: ["include \"file.nn\""]))
}
