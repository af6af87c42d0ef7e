import NNScript
import NNText

extension GrammarStatement {
  static let print = GrammarStatement(
    signature: Signature(
      "print", group: .script, summary: Wording(en: "print values on one line", ko: "값들을 한 줄에 출력합니다"),
      details: Wording(
        en: """
          An item is a measure, a number, a `$variable`, a "text", a call or an expression in parentheses; items are
          separated by one blank. `{ }` inside a string puts a value into it.
          """,
        ko: """
          항목은 측정값(measure), 수, `$variable`, "text", 함수 호출, 또는 괄호로 묶은 식입니다. 항목 사이는 \
          빈칸 하나로 띄웁니다. 글 안의 `{ }`에는 값이 들어갑니다.
          """),
      examples: [
        Example("print \"two and two:\" (2 + 2)"),
        Example("print step loss accuracy", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 10 steps"),
        Example("let lr = 0.5\nprint \"rate {$lr}\" sqrt(2)"),
      ],
      seeAlso: ["expect", "note", "show"], grammarUsage: ["print ITEM…"]))

  static let expect = GrammarStatement(
    signature: Signature(
      "expect", group: .script,
      summary: Wording(en: "end the script with status 3 unless something holds", ko: "조건이 맞지 않으면 스크립트를 상태 3으로 끝냅니다"),
      details: Wording(
        en: """
          When it does not hold, the expression is printed with the values it had. At the prompt it only reports.
          """,
        ko: "조건이 맞지 않으면 식을 그때의 값들과 함께 출력합니다. 프롬프트에서는 알려 주기만 합니다."),
      examples: [Example("let n = 4\nexpect $n > 3 \"n is large\"")],
      seeAlso: ["if", "print"], grammarUsage: ["expect EXPR [\"message\"]"]))
}
