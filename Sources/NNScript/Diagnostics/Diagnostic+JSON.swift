import NNText

extension Diagnostic {
  /// One object on one line, for editors and graders. `endColumn` is one past the last character.
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
