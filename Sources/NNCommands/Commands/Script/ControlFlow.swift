import NNScript

extension GrammarStatement {
  static let branch = GrammarStatement(
    signature: Signature(
      "if", group: .script, summary: "run statements only when a condition holds",
      details: "The condition is true or false: a comparison, `and`, `or`, `not`, or a boolean measure such as `nan`.",
      examples: [Example("if 2 > 1\n  print \"yes\"\nelse\n  print \"no\"\nend")],
      seeAlso: ["while", "expect"], grammarUsage: ["if EXPR\n  …\n[else if EXPR\n  …]\n[else\n  …]\nend"]))

  static let loop = GrammarStatement(
    signature: Signature(
      "for", group: .script, summary: "run statements once for each value",
      details: """
        Items are words, numbers and strings; a `$list` stands for its items. `from A to B by C` takes the values A + k·C
        up to B, both ends included; an end that is never reached runs nothing.
        """,
      examples: [
        Example("for act in tanh relu\n  print $act\nend"),
        Example("for rate in 0.1 0.01\n  print $rate\nend"),
        Example("for n from 2 to 6 by 2\n  print $n\nend"),
      ],
      seeAlso: ["repeat", "while", "sweep"],
      grammarUsage: ["for NAME in A…\n  …\nend", "for NAME from A to B [by C]\n  …\nend"]))

  static let repetition = GrammarStatement(
    signature: Signature(
      "repeat", group: .script, summary: "run statements N times",
      examples: [Example("repeat 3\n  print \"again\"\nend")],
      seeAlso: ["for", "while"], grammarUsage: ["repeat N\n  …\nend"]))

  static let whileLoop = GrammarStatement(
    signature: Signature(
      "while", group: .script, summary: "run statements as long as a condition holds",
      examples: [Example("let n = 1\nwhile $n < 100\n  let n = $n * 3\nend\nprint $n")],
      seeAlso: ["repeat", "train"], grammarUsage: ["while EXPR\n  …\nend"]))

  static let include = GrammarStatement(
    signature: Signature(
      "include", group: .script, summary: "run the statements of another file here",
      details: "The path is written out and is relative to the file that names it.",
      seeAlso: ["param"], grammarUsage: ["include \"file.nn\""]))
}
