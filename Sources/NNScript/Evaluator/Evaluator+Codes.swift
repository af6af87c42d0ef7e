import NNText

extension DiagnosticCode {
  /// The codes of running a script.
  package static let evaluation: [DiagnosticCode] = [
    .unsetVariable, .operandKind, .comparedKinds, .divisionByZero, .undefinedResult, .conditionKind, .invalidCount,
    .invalidProgression, .unusableOverride, .unprintableWord, .invalidExit, .tooManyCases,
    .valueTooLarge,
  ]

  static let unsetVariable = DiagnosticCode(
    "E0301", "a variable without a value yet",
    "Some statement sets the variable, but it has not run: it stands in a branch or a loop that was not entered.")
  static let operandKind = DiagnosticCode(
    "E0302", "an operator or function on the wrong kind of value",
    """
    Arithmetic works on numbers, `and`, `or` and `not` on booleans, `sum` and `mean` on lists of numbers. `+` also \
    joins two texts. Texts and numbers meet in a string: `"{$name}: {$value}"`.
    """)
  static let comparedKinds = DiagnosticCode(
    "E0303", "values of different kinds compared",
    """
    A number equals no text, so comparing them is a mistake and not an answer. `<` and its like compare numbers only. \
    A comparison with a number that is not one (NaN) is false; `nan` asks for that.
    """)
  static let divisionByZero = DiagnosticCode(
    "E0304", "division by zero", "There is no such number. Test for zero before you divide: `if $n != 0`.")
  static let undefinedResult = DiagnosticCode(
    "E0305", "a result that mathematics does not define",
    "`sqrt` and `log` of negative numbers, `log(0)`, a fraction as power of a negative number, and the mean, least or "
      + "largest item of an empty list have no value.")
  static let conditionKind = DiagnosticCode(
    "E0306", "a condition that is neither true nor false",
    "`if`, `while`, `expect`, `stop when` and `train until` ask a question: `loss < 0.1`, not `loss`.")
  static let invalidCount = DiagnosticCode(
    "E0307", "a count that counts nothing",
    "How often, how many steps or epochs: a whole number, 0 or more for `repeat`, 1 or more elsewhere.")
  static let invalidProgression = DiagnosticCode(
    "E0308", "a progression that never ends or never starts",
    "`from A to B by C` gives A, A + C, A + 2·C … as far as B. All three are finite numbers and C is not 0. Without "
      + "`by` C is 1; counting down needs a negative C.")
  static let unusableOverride = DiagnosticCode(
    "E0309", "an override of another kind",
    "`nnsh f.nn NAME=VALUE` gives a `param` another value of the same kind: a number for a number, true or false for a "
      + "boolean, items separated by blanks for a list.")
  static let unprintableWord = DiagnosticCode(
    "E0310", "a word to print that is no measure",
    "`print` shows values: measures, `$variables`, expressions in parentheses. Text to print stands in quotes.")
  static let valueTooLarge = DiagnosticCode(
    "E0313", "a value that is too large",
    "A text has at most 16 MiB, a list at most 1,000,000 items: a loop that doubles one would take all memory.")
  static let invalidExit = DiagnosticCode(
    "E0311", "an exit status that is none",
    "A program ends with a whole number from 0 to 255; 0 means that all is well.")
  static let tooManyCases = DiagnosticCode(
    "E0312", "more cases than a sweep can hold",
    "Every combination of the axes' values is a case, and each keeps a row: a sweep has at most a million. Two axes of "
      + "2,000 values each are four million cases.")
}

extension Value {
  /// Bytes of a text.
  static let textLimit = 1 << 24
  /// Items of a list.
  static let itemLimit = 1_000_000
}

extension Diagnostic {
  static func tooLarge(_ value: Value, at range: SourceRange) -> Diagnostic {
    let limit: Wording =
      if case .list = value { "a list has at most 1,000,000 items" } else { "a text has at most 16 MiB" }
    return Diagnostic(.valueTooLarge, limit, at: range, help: "does a loop make it grow without end")
  }
}
