import NNText

/// The value of an expression. Words and strings are of the same kind, text.
package enum Value: Sendable, Equatable {
  case number(Double)
  case boolean(Bool)
  case text(String)
  case list([Value])

  /// The kind's name in messages.
  package var kind: String {
    switch self {
    case .number: "number"
    case .boolean: "boolean"
    case .text: "text"
    case .list: "list"
    }
  }

  var kindCalled: Wording {
    switch self {
    case .number: Phrase.number
    case .boolean: Phrase.boolean
    case .text: Phrase.text
    case .list: Phrase.list
    }
  }
}

extension Value {
  /// The value as `print` and `{ }` show it: numbers with at most 7 digits, texts without quotes.
  package var display: String {
    switch self {
    case .number(let number): NumberFormat.display(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): text
    case .list(let items): "[" + items.map(\.display).joined(separator: " ") + "]"
    }
  }

  /// An expression with exactly this value. A number that is not finite has no such expression and appears as `nan` or
  /// `inf`.
  package var source: String {
    switch self {
    case .number(let number): NumberFormat.exact(number)
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): Argument(.string(text), SourceRange(source: 0, lower: 0, upper: 0)).text
    case .list(let items): "[" + items.map(\.source).joined(separator: " ") + "]"
    }
  }

  /// The value of `NAME=TEXT` on the command line for a `param` whose default is this value; `nil` if the text is of
  /// another kind.
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

  /// Parses a number in the notation of scripts, including a sign and `%`.
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

/// The variables of a session, in one scope. A value type, so that a sweep can copy it.
///
/// Tracks the changes since ``mark()``, so that finding which variables a statement has set takes no copy of all of
/// them.
package struct Variables: Sendable {
  private var values: [String: Value] = [:]
  /// The number of assignments that changed a value; assigning NaN to NaN changes nothing.
  package private(set) var version = 0
  /// The previous values of the variables that changed since ``mark()``; an inner `nil` means the variable was not set.
  package private(set) var former: [String: Value?] = [:]
  /// The variables that changed since the last ``takeChanged()``.
  private var changed: Set<String> = []

  package init() {}

  package subscript(name: String) -> Value? {
    get { values[name] }
    set {
      let old = values[name]
      if let old, let newValue, old.isSame(as: newValue) { return }
      if old == nil && newValue == nil { return }
      if former[name] == nil { former[name] = .some(old) }
      changed.insert(name)
      version += 1
      values[name] = newValue
    }
  }

  /// Clears ``former``, so that it records changes from here on.
  package mutating func mark() { former = [:] }

  /// Returns the names that changed since the last call.
  package mutating func takeChanged() -> Set<String> {
    defer { changed = [] }
    return changed
  }

  /// Sets the given variables and removes those that are `nil`; returns the previous values, which undo the change.
  package mutating func exchange(_ given: [String: Value?]) -> [String: Value?] {
    var replaced: [String: Value?] = [:]
    for (name, value) in given {
      replaced[name] = .some(values[name])
      self[name] = value
    }
    return replaced
  }

  /// The names in alphabetical order.
  package var names: [String] { values.keys.sorted() }

  package var dictionary: [String: Value] { values }

  package var isEmpty: Bool { values.isEmpty }
}

extension Value {
  /// Whether the values are equal, with NaN equal to NaN.
  package func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let number), .number(let other)): number == other || number.isNaN && other.isNaN
    case (.list(let items), .list(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.isSame(as: $1) }
    default: self == other
    }
  }
}
