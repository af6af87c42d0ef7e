import NNScript

extension GrammarStatement {
  static let print = GrammarStatement(
    signature: Signature(
      "print", group: .script, summary: "print values on one line",
      details: """
        An item is a measure, a number, a `$variable`, a "text", a call or an expression in parentheses; items are
        separated by one blank. `{ }` inside a string puts a value into it.
        """,
      examples: [
        Example("print \"two and two:\" (2 + 2)"),
        Example("print step loss accuracy", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 10 steps"),
        Example("let lr = 0.5\nprint \"rate {$lr}\" sqrt(2)"),
      ],
      seeAlso: ["expect", "note", "show"], grammarUsage: ["print ITEM…"]))

  static let expect = GrammarStatement(
    signature: Signature(
      "expect", group: .script, summary: "end the script with status 3 unless something holds",
      details: """
        When it does not hold, the expression is printed with the values it had. At the prompt it only reports.
        """,
      examples: [Example("let n = 4\nexpect $n > 3 \"n is large\"")],
      seeAlso: ["if", "print"], grammarUsage: ["expect EXPR [\"message\"]"]))
}
