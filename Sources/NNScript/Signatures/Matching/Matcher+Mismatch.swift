import NNText

/// The error of a command that fits no form: what was found, what would have fitted, how the statement is written.
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
            en: "`help \(command.name)` says where the word belongs", ko: "`help \(command.name)`이 이 단어를 쓰는 자리를 알려 줍니다"
          ) : Wording(en: "`help` lists the statements", ko: "`help`가 모든 문장을 보여 줍니다"))
    return Diagnostic(
      .unknownCommand,
      Wording(
        en: "unknown statement \(Phrase.quoted(command.name))", ko: "알 수 없는 문장입니다: \(Phrase.quoted(command.name))"),
      at: command.nameRange,
      help: hint)
  }

  /// Not nil where the form, or a word chosen in it, belongs to a later version.
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
          en: "\(vocabulary.name) '\(entry.word)' is not built yet",
          ko: "\(vocabulary.name) '\(entry.word)'\(Particle.topic(entry.word)) 아직 만들지 않았습니다"), at: argument.range)
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
    Wording(en: "'\(statement)' is not built yet", ko: "'\(statement)' 문은 아직 만들지 않았습니다")
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
