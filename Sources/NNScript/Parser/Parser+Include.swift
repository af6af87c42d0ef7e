import NNText

extension Parser {
  /// `include "file.nn"`: the file is read and parsed here and now.
  mutating func include() throws(Failure) -> Statement.Kind {
    let first = token
    advance()
    guard token.kind == .string else {
      throw unexpected(
        Wording(en: "the file's name in quotes", ko: "따옴표로 묶은 파일 이름"),
        help: Wording(en: "write: include \"file.nn\"", ko: "include \"file.nn\" 처럼 쓰세요"))
    }
    let place = token
    let written = try literalString(Wording(en: "the file's name", ko: "파일 이름"))
    let argument = Argument(.string(written), range(of: place))
    guard isAtStatementEnd else { throw unexpected(Wording(en: "end of line", ko: "줄의 끝")) }
    guard !written.isEmpty, !written.utf8.contains(0) else {
      throw failure(
        .unreadableInclude, Wording(en: "the name of the file to include is empty", ko: "include 할 파일의 이름이 비어 있습니다"),
        at: argument.range)
    }

    let parent = shared.sources[source]
    let path = Parser.path(written, from: parent?.path)
    shared.includeCount += 1
    guard shared.includeCount <= Parser.includeLimit else {
      throw failure(
        .tooManyIncludes,
        Wording(
          en: "more than \(Parser.includeLimit) files are included", ko: "include 한 파일이 \(Parser.includeLimit)개를 넘습니다"),
        at: argument.range)
    }
    switch shared.loader.load(path) {
    case .failed(let reason):
      throw failure(
        .unreadableInclude, Wording(en: "cannot read '\(path)': \(reason)", ko: "'\(path)' 파일을 읽을 수 없습니다: \(reason)"),
        at: argument.range)
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
          .includeCycle, Wording(en: "'\(path)' includes itself", ko: "'\(path)' 파일이 자기 자신을 include 합니다"), at: range,
          help: Wording(
            en: "the circle is \(chain.reversed().joined(separator: " → "))",
            ko: "도는 순서: \(chain.reversed().joined(separator: " → "))"))
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
