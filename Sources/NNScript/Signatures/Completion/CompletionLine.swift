/// The statement before the cursor, split into words for completion. Tolerates incomplete text.
struct CompletionLine {
  enum Place: Equatable {
    case plain
    /// In parentheses, brackets or the braces of a string.
    case expression
    case string
    case comment
  }

  /// The complete arguments of the statement.
  private(set) var words: [Argument] = []
  /// The text between the last space, bracket or quote and the cursor.
  private(set) var partial = ""
  private(set) var place = Place.plain
  /// The first words of the open blocks.
  private(set) var blocks: [String] = []
  /// The variables set by complete statements of an open block, which has not run yet.
  private(set) var assigned: [String] = []

  private var current: [UInt8] = []
  private var brackets = 0
  private var bracketed = false

  private let dialect: Dialect

  init(_ text: String, _ dialect: Dialect) {
    self.dialect = dialect
    var isString = false
    var isComment = false
    var isEscaped = false
    for byte in text.utf8 {
      if isComment {
        if byte == UInt8(ascii: "\n") {
          isComment = false
          endStatement()
        }
        continue
      }
      if isString {
        current.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isString = true
        current.append(byte)
      case UInt8(ascii: "#") where brackets == 0:
        endWord()
        isComment = true
      case UInt8(ascii: "("), UInt8(ascii: "["):
        brackets += 1
        bracketed = true
        current.append(byte)
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        brackets = max(0, brackets - 1)
        current.append(byte)
      case UInt8(ascii: "\n"), UInt8(ascii: ";"):
        if brackets > 0 || current.last == UInt8(ascii: "\\") {
          if brackets == 0 { current.removeLast() }
          append(blank: byte)
        } else {
          endStatement()
        }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): append(blank: byte)
      default: current.append(byte)
      }
    }
    finish(isString: isString, isComment: isComment)
  }

  /// The first word, if it is complete.
  var firstWord: String? { words.first?.literalText }

  /// The line without its first `count` words: the statement inside `every` or `try`.
  func dropping(_ count: Int) -> CompletionLine {
    var line = self
    line.words.removeFirst(min(count, words.count))
    return line
  }

  func keeping(_ count: Int) -> CompletionLine {
    var line = self
    line.words = Array(words.prefix(count))
    return line
  }

  // MARK: - Splitting

  private mutating func append(blank: UInt8) {
    if brackets > 0 { current.append(blank) } else { endWord() }
  }

  private mutating func endWord() {
    guard !current.isEmpty else { return }
    let text = String(decoding: current, as: UTF8.self)
    words.append(Argument(kind(of: text), SourceRange(source: 0, lower: 0, upper: 0)))
    current.removeAll(keepingCapacity: true)
    bracketed = false
  }

  private mutating func endStatement() {
    endWord()
    defer { words.removeAll() }
    guard let first = firstWord else { return }
    if ["let", "param", "for", "sweep"].contains(first), words.count > 1, let name = words[1].literalText {
      assigned.append(name)
    }
    switch first {
    case "end": _ = blocks.popLast()
    case "if", "for", "repeat", "while", "sweep": blocks.append(first)
    case "every" where words.count == 3: blocks.append(first)
    default:
      if words.count == 2, let word = words[1].literalText, dialect.opens(first, word) { blocks.append(first) }
    }
  }

  private mutating func finish(isString: Bool, isComment: Bool) {
    let text = String(decoding: current, as: UTF8.self)
    if isComment {
      place = .comment
    } else if isString, let quote = text.lastIndex(of: "\"") {
      let content = text[text.index(after: quote)...]
      if brackets > 0 {
        place = .string
        partial = String(content)
      } else if let brace = content.lastIndex(of: "{"), !content[brace...].contains("}") {
        place = .expression
        partial = Self.lastWord(of: content[brace...])
      } else {
        place = .string
        partial = String(content)
      }
    } else if brackets > 0 {
      place = .expression
      partial = Self.lastWord(of: text[...])
    } else {
      partial = bracketed ? "" : text
    }
  }

  /// The partial name at the end of an expression.
  private static func lastWord(of text: Substring) -> String {
    let bytes = text.utf8.reversed().prefix {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "$")
    }
    return String(decoding: bytes.reversed(), as: UTF8.self)
  }

  private func kind(of text: String) -> Argument.Kind {
    if text.hasPrefix("\"") { return .string(text.count > 1 ? String(text.dropFirst().dropLast()) : "") }
    if bracketed { return .parenthesis(Expression(.boolean(true), SourceRange(source: 0, lower: 0, upper: 0))) }
    if text.hasPrefix("$") { return .variable(String(text.dropFirst())) }
    let digits = text.hasSuffix("%") ? text.dropLast() : text[...]
    if let first = digits.first, first.isNumber || first == "-" || first == ".", let number = Double(digits) {
      return .number(number)
    }
    if text.contains(".") { return .dotted(text.split(separator: ".").map { .word(String($0)) }) }
    return .word(text)
  }
}
