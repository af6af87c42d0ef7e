import NNText

extension DiagnosticCode {
  static let unreadableInclude = DiagnosticCode(
    "E0002", "an included file that cannot be read",
    "`include` reads its file before anything runs. A relative path starts at the folder of the including file.")
  static let includeCycle = DiagnosticCode(
    "E0003", "files that include each other in a circle",
    "A file cannot include itself, nor a file that includes it. Move what both need into a third file.")
  static let tooManyIncludes = DiagnosticCode(
    "E0004", "too many included files", "At most 1000 files are included by one script, counted each time.")
  static let gluedArguments = DiagnosticCode(
    "E0107", "arguments that run together",
    "Arguments are separated by blanks. Anything computed stands in parentheses: `rate ($lr / 10)`.")
  static let unknownEscape = DiagnosticCode(
    "E0108", "an unknown escape in a string",
    "In strings `\\n` is a new line, `\\t` a tab, and `\\\"` `\\\\` `\\{` `\\}` stand for the character behind the backslash."
  )
  static let unbalancedBrace = DiagnosticCode(
    "E0109", "a brace without its partner in a string",
    "In a string `{ }` holds an expression: `\"loss {loss}\"`. A brace itself is written `\\{` or `\\}`.")
  static let unclosedBlock = DiagnosticCode(
    "E0110", "a block without its end",
    "`if`, `for`, `repeat`, `while`, `sweep`, `layer residual`, `data table`, and `every` without a statement on its\n"
      + "line, open a block that `end` closes.")
  static let strayEnd = DiagnosticCode(
    "E0111", "an 'end' or 'else' that belongs to no block",
    "`end` closes the nearest open block; `else` belongs to the nearest open `if`. There is none here.")
  static let unexpected = DiagnosticCode(
    "E0112", "a statement that is not formed as its grammar says",
    "The message says what may stand at this place. docs/language.md holds the whole grammar; `help WORD` shows how one\n"
      + "statement is written.")
  static let tooDeep = DiagnosticCode(
    "E0113", "too much nesting", "Blocks nest 100 deep, expressions 200 deep. Give the parts of it names with `let`.")
  static let comparisonChain = DiagnosticCode(
    "E0114", "a chain of comparisons", "Comparisons do not chain. Write `0 < $x and $x < 1`.")
  static let assignmentInCondition = DiagnosticCode(
    "E0115", "'=' where a comparison belongs",
    "`=` gives a variable its value in `let`; `==` asks whether two are equal."
  )
  static let reservedWord = DiagnosticCode(
    "E0116", "a word of the grammar in place of a name",
    "`and`, `or` and `not` mean themselves in expressions. As text they need quotes.")
}
