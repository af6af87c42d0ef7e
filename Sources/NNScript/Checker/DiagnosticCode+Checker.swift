extension DiagnosticCode {
  /// The codes of checking a script before it runs.
  package static let checker: [DiagnosticCode] = [
    .unknownVariable, .unknownMeasure, .unknownFunction, .argumentCount, .bareWord, .promptOnly, .misplaced,
    .parameterPlace, .nestedSweep, .unknownName, .unknownOverride,
  ]

  static let unknownVariable = DiagnosticCode(
    "E0212", "a variable that is set nowhere before",
    """
    `$name` is the value that `let`, `param`, `for` or `sweep` gave to the name further up. Variables have one scope: \
    those of a loop stay after it. Only what is set inside a `sweep` ends with it.
    """)
  static let unknownMeasure = DiagnosticCode(
    "E0213", "unknown measure",
    """
    A measure is something nnsh can tell of the model or the training: `loss`, `test.accuracy`, `runs.tanh.loss`. In \
    front may stand a part of the data (`train`, `validation`, `test`, `batch`), `best`, and `runs.NAME` of a finished run.
    """)
  static let unknownFunction = DiagnosticCode(
    "E0214", "unknown function",
    """
    The functions are `abs sqrt exp log log10 sin cos tanh floor ceil round sum mean len min max` and, of a layer, \
    `gradient(K) dead(K) saturated(K)`.
    """)
  static let argumentCount = DiagnosticCode(
    "E0215", "a function with too few or too many arguments",
    "Arguments of a function are separated by commas: `round(2.345, 1)`. `min` and `max` take one list or several values."
  )
  static let bareWord = DiagnosticCode(
    "E0216", "a word that means nothing here",
    """
    In an expression a bare word is a measure (`loss`), `true` or `false`, or a word of some statement (`relu`), which \
    is text. Anything else is written `$name` if it is a variable and `"text"` if it is text.
    """)
  static let promptOnly = DiagnosticCode(
    "E0217", "a statement of the prompt in a script",
    "`undo`, `redo`, `history` and `clear` answer to what a person typed. A script says what it wants in the first place."
  )
  static let misplaced = DiagnosticCode(
    "E0218", "a statement in the wrong place",
    """
    Some blocks hold only some statements: `data table` holds `row`, `layer residual` holds `layer` and `activation`, \
    `every` holds what looks at the training without changing it, and `measure` belongs to a `sweep`.
    """)
  static let parameterPlace = DiagnosticCode(
    "E0219", "a param that cannot be overridden",
    """
    `param` declares a variable that `nnsh f.nn NAME=VALUE` can override. So it stands at the top level of the script, \
    not in a block, and each name is declared once. Elsewhere a variable is set with `let`.
    """)
  static let nestedSweep = DiagnosticCode(
    "E0220", "not possible in a sweep",
    """
    The cases of a sweep run side by side, each on a copy of the session. A sweep in a sweep is written as one with two \
    axes, `sweep a in 1 2 and b in 3 4`. No case can end the script or send its results elsewhere.
    """)
  static let unknownName = DiagnosticCode(
    "E0221", "a model, run or sweep that does not exist",
    """
    Models get their name from `model NAME`, runs from `train … as NAME`, sweeps from `sweep … end as NAME`; without a \
    name they are `main`, `run1`, `run2` and so on, and `sweep1`, `sweep2` and so on. No statement of this script gives the name that is used here.
    """)
  static let unknownOverride = DiagnosticCode(
    "E0222", "an override that no param declares",
    "`NAME=VALUE` on the command line replaces the value of `param NAME` in the script. `nnsh --params f.nn` lists them."
  )
}
