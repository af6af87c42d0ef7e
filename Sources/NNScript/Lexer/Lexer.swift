import NNText

/// Cuts UTF-8 bytes into tokens, in one pass and without copying text.
struct Lexer {
  /// A construct that is still open at the end of the text.
  struct Unfinished {
    enum Kind { case string, parenthesis, bracket, continuation }
    var kind: Kind
    var range: SourceRange
  }

  let bytes: [UInt8]
  let source: Int32
  let end: Int
  /// Whether the text is a whole script: an open construct is then an error, and lexing continues after its line.
  let isWhole: Bool
  /// Whether the text is inside `{ }` of a string, where line ends count as spaces.
  let isExpression: Bool

  var offset: Int
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []
  var unfinished: Unfinished?
  private var brackets: [Bracket] = []
  private var restarts = 0
  private var hasReported = false

  private struct Bracket {
    var kind: Unfinished.Kind
    var offset: Int
    var tokenCount: Int
    var diagnosticCount: Int
  }

  /// The maximum number of restarts after an unclosed construct: each may read to the end of the text.
  private static let restartLimit = 16

  init(_ source: Source, id: Int32, isWhole: Bool) {
    bytes = source.bytes
    self.source = id
    end = source.bytes.count
    self.isWhole = isWhole
    isExpression = false
    offset = Int(source.lineStarts[0])
    tokens.reserveCapacity(bytes.count / 4 + 8)
  }

  /// The expression between the braces of a string.
  init(expression range: Range<Int>, of bytes: [UInt8], source: Int32) {
    self.bytes = bytes
    self.source = source
    end = range.upperBound
    isWhole = true
    isExpression = true
    offset = range.lowerBound
  }

  mutating func run() {
    if !isExpression {
      checkEncoding()
      if end - offset >= 2, bytes[offset] == UInt8(ascii: "#"), bytes[offset + 1] == UInt8(ascii: "!") { skipComment() }
    }
    repeat {
      while offset < end { scan() }
    } while restartBehindBracket()
    if let open = brackets.last {
      unfinished = unfinished ?? Unfinished(kind: open.kind, range: range(open.offset, open.offset + 1))
    }
    tokens.append(Token(kind: .end, lower: Int32(end), upper: Int32(end)))
  }

