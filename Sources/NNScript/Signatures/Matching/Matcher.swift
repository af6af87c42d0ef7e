/// Fits commands to their signatures.
package struct Matcher: Sendable {
  package let table: SignatureTable

  package init(_ table: SignatureTable) { self.table = table }

  /// The first form that fits, else the error of the forms that got furthest.
  ///
  /// A `$name` or `( )` in place of a choice fits if some word of the choice would; once its word is known,
  /// ``invocation(of:evaluating:)`` looks again.
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

  /// The command ready to run. `evaluating` is asked for each `$name`, `( )`, `"{ }"` and dotted argument that fills a
  /// slot, once, in order. It gives nil in a dry run where the value is known only when the script runs, and for a
  /// measure slot a dotted name's text.
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
