import NNText

/// A signature with its forms compiled.
final class CompiledSignature: Sendable {
  let signature: Signature
  let forms: [FormProgram]

  init(_ signature: Signature) {
    self.signature = signature
    forms = signature.forms.map { FormProgram($0) }
  }

  /// Whether some slot takes a new name.
  var givesNames: Bool {
    forms.contains { form in
      form.places.contains { if case .name(.new)? = $0.slot?.kind { true } else { false } }
    }
  }
}

/// A form as a program of a small backtracking machine.
///
/// Patterns are short and nearly deterministic, so a run is a handful of comparisons; see ``FormRun``.
final class FormProgram: Sendable {
  /// Where a word or a value may stand.
  struct Place: Sendable {
    var key: String
    /// The literal word, or empty for a slot.
    var word: String
    var slot: Slot?
    var isRepeated: Bool
    /// What follows a word, for completion: `K: number of layers`.
    var summary = Wording.nothing
  }

  enum Instruction: Sendable {
    /// Takes one argument: the literal word, or a value for a slot.
    case word(String, place: Int)
    case slot(Test, place: Int)
    /// A word of a vocabulary; the entry's own parameters are compiled behind it.
    case choice(place: Int, targets: ChoiceTargets)
    /// Tries the first way, then the second.
    case split(Int, Int)
    case jump(Int)
    /// Forgets which groups of an `options` were used.
    case clear(UInt64)
    case options([Group], next: Int)
    case accept
  }

  /// Which arguments a slot looks at: the kind of a slot without its details. A label is a name that may be an option
  /// word of the form, too.
  enum Test: Sendable {
    case number, text, name, label, path, unit, any, measure
  }

  /// One group of `options`.
  struct Group: Sendable {
    var bit: UInt64
    var start: Int
    /// The word it begins with.
    var word: String
  }

  /// Where the parameters of each entry begin.
  struct ChoiceTargets: Sendable {
    var byWord: [String: Int]
    /// All different targets, for a `$name` whose word is not known yet.
    var all: [Int]
  }

  let places: [Place]
  let instructions: [Instruction]
  /// The option words of the form: never a value unless quoted or a label.
  let reserved: Set<String>

  init(_ form: Form) {
    var compiler = FormCompiler()
    compiler.compile(form.pattern)
    compiler.emit(.accept)
    places = compiler.places
    instructions = compiler.instructions
    var reserved: Set<String> = []
    for place in places {
      if place.slot == nil { reserved.insert(place.word) }
      if case .unit? = place.slot?.kind { reserved.formUnion(TimeUnit.words) }
    }
    self.reserved = reserved
  }

  func collectWords(into words: inout Set<String>) {
    words.formUnion(reserved)
    for place in places {
      if case .choice(let vocabulary)? = place.slot?.kind {
        for entry in vocabulary.entries { words.insert(entry.word) }
      }
    }
  }
}

extension TimeUnit {
  /// The words a unit slot takes.
  package static let words = ["steps", "epochs", "step", "epoch"]

  package init?(word: String) {
    switch word {
    case "step", "steps": self = .steps
    case "epoch", "epochs": self = .epochs
    default: return nil
    }
  }
}