  /// Scans one token, space or comment.
  private mutating func scan() {
    let byte = bytes[offset]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
    case UInt8(ascii: "\n"):
      if brackets.isEmpty && !isExpression { add(.newline, 1) } else { offset += 1 }
    case UInt8(ascii: ";"):
      // Ends a statement even in brackets, so that an unclosed bracket is reported here, not at the end of the file.
      brackets.removeAll(keepingCapacity: true)
      add(.newline, 1)
    case UInt8(ascii: "#"): skipComment()
    case UInt8(ascii: "\\"): scanContinuation()
    case UInt8(ascii: "\""): scanString()
    case UInt8(ascii: "$"): scanVariable()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    case UInt8(ascii: "("): open(.parenthesis, .leftParenthesis)
    case UInt8(ascii: "["): open(.bracket, .leftBracket)
    case UInt8(ascii: ")"): close(.rightParenthesis)
    case UInt8(ascii: "]"): close(.rightBracket)
    default:
      if isWordStart(byte) { scanWord() } else { scanSymbol(byte) }
    }
  }

  func range(_ lower: Int, _ upper: Int) -> SourceRange {
    SourceRange(source: source, lower: Int32(lower), upper: Int32(upper))
  }

  func peek(_ distance: Int) -> UInt8 { offset + distance < end ? bytes[offset + distance] : 0 }

  mutating func add(_ kind: Token.Kind, _ length: Int) {
    if kind == .newline { hasReported = false }
    tokens.append(Token(kind: kind, lower: Int32(offset), upper: Int32(offset + length)))
    offset += length
  }

  /// Reports at most one error per statement: errors after a bad character are rarely independent.
  mutating func report(_ diagnostic: Diagnostic, length: Int) {
    if !hasReported { diagnostics.append(diagnostic) }
    hasReported = true
    add(.bad, length)
  }

  mutating func skipComment() {
    while offset < end, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func scanWord() {
    var length = 1
    while offset + length < end, isWordPart(bytes[offset + length]) { length += 1 }
    add(.word, length)
  }

  private mutating func open(_ kind: Unfinished.Kind, _ token: Token.Kind) {
    brackets.append(
      Bracket(kind: kind, offset: offset, tokenCount: tokens.count, diagnosticCount: diagnostics.count))
    add(token, 1)
  }

  /// Closes the innermost bracket. The parser reports mismatched brackets.
  private mutating func close(_ token: Token.Kind) {
    _ = brackets.popLast()
    add(token, 1)
  }

  private mutating func scanString() {
    var length = 1
    while offset + length < end {
      switch bytes[offset + length] {
      case UInt8(ascii: "\""):
        add(.string, length + 1)
        return
      case UInt8(ascii: "\\"): length += 2
      default: length += 1
      }
    }
    let start = range(offset, offset + 1)
    guard isWhole else {
      unfinished = Unfinished(kind: .string, range: start)
      tokens.append(Token(kind: .bad, lower: Int32(offset), upper: Int32(end)))
      offset = end
      return
    }
    diagnostics.append(
      Diagnostic(
        .unclosedString, Wording(en: "string without a closing quote", ko: "문자열을 닫는 따옴표가 없습니다"), at: start,
        help: Wording(en: "end it with \"", ko: "끝에 \"를 쓰세요")))
    restart(at: offset)
  }

  /// Skips the rest of the line or, after ``restartLimit`` restarts, the rest of the text.
  private mutating func restart(at position: Int) {
    offset = position
    tokens.append(Token(kind: .bad, lower: Int32(position), upper: Int32(position + 1)))
    brackets.removeAll()
    restarts += 1
    if restarts > Lexer.restartLimit {
      offset = end
    } else {
      skipComment()
    }
  }

  /// Reports a bracket that is still open at the end of a whole script, and continues after its line.
  private mutating func restartBehindBracket() -> Bool {
    guard isWhole, !isExpression, let outermost = brackets.first else { return false }
    let partner = outermost.kind == .parenthesis ? ")" : "]"
    tokens.removeSubrange(outermost.tokenCount...)
    diagnostics.removeSubrange(outermost.diagnosticCount...)
    diagnostics.append(
      Diagnostic(
        .unclosedBracket, Wording(en: "this bracket is never closed", ko: "이 괄호를 닫지 않았습니다"),
        at: range(outermost.offset, outermost.offset + 1),
        help: Wording(en: "close it with \(partner)", ko: "\(partner)로 닫으세요")))
    restart(at: outermost.offset)
    return true
  }

  private mutating func scanContinuation() {
    var next = offset + 1
    while next < end,
      bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") || bytes[next] == UInt8(ascii: "\r")
    {
      next += 1
    }
    if next == end {
      if !isWhole { unfinished = Unfinished(kind: .continuation, range: range(offset, offset + 1)) }
      offset = end
    } else if bytes[next] == UInt8(ascii: "\n") {
      offset = next + 1
    } else {
      report(
        Diagnostic(
          .strayCharacter, Wording(en: "'\\' in the middle of a line", ko: "줄 가운데에 '\\'가 있습니다"),
          at: range(offset, offset + 1),
          help: Wording(
            en: "use '\\' only as the last character of a line, to continue it on the next",
            ko: "'\\'는 줄의 맨 끝에 써서 다음 줄로 이을 때 씁니다")),
        length: 1)
    }
  }
}

/// `[A-Za-z_]`.
@inline(__always)
func isWordStart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
}

/// `[A-Za-z0-9_]`.
@inline(__always)
func isWordPart(_ byte: UInt8) -> Bool { isWordStart(byte) || byte &- UInt8(ascii: "0") < 10 }
