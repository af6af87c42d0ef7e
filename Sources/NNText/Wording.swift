/// What is said to people, in every language nnsh speaks. Whoever says something says it in all of them: there is no way
/// to make a wording that leaves one out.
///
///     Wording(en: "unknown column '\(name)'", ko: "'\(name)' 열이 없습니다")
///
/// A wording put into another appears in the language of the text around it.
public struct Wording: Sendable {
  /// Behind a reference: errors travel through deep recursion, whose frames stay small so.
  private final class Texts: Sendable {
    let english: String
    let korean: String

    init(_ english: String, _ korean: String) {
      self.english = english
      self.korean = korean
    }
  }

  private let texts: Texts

  public var english: String { texts.english }
  public var korean: String { texts.korean }

  public init(en english: English, ko korean: Korean) { texts = Texts(english.text, korean.text) }

  /// What reads the same in every language: a formula, a statement, a name.
  public init(verbatim text: String) { texts = Texts(text, text) }

  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .korean: korean
    }
  }

  public var isEmpty: Bool { english.isEmpty }
}

extension Wording: Hashable {
  public static func == (a: Wording, b: Wording) -> Bool { a.english == b.english && a.korean == b.korean }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(english)
    hasher.combine(korean)
  }
}

extension Wording {
  /// A literal in English.
  public struct English: ExpressibleByStringInterpolation, Sendable {
    let text: String

    public init(stringLiteral text: String) { self.text = text }
    public init(stringInterpolation parts: Parts) { text = parts.text }

    public struct Parts: WordingParts {
      public static let language = Language.english
      public var text: String
      public init(literalCapacity: Int, interpolationCount: Int) { text = "" }
    }
  }

  /// A literal in Korean.
  public struct Korean: ExpressibleByStringInterpolation, Sendable {
    let text: String

    public init(stringLiteral text: String) { self.text = text }
    public init(stringInterpolation parts: Parts) { text = parts.text }

    public struct Parts: WordingParts {
      public static let language = Language.korean
      public var text: String
      public init(literalCapacity: Int, interpolationCount: Int) { text = "" }
    }
  }
}

/// The pieces of a literal as they come.
public protocol WordingParts: StringInterpolationProtocol where StringLiteralType == String {
  static var language: Language { get }
  var text: String { get set }
}

extension WordingParts {
  public mutating func appendLiteral(_ literal: String) { text += literal }
  public mutating func appendInterpolation(_ wording: Wording) { text += wording[Self.language] }
  /// What stands in a sentence stands in its line, and drives no terminal.
  public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
    text += VisibleText.line(value.description)
  }
}

extension Wording {
  public static func + (a: Wording, b: Wording) -> Wording {
    Wording(en: "\(a)\(b)", ko: "\(a)\(b)")
  }
}

extension Sequence<Wording> {
  /// One behind the other.
  public func joined(separator: String = "") -> Wording {
    dropFirst().reduce(first { _ in true } ?? .nothing) { $0 + Wording(verbatim: separator) + $1 }
  }
}

extension Wording {
  public static func didYouMean(_ word: String) -> Wording {
    Wording(en: "did you mean '\(word)'?", ko: "혹시 '\(word)'인가요?")
  }

  public static func seeHelp(_ word: String) -> Wording {
    Wording(en: "see `help \(word)`", ko: "`help \(word)`를 보세요")
  }

  public static let nothing = Wording(verbatim: "")

  /// `one of: a b c`
  public static func oneOf(_ words: [String]) -> Wording {
    let list = words.joined(separator: " ")
    return Wording(en: "one of: \(list)", ko: "다음 가운데 하나: \(list)")
  }
}

// Without these a wording put into a String would show its insides. Where warnings are errors they are an error.
extension DefaultStringInterpolation {
  @available(*, deprecated, message: "a String is in one language: say which, as in wording[language]")
  public mutating func appendInterpolation(_ wording: Wording) { appendInterpolation(wording.english) }

  @available(*, deprecated, message: "a String is in one language: say which, as in wording[language]")
  public mutating func appendInterpolation(_ wording: Wording?) { appendInterpolation(wording?.english ?? "nil") }
}
