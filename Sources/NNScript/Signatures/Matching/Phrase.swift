import NNText

/// Phrases for messages.
enum Phrase {
  /// The noun with its indefinite article: `a number`, `an activation`; Korean has no article.
  static func article(_ noun: Wording) -> Wording {
    let english = noun.english
    let isVowel = "aeiou".contains(english.first ?? "x") && !english.hasPrefix("unit") && !english.hasPrefix("one")
    return Wording(en: "\(isVowel ? "an" : "a") \(english)", ko: "\(noun.korean)")
  }

  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ items: [Wording]) -> Wording {
    guard let last = items.last, items.count > 1 else { return items.first ?? Wording(verbatim: "") }
    let first = items.dropLast().joined(separator: ", ")
    return Wording(en: "\(first) or \(last)", ko: "\(first) 또는 \(last)")
  }

  static func alternatives(_ words: [String]) -> Wording { alternatives(words.map { Wording(verbatim: $0) }) }

  // The kinds of values.
  static let number = Wording(en: "number", ko: "수")
  static let boolean = Wording(en: "boolean", ko: "참거짓 값")
  static let text = Wording(en: "text", ko: "글")
  static let list = Wording(en: "list", ko: "목록")

  static func noMeasure(_ word: String) -> Wording {
    Wording(en: "'\(word)' is not a measure", ko: "'\(word)'\(Particle.topic(word)) 측정값이 아닙니다")
  }

  static func neitherMeasureNorWord(_ word: String) -> Wording {
    Wording(
      en: "'\(word)' is neither a measure nor a word of the language",
      ko: "'\(word)'\(Particle.topic(word)) 측정값도 nnsh의 단어도 아닙니다")
  }

  static func wordOrVariable(_ word: String) -> Wording {
    Wording(
      en: "'\(word)' is ambiguous: it could be the variable or the word",
      ko: "'\(word)'\(Particle.subject(word)) 변수인지 단어인지 알 수 없습니다")
  }

  static func variableIsWritten(_ name: String) -> Wording {
    Wording(en: "write the variable as `$\(name)`", ko: "변수는 `$\(name)`로 씁니다")
  }

  static func textNeedsQuotes(_ text: String) -> Wording {
    Wording(en: "put text in quotes: \"\(text)\"", ko: "글은 따옴표로 묶습니다: \"\(text)\"")
  }

  /// A description of an argument for messages.
  static func found(_ argument: Argument) -> Wording {
    switch argument.kind {
    case .number(let number): found(.number(number))
    case .string(let text): found(.text(text))
    case .interpolated: Wording(en: "a text", ko: "글")
    case .word(let word): Wording(verbatim: "'\(word)'")
    case .variable(let name): Wording(verbatim: "'$\(name)'")
    case .dotted(let parts): Wording(verbatim: "'\(text(parts))'")
    case .parenthesis: Wording(en: "an expression", ko: "식")
    }
  }

  static func found(_ value: Value) -> Wording {
    switch value {
    case .number(let number):
      Wording(en: "the number \(NumberFormat.display(number))", ko: "수 \(NumberFormat.display(number))")
    case .boolean(let flag): Wording(en: "the boolean \(flag)", ko: "참거짓 값 \(flag)")
    case .text(let text): Wording(en: "the text \(quoted(text))", ko: "글 \(quoted(text))")
    case .list(let items):
      items.isEmpty ? Wording(en: "an empty list", ko: "빈 목록") : Wording(en: "a list", ko: "목록")
    }
  }

  static func text(_ parts: [NamePart]) -> String {
    parts.map {
      switch $0 {
      case .word(let word): word
      case .variable(let name): "$\(name)"
      }
    }.joined(separator: ".")
  }

  static func unusable(_ name: String) -> Wording {
    Wording(en: "\(quoted(name)) is not a valid name", ko: "\(quoted(name))\(Particle.topic(name)) 이름으로 쓸 수 없습니다")
  }

  static let nameRule = Wording(
    en: "a name begins with a letter and continues with letters, digits and `_`",
    ko: "이름은 영문자로 시작하고 영문자, 숫자, `_`로 이어집니다")

  /// The text in single quotes, cut after 40 characters.
  static func quoted(_ text: String) -> String {
    let shown = text.prefix(40)
    return shown.endIndex == text.endIndex ? "'\(text)'" : "'\(shown)…'"
  }
}
