/// One attempt to match arguments with a form: depth first, earlier alternatives first, so the result is deterministic.
struct FormRun {
  /// What would have matched where the run failed.
  enum Expectation: Sendable {
    case place(FormProgram.Place)
    /// An option that was given before.
    case repeatedOption(String)
    case end
  }

  private struct Resumption: Hashable {
    var counter: Int
    var at: Int
    var markCount: Int
    var used: UInt64
  }

  let program: FormProgram
  let arguments: [Argument]
  /// The known words of dynamic choices, by argument index.
  let known: [Int: String]
  enum Purpose { case matching, explaining, collecting }

  let purpose: Purpose
  /// Whether to record expectations, for an error message or for completion.
  private var isExplaining: Bool { purpose != .matching }

  private(set) var marks: [Mark] = []
  private(set) var furthest = -1
  private(set) var expectations: [Expectation] = []
  private var stack: [Resumption] = []
  private var seen: Set<Resumption> = []
  private var resumptions = 0

  init(_ program: FormProgram, _ arguments: [Argument], known: [Int: String] = [:], for purpose: Purpose) {
    self.program = program
    self.arguments = arguments
    self.known = known
    self.purpose = purpose
  }

  mutating func run() -> Bool {
    marks.reserveCapacity(arguments.count)
    var counter = 0
    var at = 0
    var used: UInt64 = 0
    while true {
      var fits = true
      switch program.instructions[counter] {
      case .word(let word, let place):
        fits = take(place, at: at, if: at < arguments.count && self.word(at: at) == word)
        at += 1
        counter += 1
      case .slot(let test, let place):
        fits = take(place, at: at, if: at < arguments.count && accepts(test, at: at))
        at += 1
        counter += 1
      case .choice(let place, let targets):
        fits = choose(place, targets, at: at, counter: &counter, used: used)
        at += 1
      case .split(let first, let second):
        if isExplaining || mayBegin(first, at: at) {
          stack.append(Resumption(counter: second, at: at, markCount: marks.count, used: used))
          counter = first
        } else {
          counter = second
        }
      case .jump(let target):
        counter = target
      case .clear(let mask):
        used &= ~mask
        counter += 1
      case .options(let groups, let next):
        if let group = option(groups, at: at, used: used) {
          used |= group.bit
          counter = group.start
        } else {
          counter = next
        }
      case .accept:
        if at == arguments.count, purpose != .collecting { return true }
        fail(.end, at: at)
        fits = false
      }
      guard !fits else { continue }
      guard let resumption = resume() else { return false }
      counter = resumption.counter
      at = resumption.at
      used = resumption.used
      marks.removeSubrange(resumption.markCount...)
    }
  }

  /// The next alternative to try. After a number of attempts that no ordinary statement reaches, states already visited
  /// are skipped, which keeps the time polynomial for any pattern.
  private mutating func resume() -> Resumption? {
    while let resumption = stack.popLast() {
      resumptions += 1
      if resumptions < 256 { return resumption }
      var state = resumption
      state.markCount = 0
      if seen.insert(state).inserted { return resumption }
    }
    return nil
  }

  /// A quick look-ahead that rules out most alternatives.
  private func mayBegin(_ counter: Int, at: Int) -> Bool {
    switch program.instructions[counter] {
    case .word(let word, _): at < arguments.count && self.word(at: at) == word
    case .slot(let test, _): at < arguments.count && accepts(test, at: at)
    case .choice: at < arguments.count
    default: true
    }
  }

  private mutating func take(_ place: Int, at: Int, if fits: Bool) -> Bool {
    if fits {
      marks.append(Mark(place: Int32(place), argument: Int32(at)))
      return true
    }
    fail(at: at, place)
    return false
  }

  private mutating func choose(
    _ place: Int, _ targets: FormProgram.ChoiceTargets, at: Int, counter: inout Int, used: UInt64
  ) -> Bool {
    guard at < arguments.count else {
      fail(at: at, place)
      return false
    }
    let word: String
    switch arguments[at].kind {
    case .word(let text), .string(let text):
      word = text
    case .variable, .parenthesis, .interpolated:
      if let text = known[at] {
        word = text
      } else {
        marks.append(Mark(place: Int32(place), argument: Int32(at)))
        for target in targets.all.dropFirst().reversed() {
          stack.append(Resumption(counter: target, at: at + 1, markCount: marks.count, used: used))
        }
        guard let first = targets.all.first else { return false }
        counter = first
        return true
      }
    case .number, .dotted:
      fail(at: at, place)
      return false
    }
    guard let target = targets.byWord[word] else {
      fail(at: at, place)
      return false
    }
    marks.append(Mark(place: Int32(place), argument: Int32(at)))
    counter = target
    return true
  }

  private mutating func option(_ groups: [FormProgram.Group], at: Int, used: UInt64) -> FormProgram.Group? {
    var word: String?
    if at < arguments.count, case .word(let text) = arguments[at].kind { word = text }
    if let word, opensOption(word, at: at), let group = groups.first(where: { $0.word == word && used & $0.bit == 0 }) {
      return group
    }
    if isExplaining {
      for group in groups where used & group.bit == 0 {
        if case .word(_, let place) = program.instructions[group.start] { fail(at: at, place) }
      }
      if let word, groups.contains(where: { $0.word == word }) { fail(.repeatedOption(word), at: at) }
    }
    return nil
  }

  /// Whether the word at a place begins an option. A word before a path does so only before a string that is the last
  /// argument or stands before another option: a column may be called `test`.
  private func opensOption(_ word: String, at: Int) -> Bool {
    guard program.pathOptions.contains(word) else { return true }
    guard at + 1 < arguments.count else { return purpose == .collecting }
    switch arguments[at + 1].kind {
    case .string, .interpolated, .variable, .parenthesis: break
    case .word, .number, .dotted: return false
    }
    guard at + 2 < arguments.count else { return true }
    return self.word(at: at + 2).map(program.reserved.contains) ?? false
  }

  private func word(at: Int) -> String? {
    if case .word(let word) = arguments[at].kind { word } else { nil }
  }

  private func accepts(_ test: FormProgram.Test, at: Int) -> Bool {
    switch (test, arguments[at].kind) {
    case (.number, .number), (.number, .variable), (.number, .parenthesis): true
    case (.unit, .word(let word)): TimeUnit(word: word) != nil
    case (.text, .word(let word)), (.name, .word(let word)), (.any, .word(let word)), (.measure, .word(let word)):
      !program.reserved.contains(word) || program.pathOptions.contains(word) && !opensOption(word, at: at)
    case (.text, .string), (.text, .interpolated), (.text, .variable), (.text, .parenthesis): true
    case (.name, .string), (.name, .interpolated), (.name, .variable): true
    case (.label, .word), (.label, .string), (.label, .interpolated), (.label, .variable): true
    case (.path, .string), (.path, .interpolated), (.path, .variable), (.path, .parenthesis): true
    case (.any, .dotted): false
    case (.any, _): true
    case (.measure, .dotted), (.measure, .variable), (.measure, .string), (.measure, .interpolated): true
    default: false
    }
  }

  private mutating func fail(at: Int, _ place: Int) {
    if isExplaining { fail(.place(program.places[place]), at: at) }
  }

  private mutating func fail(_ expectation: Expectation, at: Int) {
    guard isExplaining, at >= furthest else { return }
    if at > furthest {
      furthest = at
      expectations.removeAll()
    }
    expectations.append(expectation)
  }
}
