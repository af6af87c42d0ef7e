import NNText

extension Value {
  /// As `print` and `{ }` show it: numbers with at most 7 digits, texts without quotes.
  package var display: String {
    switch self {
    case .number(let number): NumberFormat.display(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): text
    case .list(let items): "[" + items.map(\.display).joined(separator: " ") + "]"
    }
  }

  /// The expression that yields it, exactly. A number that is not finite has none and is shown as it is.
  package var source: String {
    switch self {
    case .number(let number): NumberFormat.exact(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): Argument(.string(text), SourceRange(source: 0, lower: 0, upper: 0)).text
    case .list(let items): "[" + items.map(\.source).joined(separator: " ") + "]"
    }
  }

  /// The value that `NAME=TEXT` on the command line means for a `param` whose own value is this one; nil if the text
  /// is of another kind.
  package func override(from text: String) -> Value? {
    switch self {
    case .number: return Value.number(in: text)
    case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .text: return .text(text)
    case .list(let items):
      let words = text.split(separator: " ").map(String.init)
      guard let first = items.first else { return .list(words.map { Value.number(in: $0) ?? .text($0) }) }
      let values = words.compactMap { first.override(from: $0) }
      return values.count == words.count ? .list(values) : nil
    }
  }

  /// A number as scripts write it, sign and `%` included.
  private static func number(in text: String) -> Value? {
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    var lexer = Lexer(expression: (isNegative ? 1 : 0)..<bytes.count, of: bytes, source: 0)
    guard bytes.count > (isNegative ? 1 : 0) else { return nil }
    lexer.run()
    guard lexer.diagnostics.isEmpty, lexer.tokens.count == 2, let token = lexer.tokens.first, token.kind == .number,
      Int(token.lower) == (isNegative ? 1 : 0), Int(token.upper) == bytes.count
    else { return nil }
    let value = NumberText.value(bytes[Int(token.lower)..<Int(token.upper)])
    return value.isFinite ? .number(isNegative ? -value : value) : nil
  }
}
