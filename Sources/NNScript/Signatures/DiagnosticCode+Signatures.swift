extension DiagnosticCode {
  /// The codes of matching a statement with its signature.
  package static let signatures: [DiagnosticCode] = [
    .unknownCommand, .unknownOption, .unknownChoice, .missingArgument, .missingUnit, .extraArgument, .wrongArgument,
    .outOfRange, .repeatedOption, .wrongEnding, .unusableName, .notBuilt,
  ]

  static let unknownCommand = DiagnosticCode(
    "E0201", "unknown statement",
    """
    A statement begins with its verb: `data`, `layer`, `train`. The first word of this line is none that nnsh knows. \
    `help` lists all of them. A model's or a variable's name is no statement.
    """)
  static let unknownOption = DiagnosticCode(
    "E0202", "unknown option word",
    """
    After a statement's values come its option words, each with a value of its own, as in `layer 5 tanh times 9`. This \
    word is none of them. nnsh never skips what it does not know. `help WORD` shows how the statement is written.
    """)
  static let unknownChoice = DiagnosticCode(
    "E0203", "unknown word where one of several is chosen",
    """
    Here stands one word of a fixed set: an activation, a loss, an optimizer, a data set. The word given is not in the \
    set; the help line lists the set or the nearest word in it.
    """)
  static let missingArgument = DiagnosticCode(
    "E0204", "something is missing",
    "The statement ends before all it needs is said. The help line shows how it is written; `[ ]` may be left out.")
  static let missingUnit = DiagnosticCode(
    "E0205", "a count without its unit",
    """
    A count of training says what it counts: `train 100 steps` makes 100 updates, `train 100 epochs` goes through the \
    training data 100 times. The two differ by the number of batches, so nnsh does not guess.
    """)
  static let extraArgument = DiagnosticCode(
    "E0206", "more than the statement takes",
    """
    The statement was complete before this argument. Something computed needs parentheses: `rate ($lr / 10)`. Two \
    statements on one line are separated by `;`.
    """)
  static let wrongArgument = DiagnosticCode(
    "E0207", "the wrong kind of argument",
    """
    A number, a text, a name or a file is wanted here and something else stands here. File names stand in quotes. A \
    word never means a variable: its value is written `$name`. An option word of the statement is a value only in \
    quotes.
    """)
  static let outOfRange = DiagnosticCode(
    "E0208", "a number that makes no sense here",
    """
    The number is of the right kind, but not one the statement can use: negative or broken where a whole number is \
    counted, a probability beyond 1, not a number at all, or larger than any machine holds.
    """)
  static let repeatedOption = DiagnosticCode(
    "E0209", "an option given twice",
    "Each option of a statement is said once. Which of the two was meant is not guessed.")
  static let wrongEnding = DiagnosticCode(
    "E0210", "a file name with another ending",
    """
    The ending of a file's name says what it holds, and statements insist on theirs: models are `.safetensors`, \
    curves `.csv`, pictures `.svg`, `.png` or `.csv`.
    """)
  static let unusableName = DiagnosticCode(
    "E0211", "a name that cannot be one",
    """
    Names of models, runs and variables begin with a letter or `_` and go on with letters, digits and `_`, so that \
    they can be written without quotes and in `runs.NAME.loss`.
    """)
  package static let notBuilt = DiagnosticCode(
    "E0900", "not built yet",
    """
    The word belongs to the language, but this version of nnsh cannot do it yet. It is an error, so that a script never \
    silently does less than it says.
    """)
}
