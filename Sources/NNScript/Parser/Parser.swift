import NNText

/// A recursive-descent parser with two tokens of look-ahead, for the grammar in docs/language.md.
///
/// After an error, it skips to the end of the line but still parses the block that the statement opens, so that all
/// errors of a text are found at once.
package struct Parser {
  /// The maximum depth of nested blocks, across included files.
  static let blockDepthLimit = 100
  /// The maximum depth of nested parentheses and operators.
  static let expressionDepthLimit = 200
  static let includeLimit = 1000

  /// The state shared by the parsers of a script and of its includes.
  final class Shared {
    var sources: SourceMap
    let loader: SourceLoader
    let dialect: Dialect
    var includeCount = 0

    init(_ sources: SourceMap, _ dialect: Dialect, _ loader: SourceLoader) {
      self.sources = sources
      self.dialect = dialect
      self.loader = loader
    }
  }

  let shared: Shared
  let source: Int32
  let bytes: [UInt8]
  /// Whether no text follows: an open construct is then an error.
  let isWhole: Bool

  var tokens: [Token]
  var position = 0
  /// The errors with the offsets by which they are sorted.
  var diagnostics: [(offset: Int32, diagnostic: Diagnostic)] = []
  var blockDepth: Int
  var expressionDepth = 0
  /// The depth of nested operators in the last parsed expression.
  var height = 0
  /// The name of the end of the tokens in messages.
  var endText: String?
  var unfinished: Opener?
  var unclosed: Opener?
  var isAbandoned = false

  /// A syntax error; its diagnostic is `nil` if it has already been reported.
  struct Failure: Error {
    var diagnostic: Diagnostic?

    static let reported = Failure(diagnostic: nil)
  }

  /// Parses a text of `sources` and every file it includes, and adds these files to `sources`.
  ///
  /// - Parameter isWhole: false at the prompt, where another line may follow.
  package static func parse(
    _ source: Int32, in sources: inout SourceMap, _ dialect: Dialect, isWhole: Bool = true, loader: SourceLoader = .none
  ) -> ParseResult {
    let shared = Shared(sources, dialect, loader)
    var parser = Parser(source, shared, isWhole: isWhole, blockDepth: 0)
    let block = parser.script()
    sources = shared.sources
    if !parser.diagnostics.isEmpty { return .failed(parser.sortedDiagnostics) }
    if let opener = parser.unfinished ?? parser.unclosed { return .incomplete(opener) }
    return .complete(block)
  }

  init(_ id: Int32, _ shared: Shared, isWhole: Bool, blockDepth: Int) {
    self.shared = shared
    self.isWhole = isWhole
    self.blockDepth = blockDepth
    source = id
    guard let text = shared.sources[id], text.bytes.count <= Source.byteLimit else {
      bytes = []
      tokens = [Token(kind: .end, lower: 0, upper: 0)]
      let range = SourceRange(source: id, lower: 0, upper: 0)
      diagnostics = [
        (
          0,
          Diagnostic(
            .textTooLarge, Wording(en: "the script is larger than 64 MiB", ko: "스크립트가 64 MiB보다 큽니다"), at: range)
        )
      ]
      return
    }
    bytes = text.bytes
    var lexer = Lexer(text, id: id, isWhole: isWhole)
    lexer.run()
    tokens = lexer.tokens
    diagnostics = lexer.diagnostics.map { ($0.range?.lower ?? 0, $0) }
    if let open = lexer.unfinished {
      let text: String =
        switch open.kind {
        case .string: "\""
        case .parenthesis: "("
        case .bracket: "["
        case .continuation: "\\"
        }
      unfinished = Opener(text: text, range: open.range)
    }
  }

  mutating func script() -> Block { statements(of: nil, allowsElse: false).block }

  var sortedDiagnostics: [Diagnostic] {
    diagnostics.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element.diagnostic)
  }
}

// Access to the tokens.
extension Parser {
  var token: Token { tokens[position] }
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }
  /// The end of the previous token.
  var previousUpper: Int32 { position > 0 ? tokens[position - 1].upper : 0 }
  var isAtStatementEnd: Bool { token.isStatementEnd }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  func range(of token: Token) -> SourceRange { SourceRange(source: source, lower: token.lower, upper: token.upper) }

  /// The range from an offset to the end of the previous token.
  func range(from lower: Int32) -> SourceRange {
    SourceRange(source: source, lower: lower, upper: max(lower, previousUpper))
  }

  func text(_ token: Token) -> String {
    String(decoding: bytes[Int(token.lower)..<Int(token.upper)], as: UTF8.self)
  }

  /// The name of a `$name` token.
  func name(_ token: Token) -> String {
    String(decoding: bytes[Int(token.lower) + 1..<Int(token.upper)], as: UTF8.self)
  }

  func isWord(_ token: Token, _ word: StaticString) -> Bool {
    guard token.kind == .word, Int(token.upper - token.lower) == word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where bytes[Int(token.lower) + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// Consumes the word if it is the current token.
  mutating func takes(_ word: StaticString) -> Bool {
    guard isWord(token, word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ word: StaticString, help: Wording? = nil) throws(Failure) {
    guard takes(word) else { throw unexpected(Wording(verbatim: "'\(word)'"), help: help) }
  }

  func describe(_ token: Token) -> Wording {
    if token.kind == .end {
      return endText.map { Wording(verbatim: $0) } ?? Wording(en: "end of the script", ko: "스크립트의 끝")
    }
    if token.kind == .newline { return Wording(en: "end of line", ko: "줄의 끝") }
    if let symbol = token.symbol { return Wording(verbatim: symbol) }
    return token.kind == .string ? Wording(en: "a string", ko: "문자열") : Wording(verbatim: "'\(text(token))'")
  }

  /// The failure "expected …, found …" at this token.
  func unexpected(_ expected: Wording, help: Wording? = nil) -> Failure {
    // An unfinished text may still become valid, and a bad token has already been reported.
    if token.kind == .bad || (token.kind == .end && unfinished != nil && endText == nil) { return .reported }
    return failure(
      .unexpected,
      Wording(
        en: "expected \(expected), found \(describe(token))", ko: "여기에 올 것: \(expected). 실제로는 \(describe(token))"),
      at: range(of: token), help: help)
  }

  func failure(_ code: DiagnosticCode, _ message: Wording, at range: SourceRange, help: Wording? = nil) -> Failure {
    Failure(diagnostic: Diagnostic(code, message, at: range, help: help))
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append((diagnostic.range?.lower ?? 0, diagnostic))
  }

  /// Runs a part of the grammar. On failure, reports the error, skips to the end of the line and returns `nil`.
  mutating func recovering<Result>(
    _ parse: (inout Parser) throws(Failure) -> Result
  ) -> Result? {
    do {
      return try parse(&self)
    } catch {
      if let diagnostic = error.diagnostic { report(diagnostic) }
      while !isAtStatementEnd { position += 1 }
      return nil
    }
  }
}
