import NNText

/// Compiles a pattern into the instructions of a ``FormProgram``.
struct FormCompiler {
  private(set) var places: [FormProgram.Place] = []
  private(set) var instructions: [FormProgram.Instruction] = []
  /// Words that open an option of one path.
  private(set) var pathOptions: Set<String> = []
  /// The next free bit of the used-groups mask. Mutually exclusive alternatives share bits.
  private var nextBit: UInt64 = 0

  @discardableResult
  mutating func emit(_ instruction: FormProgram.Instruction) -> Int {
    instructions.append(instruction)
    return instructions.count - 1
  }

  mutating func compile(_ patterns: [Pattern]) {
    for (index, pattern) in patterns.enumerated() {
      if case .word(let word, let key) = pattern {
        var place = FormProgram.Place(key: key ?? word, word: word, slot: nil, isRepeated: false)
        switch index + 1 < patterns.count ? patterns[index + 1] : .sequence([]) {
        case .slot(let slot), .repeated(let slot, _): place.summary = slot.gist
        default: break
        }
        emit(.word(word, place: self.place(place)))
      } else {
        compile(pattern)
      }
    }
  }

  private mutating func compile(_ pattern: Pattern) {
    switch pattern {
    case .word: compile([pattern])
    case .slot(let slot):
      compile(slot, isRepeated: false)
    case .sequence(let patterns):
      compile(patterns)
    case .optional(let patterns):
      let split = emit(.accept)
      compile(patterns)
      instructions[split] = .split(split + 1, instructions.count)
    case .oneOf(let ways):
      compileWays(ways)
    case .options(let groups):
      compileOptions(groups)
    case .repeated(let slot, let atLeast):
      for _ in 0..<max(atLeast, 0) { compile(slot, isRepeated: true) }
      let split = emit(.accept)
      compile(slot, isRepeated: true)
      emit(.jump(split))
      instructions[split] = .split(split + 1, instructions.count)
    }
  }

