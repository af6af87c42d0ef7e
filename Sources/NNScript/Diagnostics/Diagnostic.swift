import NNText

/// An error or warning as a value: what is wrong, where, and how to fix it.
///
/// Style of the texts: lower case, no full stop, the offending text in quotes, what was expected and what was found.
package struct Diagnostic: Error, Sendable, Equatable {
  package enum Severity: String, Sendable { case error, warning }

  /// A second range to show, with a text of its own.
  package struct Label: Sendable, Equatable {
    package var range: SourceRange
    package var text: Wording

    package init(_ range: SourceRange, _ text: Wording) {
      self.range = range
      self.text = text
    }
  }

  package var code: DiagnosticCode
  package var severity: Severity
  package var message: Wording
  /// The place in the script; `nil` if there is none (for an error in a data file, say).
  package var range: SourceRange?
  package var labels: [Label]
  package var help: Wording?

  package init(
    _ code: DiagnosticCode, _ message: Wording, at range: SourceRange?, severity: Severity = .error,
    labels: [Label] = [], help: Wording? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
    self.labels = labels
    self.help = help
  }
}

/// The stable name of a kind of error (`E0203`), its title and the long text of `explain E0203`.
///
/// Each code is declared next to the check that emits it, in an extension, and listed once in a catalogue. E00 running
/// and files, E01 text and syntax, E02 names and signatures, E03 expressions and kinds, E04 models and shapes, E05
/// data, E06 training, E07 reading and writing files, E09 not implemented yet.
package struct DiagnosticCode: Sendable, Hashable {
  package let id: String
  package let title: Wording
  package let explanation: Wording

  package init(_ id: String, _ title: Wording, _ explanation: Wording) {
    self.id = id
    self.title = title
    self.explanation = explanation
  }

  package static func == (a: Self, b: Self) -> Bool { a.id == b.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Diagnostic {
  /// The diagnostic as a JSON object on one line, for editors and graders. `endColumn` is one past the last character.
  package func json(in sources: SourceMap) -> String {
    var members: [(key: String, value: String)] = [
      ("code", JSONText.quoted(code.id)),
      ("severity", JSONText.quoted(severity.rawValue)),
      ("message", JSONText.quoted(message.english)),
    ]
    if let range { members += Diagnostic.place(range, in: sources) }
    if let help { members.append(("help", JSONText.quoted(help.english))) }
    if !labels.isEmpty {
      let objects = labels.map { label in
        JSONText.object(
          Diagnostic.place(label.range, in: sources) + [(key: "text", value: JSONText.quoted(label.text.english))])
      }
      members.append(("labels", "[" + objects.joined(separator: ", ") + "]"))
    }
    if let range {
      let chain = sources.includeChain(of: range)
      if !chain.isEmpty {
        let objects = chain.map { JSONText.object(Diagnostic.place($0, in: sources)) }
        members.append(("included", "[" + objects.joined(separator: ", ") + "]"))
      }
    }
    return JSONText.object(members)
  }

  private static func place(_ range: SourceRange, in sources: SourceMap) -> [(key: String, value: String)] {
    guard let source = sources[range.source] else { return [] }
    let start = source.position(of: range.lower)
    let end = source.position(of: range.upper)
    return [
      ("file", JSONText.quoted(source.name)), ("line", String(start.line)), ("column", String(start.column)),
      ("endLine", String(end.line)), ("endColumn", String(end.column)),
    ]
  }
}

extension DiagnosticCode {
  /// The codes of the language itself, for `explain` and docs/errors.md.
  package static let language: [DiagnosticCode] =
    [unreadableInclude, includeCycle, tooManyIncludes]
    + [invalidEncoding, strayCharacter, unclosedString, unclosedBracket, malformedNumber, textTooLarge]
    + [gluedArguments, unknownEscape, unbalancedBrace, unclosedBlock, strayEnd, unexpected, tooDeep]
    + [comparisonChain, assignmentInCondition, reservedWord]
    + signatures + checker + evaluation
}
