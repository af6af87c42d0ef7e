import Glibc

/// Text for people, in every language of nnsh. A wording cannot be created without all of them.
///
///     Wording(en: "unknown column '\(name)'", ko: "'\(name)' 열이 없습니다")
///
/// A wording interpolated into another one appears in the language of the surrounding text.
public struct Wording: Sendable {
  /// A reference, so that errors thrown through deep recursion keep its stack frames small.
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

  /// Text that is the same in every language: a formula, a statement, a name.
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

/// Collects the pieces of a wording's literal.
public protocol WordingParts: StringInterpolationProtocol where StringLiteralType == String {
  static var language: Language { get }
  var text: String { get set }
}

extension WordingParts {
  public mutating func appendLiteral(_ literal: String) { text += literal }
  public mutating func appendInterpolation(_ wording: Wording) { text += wording[Self.language] }
  /// Keeps an interpolated value on its line and free of control sequences.
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
  /// The wordings in order, with the separator between them.
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

// Without these, a wording interpolated into a String would print its stored properties. With warnings as errors, such
// an interpolation does not compile.
extension DefaultStringInterpolation {
  @available(*, deprecated, message: "a String has one language: choose it, as in wording[language]")
  public mutating func appendInterpolation(_ wording: Wording) { appendInterpolation(wording.english) }

  @available(*, deprecated, message: "a String has one language: choose it, as in wording[language]")
  public mutating func appendInterpolation(_ wording: Wording?) { appendInterpolation(wording?.english ?? "nil") }
}

extension Wording {
  /// Why a call of the system failed, from its `errno`: lower case, no full stop. Those that people meet have their own
  /// Korean; the rest are in the system's English, since only LC_CTYPE is ever set.
  public init(systemError code: Int32) {
    let text = String(cString: strerror(code))
    let english = text.prefix(1).lowercased() + text.dropFirst()
    self.init(en: "\(english)", ko: "\(Self.known[code] ?? english)")
  }

  private static let known: [Int32: String] = [
    ENOENT: "그런 파일이나 폴더가 없습니다", EACCES: "권한이 없습니다", EPERM: "허용되지 않은 작업입니다",
    EISDIR: "폴더입니다", ENOTDIR: "폴더가 아닙니다", EEXIST: "이미 있습니다", ENOSPC: "디스크에 남은 공간이 없습니다",
    EDQUOT: "디스크 할당량을 다 썼습니다", EFBIG: "파일이 너무 큽니다", EROFS: "읽기 전용 파일 시스템입니다",
    ENAMETOOLONG: "파일 이름이 너무 깁니다", ELOOP: "심볼릭 링크가 너무 많이 이어집니다", EIO: "입출력 오류입니다",
    EMFILE: "열린 파일이 너무 많습니다", ENOMEM: "메모리가 모자랍니다",
  ]
}

/// The languages nnsh speaks. Statements, codes and what programs read are the same in each.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"
}

/// Korean particles whose form depends on how the word before them ends: after a Hangul syllable or a digit the right one,
/// after anything else both, as in `tanh은(는)`.
public enum Particle {
  /// 은, 는
  public static func topic(_ word: String) -> String { chosen(for: word, "은", "는") }
  /// 이, 가
  public static func subject(_ word: String) -> String { chosen(for: word, "이", "가") }
  /// 을, 를
  public static func object(_ word: String) -> String { chosen(for: word, "을", "를") }

  private static func chosen(for word: String, _ closed: String, _ open: String) -> String {
    switch isClosed(word) {
    case true?: closed
    case false?: open
    case nil: "\(closed)(\(open))"
    }
  }

  /// Whether the last syllable ends in a consonant; nil where the spelling does not tell.
  private static func isClosed(_ word: String) -> Bool? {
    guard let last = word.unicodeScalars.last?.value else { return nil }
    switch last {
    case 0xAC00...0xD7A3: return (last - 0xAC00) % 28 != 0
    // 영 일 이 삼 사 오 육 칠 팔 구
    case 0x30...0x39: return [0x30, 0x31, 0x33, 0x36, 0x37, 0x38].contains(last)
    default: return nil
    }
  }
}
