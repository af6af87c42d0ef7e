import NNScript

extension GrammarStatement {
  static let letBinding = GrammarStatement(
    signature: Signature(
      "let", group: .script, summary: "set a variable",
      details: """
        The value is an expression. There is one scope: a variable set in a loop stays after it.
        """,
      examples: [Example("let lr = 0.1 / 2\nprint $lr")],
      seeAlso: ["param", "print"], grammarUsage: ["let NAME = EXPR"]))

  static let parameter = GrammarStatement(
    signature: Signature(
      "param", group: .script, summary: "a variable that the command line can override",
      details: """
        `nnsh f.nn NAME=VALUE` gives it another value of the same kind; `nnsh --params f.nn` lists them. It stands at
        the top level of a script, outside every block.
        """,
      examples: [Example("param steps = 2000 \"how long to train\"\nprint $steps")],
      seeAlso: ["let"], grammarUsage: ["param NAME = EXPR [\"what it is\"]"]))
}