  private mutating func compileWays(_ ways: [[Pattern]]) {
    let firstBit = nextBit
    var lastBit = nextBit
    var ends: [Int] = []
    for (index, way) in ways.enumerated() {
      nextBit = firstBit
      if index == ways.count - 1 {
        compile(way)
      } else {
        let split = emit(.accept)
        compile(way)
        ends.append(emit(.accept))
        instructions[split] = .split(split + 1, instructions.count)
      }
      lastBit = max(lastBit, nextBit)
    }
    nextBit = lastBit
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func compileOptions(_ groups: [[Pattern]]) {
    let firstBit = nextBit
    nextBit += UInt64(groups.count)
    precondition(nextBit <= 64, "a form has more than 64 options")
    var mask: UInt64 = 0
    for index in groups.indices { mask |= 1 << (firstBit + UInt64(index)) }
    emit(.clear(mask))
    let loop = emit(.accept)
    var compiled: [FormProgram.Group] = []
    for (index, group) in groups.enumerated() {
      guard case .word(let word, _)? = group.first else { preconditionFailure("an option begins with a word") }
      if group.count == 2, case .slot(let slot) = group[1], case .path = slot.kind { pathOptions.insert(word) }
      compiled.append(.init(bit: 1 << (firstBit + UInt64(index)), start: instructions.count, word: word))
      compile(group)
      emit(.jump(loop))
    }
    instructions[loop] = .options(compiled, next: instructions.count)
  }

  private mutating func compile(_ slot: Slot, isRepeated: Bool) {
    let place = place(.init(key: slot.key, word: "", slot: slot, isRepeated: isRepeated))
    let vocabulary: Vocabulary
    switch slot.kind {
    case .choice(let words): vocabulary = words
    case .number: return _ = emit(.slot(.number, place: place))
    case .text: return _ = emit(.slot(.text, place: place))
    // The word before it determines its meaning: `x x` names the array x.
    case .name(.array): return _ = emit(.slot(.label, place: place))
    case .name: return _ = emit(.slot(.name, place: place))
    case .path: return _ = emit(.slot(.path, place: place))
    case .unit: return _ = emit(.slot(.unit, place: place))
    case .any: return _ = emit(.slot(.any, place: place))
    case .measure: return _ = emit(.slot(.measure, place: place))
    }
    let choice = emit(.accept)
    // Entries with the same parameters share them: `elu` and `leaky_relu` both lead to one `[alpha A]`.
    var starts: [String: Int] = [:]
    var targets = FormProgram.ChoiceTargets(byWord: [:], all: [])
    var ends: [Int] = []
    let firstBit = nextBit
    var lastBit = nextBit
    for entry in vocabulary.entries {
      let shape = entry.parameters.shape
      if let start = starts[shape] {
        targets.byWord[entry.word] = start
        continue
      }
      nextBit = firstBit
      let start = instructions.count
      compile(entry.parameters)
      ends.append(emit(.accept))
      lastBit = max(lastBit, nextBit)
      starts[shape] = start
      targets.byWord[entry.word] = start
      targets.all.append(start)
    }
    nextBit = lastBit
    instructions[choice] = .choice(place: place, targets: targets)
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func place(_ place: FormProgram.Place) -> Int {
    places.append(place)
    return places.count - 1
  }
}

extension [Pattern] {
  /// A text that is the same for two lists of patterns only if they are identical, including slots and rules.
  fileprivate var shape: String { isEmpty ? "" : map(\.shape).joined(separator: " ") }
}

extension Pattern {
  fileprivate var shape: String {
    switch self {
    case .word(let word, let key): "\(word):\(key ?? word)"
    case .slot(let slot): slot.shape
    case .sequence(let patterns): "(\(patterns.shape))"
    case .optional(let patterns): "[\(patterns.shape)]"
    case .oneOf(let ways): "(" + ways.map(\.shape).joined(separator: "|") + ")"
    case .options(let groups): "{" + groups.map(\.shape).joined(separator: ",") + "}"
    case .repeated(let slot, let atLeast): "\(slot.shape)*\(atLeast)"
    }
  }
}

extension Slot {
  fileprivate var shape: String {
    switch kind {
    case .number(let rule):
      "\(key)<\(shown) \(rule.called.english) \(rule.isInteger) \(rule.range) \(rule.includesLower) \(rule.includesUpper)>"
    case .text: "\(key)<\(shown) text>"
    case .name(let space): "\(key)<\(shown) name \(space)>"
    case .path(let use): "\(key)<\(shown) path \(use)>"
    case .choice(let vocabulary): "\(key)<\(shown) \(vocabulary.name.english) \(vocabulary.entries.map(\.word))>"
    case .unit: "\(key)<\(shown) unit>"
    case .any: "\(key)<\(shown) any>"
    case .measure: "\(key)<\(shown) measure>"
    }
  }
}

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
/// Patterns are short and nearly deterministic, so a run takes only a few comparisons; see ``FormRun``.
final class FormProgram: Sendable {
  /// A position for a word or a value.
  struct Place: Sendable {
    var key: String
    /// The literal word, or empty for a slot.
    var word: String
    var slot: Slot?
    var isRepeated: Bool
    /// A description of the value after a word, for completion: `K: number of layers`.
    var summary = Wording.nothing
  }

  enum Instruction: Sendable {
    /// Takes one argument: the literal word, or a value for a slot.
    case word(String, place: Int)
    case slot(Test, place: Int)
    /// A word of a vocabulary; the entry's own parameters are compiled after it.
    case choice(place: Int, targets: ChoiceTargets)
    /// Tries the first way, then the second.
    case split(Int, Int)
    case jump(Int)
    /// Marks the groups of an `options` as unused.
    case clear(UInt64)
    case options([Group], next: Int)
    case accept
  }

  /// The arguments a slot accepts: the kind of a slot without its details. A label is a name that may also be an option
  /// word of the form.
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

  /// The start of the parameters of each entry.
  struct ChoiceTargets: Sendable {
    var byWord: [String: Int]
    /// All distinct targets, for a `$name` whose word is not known yet.
    var all: [Int]
  }

  let places: [Place]
  let instructions: [Instruction]
  /// The option words of the form, which are values only if quoted or a label.
  let reserved: Set<String>
  /// Those of them that open an option of one path, and are values elsewhere.
  let pathOptions: Set<String>

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
    pathOptions = compiler.pathOptions
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
