import NNText

/// The description of one statement: its words and their kinds, its purpose, and examples that run.
///
/// The only source for the parser, the checker, `help`, completion and `docs/commands.md`.
package struct Signature: Sendable {
  /// Where a statement is allowed.
  package enum Place: Sendable, Equatable {
    case anywhere
    /// `undo`, `history`: an error of the check in a script.
    case promptOnly
    /// `row` inside `data table`.
    case inside(String)
  }

  /// Properties of a statement, for code that treats all statements alike.
  package struct Traits: OptionSet, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Inspects without changing anything: allowed in `every`.
    package static let looks = Traits(rawValue: 1)
    /// A setting that `try` can compare.
    package static let isCompared = Traits(rawValue: 2)
    /// Ends the run.
    package static let endsRun = Traits(rawValue: 4)
    /// The statement that `WORD?` stands for.
    package static let explains = Traits(rawValue: 8)
    /// The statement that `:q` stands for.
    package static let leaves = Traits(rawValue: 16)
  }

  package var name: String
  package var group: CommandGroup
  /// One line, lower case, no full stop.
  package var summary: Wording
  /// The rest of the help page: rules and defaults. May be empty.
  package var details: Wording
  package var forms: [Form]
  package var examples: [Example]
  package var seeAlso: [String]
  package var place: Place
  package var traits: Traits
  /// Why it is not allowed in a sweep; `nil` means it is allowed.
  package var sweepRefusal: Wording?
  /// Usage lines of statements that the grammar itself parses (`for NAME in A B …`), shown before those of the forms.
  package var grammarUsage: [String]

  package init(
    _ name: String, group: CommandGroup, summary: Wording, details: Wording = .nothing, forms: [Form] = [],
    examples: [Example] = [], seeAlso: [String] = [], place: Place = .anywhere, traits: Traits = [],
    sweepRefusal: Wording? = nil, grammarUsage: [String] = []
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.details = details
    self.forms = forms
    self.examples = examples
    self.seeAlso = seeAlso
    self.place = place
    self.traits = traits
    self.sweepRefusal = sweepRefusal
    self.grammarUsage = grammarUsage
  }
}

/// The sections of `help` and of docs/commands.md, in this order.
package enum CommandGroup: String, CaseIterable, Sendable {
  case script, data, model, training
  case looking = "inspection"
  case files, shell

  package var title: Wording {
    switch self {
    case .script: Wording(en: "script", ko: "스크립트")
    case .data: Wording(en: "data", ko: "데이터")
    case .model: Wording(en: "model", ko: "모델")
    case .training: Wording(en: "training", ko: "학습")
    case .looking: Wording(en: "inspection", ko: "살펴보기")
    case .files: Wording(en: "files", ko: "파일")
    case .shell: Wording(en: "shell", ko: "셸")
    }
  }
}

/// One form of a statement. Forms are tried in order; the error of the one that matched furthest is shown.
package struct Form: Sendable {
  package enum Availability: Sendable, Equatable {
    case built
    /// A known word of a later version: the checker reports E0900 "not implemented yet".
    case notBuilt
  }

  /// Identifies the form to the statement's implementation (`dense`, `conv2d`).
  package var id: String
  package var pattern: [Pattern]
  package var availability: Availability
  /// The block that follows, up to `end`; only for a form of one word.
  package var body: BlockBody?

  package init(_ id: String, _ pattern: [Pattern], availability: Availability = .built, body: BlockBody? = nil) {
    self.id = id
    self.pattern = pattern
    self.availability = availability
    self.body = body
  }

  /// The word after the statement's name that opens the block.
  var opener: String? {
    guard body != nil, case .word(let word, _)? = pattern.first else { return nil }
    return word
  }
}

/// The statements allowed in the block that a form opens.
package struct BlockBody: Sendable {
  /// Statements of the grammar.
  package struct Control: OptionSet, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `for`, `repeat`, `if`.
    package static let flow = Control(rawValue: 1)
    package static let whileLoop = Control(rawValue: 2)
    package static let include = Control(rawValue: 4)
    package static let binding = Control(rawValue: 8)
  }

  /// Its name in messages: the words that open it.
  package var title: String
  package var commands: Set<String>
  /// Whether it may contain blocks of its own kind.
  package var nests: Bool
  package var control: Control
  /// The allowed statements, as the help line of a message.
  package var help: Wording

  package init(_ title: String, holds commands: Set<String>, nests: Bool = false, _ control: Control, help: Wording) {
    self.title = title
    self.commands = commands
    self.nests = nests
    self.control = control
    self.help = help
  }
}

