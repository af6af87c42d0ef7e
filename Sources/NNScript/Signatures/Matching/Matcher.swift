import NNText

/// Matches commands with their signatures.
package struct Matcher: Sendable {
  package let table: SignatureTable

  package init(_ table: SignatureTable) { self.table = table }

  /// Returns the first form that matches; throws the error of the forms that matched furthest.
  ///
  /// A `$name` or `( )` in place of a choice matches if any word of the choice would; once its word is known,
  /// ``invocation(of:evaluating:)`` matches again.
  package func match(_ command: Command) throws(Diagnostic) -> Match {
    try match(command, known: [:])
  }

  func match(_ command: Command, known: [Int: String]) throws(Diagnostic) -> Match {
    guard let compiled = table.compiled[command.name] else { throw unknownCommand(command) }
    for (index, program) in compiled.forms.enumerated() {
      var run = FormRun(program, command.arguments, known: known, for: .matching)
      guard run.run() else { continue }
      let match = Match(command: command, compiled: compiled, formIndex: index, marks: run.marks)
      if let diagnostic = notBuilt(match, known: known) { throw diagnostic }
      return match
    }
    throw mismatch(command, compiled, known: known)
  }

  /// The command, ready to run. `evaluating` is called once for each `$name`, `( )`, `"{ }"` and dotted argument in a
  /// slot, in order. It returns `nil` in a dry run if the value is known only when the script runs and, for a measure
  /// slot, the text of a dotted name.
  package func invocation(
    of command: Command, evaluating: (Argument, Slot) throws(Stop) -> Value?
  ) throws(Stop) -> Invocation {
    var match: Match
    do { match = try self.match(command) } catch { throw .failed(error) }
    var bindings = match.bindings
    var values = [Value?](repeating: nil, count: command.arguments.count)
    var known: [Int: String] = [:]
    for bound in bindings {
      if let literal = bound.argument.literal {
        values[bound.index] = literal
      } else if let slot = bound.slot {
        values[bound.index] = try evaluating(bound.argument, slot)
        if case .choice = slot.kind, case .text(let word)? = values[bound.index] { known[bound.index] = word }
      }
    }
    if !known.isEmpty {
      do { match = try self.match(command, known: known) } catch { throw .failed(error) }
      bindings = match.bindings
    }

    var items: [Arguments.Item] = []
    items.reserveCapacity(bindings.count)
    var problems: [Diagnostic] = []
    for bound in bindings {
      let range = bound.argument.range
      guard let slot = bound.slot, let value = values[bound.index] else {
        let word = bound.slot == nil ? bound.argument.literal : nil
        items.append(.init(key: bound.key, value: word, range: range))
        continue
      }
      var parts = [value]
      if bound.isRepeated, case .list(let list) = value { parts = list }
      for part in parts {
        do {
          items.append(.init(key: bound.key, value: try slot.fit(part, at: range, of: match.signature), range: range))
        } catch {
          problems.append(error)
        }
      }
    }
    guard problems.isEmpty else { throw .failed(problems) }
    let range = command.arguments.last.map { command.nameRange.joined(to: $0.range) } ?? command.nameRange
    return Invocation(
      signature: match.signature, form: match.form.id, arguments: Arguments(items), range: range,
      nameRange: command.nameRange)
  }
}

extension Argument {
  /// The value of an argument that needs no evaluation.
  package var literal: Value? {
    switch kind {
    case .number(let number): .number(number)
    case .string(let text), .word(let text): .text(text)
    case .interpolated, .variable, .dotted, .parenthesis: nil
    }
  }
}

/// A command matched with a form of its signature: the place of each argument.
package struct Match: Sendable {
  /// An argument and the place it fills.
  package struct Bound: Sendable {
    /// The key of the slot or word.
    package var key: String
    package var argument: Argument
    /// Index of the argument in its command.
    package var index: Int
    /// `nil` for a literal option word.
    package var slot: Slot?
    /// Whether the slot is repeated, where a list is replaced by its items.
    package var isRepeated: Bool
  }

  package let command: Command
  let compiled: CompiledSignature
  let formIndex: Int
  let marks: [Mark]

  package var signature: Signature { compiled.signature }
  package var form: Form { compiled.signature.forms[formIndex] }

  /// The bindings in the order of the arguments.
  package var bindings: [Bound] {
    let places = compiled.forms[formIndex].places
    return marks.map { mark in
      let place = places[Int(mark.place)]
      return Bound(
        key: place.key, argument: command.arguments[Int(mark.argument)], index: Int(mark.argument), slot: place.slot,
        isRepeated: place.isRepeated)
    }
  }
}

