import NNText

extension Parser {
  /// `include "file.nn"`: the file is read and parsed here and now.
  mutating func include() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    guard token.kind == .string else {
      throw unexpected("the file's name in quotes", help: "write: include \"file.nn\"")
    }
    let place = token
    let written = try literalString("the file's name")
    let argument = Argument(.string(written), range(of: place))
    guard isAtStatementEnd else { throw unexpected("end of line") }
    guard !written.isEmpty, !written.utf8.contains(0) else {
      throw failure(.unreadableInclude, "the name of the file to include is empty", at: argument.range)
    }

    let parent = shared.sources[source]
    let path = Parser.path(written, from: parent?.path)
    shared.includeCount += 1
    guard shared.includeCount <= Parser.includeLimit else {
      throw failure(.tooManyIncludes, "more than \(Parser.includeLimit) files are included", at: argument.range)
    }
    switch shared.loader.load(path) {
    case .failed(let reason):
      throw failure(.unreadableInclude, "cannot read '\(path)': \(reason)", at: argument.range)
    case .loaded(let bytes, let identity):
      try checkCycle(identity, path, at: argument.range)
      let included = Source(name: path, bytes: bytes, path: path, identity: identity, includedAt: range(of: first))
      let id = shared.sources.add(included)
      var parser = Parser(id, shared, isWhole: true, blockDepth: blockDepth)
      let block = parser.script()
      diagnostics += parser.sortedDiagnostics.map { (first.lower, $0) }
      return .include(path: argument, block)
    }
  }

  private func checkCycle(_ identity: String, _ path: String, at range: SourceRange) throws(Failure) {
    var chain = [path]
    var id = source
    while let ancestor = shared.sources[id] {
      chain.append(ancestor.name)
      if ancestor.identity == identity {
        throw failure(
          .includeCycle, "'\(path)' includes itself", at: range,
          help: "the circle is \(chain.reversed().joined(separator: " → "))")
      }
      guard let above = ancestor.includedAt else { return }
      id = above.source
    }
  }

  /// A relative path starts at the folder of the including file.
  static func path(_ path: String, from parent: String?) -> String {
    guard !path.hasPrefix("/"), let parent, let slash = parent.lastIndex(of: "/") else { return path }
    return String(parent[...slash]) + path
  }
}