/// The arguments of a statement: a small regular grammar.
package indirect enum Pattern: Sendable {
  /// A literal option word; `arguments.has(key)` is true if it was given. The key defaults to the word.
  case word(String, key: String? = nil)
  case slot(Slot)
  case sequence([Pattern])
  case optional([Pattern])
  case oneOf([[Pattern]])
  /// Groups in any order, each at most once and beginning with a word.
  case options([[Pattern]])
  /// One or more of a slot: its values are `arguments.list(key)`.
  case repeated(Slot, atLeast: Int = 1)
}

/// A place for a value.
package struct Slot: Sendable {
  /// The key of the value in ``Arguments``.
  package var key: String
  /// Its placeholder in usage lines: `N`, `ACT`, `"f.csv"`.
  package var shown: String
  package var kind: Kind

  package enum Kind: Sendable {
    case number(NumberRule)
    /// Any text: a string, a word that is not an option word here, `$name`, `( )`.
    case text
    /// A word, `$name` or string that is a name; the name space determines the completions.
    case name(NameSpace)
    case path(PathUse)
    case choice(Vocabulary)
    /// `step`/`steps` or `epoch`/`epochs`; the value is the text `steps` or `epochs`.
    case unit
    /// A number or a text.
    case any
    /// A measure name, dotted or plain, kept unevaluated as text.
    case measure
  }

  package init(_ key: String, _ shown: String, _ kind: Kind) {
    self.key = key
    self.shown = shown
    self.kind = kind
  }
}

/// The numbers that a slot accepts, and their name in messages.
package struct NumberRule: Sendable {
  package var isInteger: Bool
  package var range: ClosedRange<Double>
  /// False if the bound itself is excluded: `rate` must be > 0.
  package var includesLower: Bool
  package var includesUpper: Bool
  /// What the number is: "number of units", "the slope below zero".
  package var called: Wording
  /// The noun for "expected a …" and "the … must be": "number of units", "alpha".
  package var noun: Wording

  package init(
    _ called: Wording, noun: Wording? = nil, integer: Bool = false, in range: ClosedRange<Double>,
    includesLower: Bool = true,
    includesUpper: Bool = true
  ) {
    self.called = called
    self.noun = noun ?? called
    self.isInteger = integer
    self.range = range
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}

package enum NameSpace: Sendable { case model, run, sweep, axis, variable, command, column, array, code, new }

package enum PathUse: Sendable, Equatable {
  /// Extensions without the dot; an empty list allows any.
  case read([String])
  case write([String])
  case folder(isWritten: Bool)
}

/// The choices of a slot, each with its own options (`leaky_relu alpha 0.2`).
package struct Vocabulary: Sendable {
  package struct Entry: Sendable {
    package var word: String
    package var summary: Wording
    /// The parameters that may follow the word; their keys are keys of the statement's arguments.
    package var parameters: [Pattern]
    package var availability: Form.Availability

    package init(
      _ word: String, _ summary: Wording, parameters: [Pattern] = [], availability: Form.Availability = .built
    ) {
      self.word = word
      self.summary = summary
      self.parameters = parameters
      self.availability = availability
    }
  }

  /// The noun for messages: "activation", "loss".
  package var name: Wording
  package var entries: [Entry]

  package init(_ name: Wording, _ entries: [Entry]) {
    self.name = name
    self.entries = entries
  }
}

/// A runnable example of a help page. Tests run it after `setup` in a session of its own.
package struct Example: Sendable {
  package var text: String
  package var setup: String
  /// The files that it reads.
  package var files: [File]

  package struct File: Sendable {
    package var name: String
    package var text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  package init(_ text: String, setup: String = "", files: [File] = []) {
    self.text = text
    self.setup = setup
    self.files = files
  }
}