/// The argument with index `argument` fills the place with index `place` of the form.
struct Mark: Sendable {
  var place: Int32
  var argument: Int32
}

/// The error of a command that matches no form: what was found, what was expected, and the usage of the statement.
extension Matcher {
  func unknownCommand(_ command: Command) -> Diagnostic {
    let names = table.signatures.map(\.name)
    let near: String? =
      if let known = table.synonyms[command.name], table[known] != nil { known } else {
        Spelling.suggestion(for: command.name, among: names)
      }
    let isMeasure = MeasureReference.names.contains { $0.0 == command.name }
    let hint: Wording =
      isMeasure
      ? Wording(en: "`print \(command.name)` shows a measure", ko: "측정값은 `print \(command.name)`으로 봅니다")
      : near.map { .didYouMean($0) }
        ?? (table.knows(command.name)
          ? Wording(
            en: "`help \(command.name)` lists the statements that use this word",
            ko: "`help \(command.name)`이 이 단어를 쓰는 자리를 알려 줍니다"
          ) : Wording(en: "`help` lists all statements", ko: "`help`가 모든 문장을 보여 줍니다"))
    return Diagnostic(
      .unknownCommand,
      Wording(
        en: "unknown statement \(Phrase.quoted(command.name))", ko: "알 수 없는 문장입니다: \(Phrase.quoted(command.name))"),
      at: command.nameRange,
      help: hint)
  }

  /// The error of a form, or of a word chosen in it, that is not implemented yet; `nil` if all is.
  func notBuilt(_ match: Match, known: [Int: String]) -> Diagnostic? {
    if match.form.availability == .notBuilt { return notBuilt(match.command, match.compiled, form: match.formIndex) }
    let places = match.compiled.forms[match.formIndex].places
    for mark in match.marks {
      guard case .choice(let vocabulary)? = places[Int(mark.place)].slot?.kind else { continue }
      let argument = match.command.arguments[Int(mark.argument)]
      let word: String? =
        switch argument.kind {
        case .word(let word), .string(let word): word
        default: known[Int(mark.argument)]
        }
      guard let entry = vocabulary.entries.first(where: { $0.word == word }), entry.availability == .notBuilt else {
        continue
      }
      return Diagnostic(
        .notBuilt,
        Wording(
          en: "\(vocabulary.name) '\(entry.word)' is not implemented yet",
          ko: "\(vocabulary.name) '\(entry.word)'\(Particle.topic(entry.word)) 아직 구현되지 않았습니다"), at: argument.range)
    }
    return nil
  }

  private func notBuilt(_ command: Command, _ compiled: CompiledSignature, form: Int) -> Diagnostic {
    let pattern = compiled.signature.forms[form].pattern
    if case .word(let word, _)? = pattern.first, let first = command.arguments.first {
      let range = command.nameRange.joined(to: first.range)
      return Diagnostic(.notBuilt, Self.isNotBuilt("\(command.name) \(word)"), at: range)
    }
    return Diagnostic(.notBuilt, Self.isNotBuilt(command.name), at: command.nameRange)
  }

  private static func isNotBuilt(_ statement: String) -> Wording {
    Wording(en: "'\(statement)' is not implemented yet", ko: "'\(statement)' 문은 아직 구현되지 않았습니다")
  }

  func mismatch(_ command: Command, _ compiled: CompiledSignature, known: [Int: String]) -> Diagnostic {
    var mismatch = Mismatch(command: command, signature: compiled.signature, table: table, known: known)
    for (index, program) in compiled.forms.enumerated() {
      var run = FormRun(program, command.arguments, known: known, for: .explaining)
      guard !run.run() else { continue }
      mismatch.add(form: index, at: run.furthest, run.expectations, reserved: program.reserved)
    }
    if mismatch.furthest > 0, let form = mismatch.forms.first,
      mismatch.forms.allSatisfy({ compiled.signature.forms[$0].availability == .notBuilt })
    {
      return notBuilt(command, compiled, form: form)
    }
    return mismatch.diagnostic
  }
}
