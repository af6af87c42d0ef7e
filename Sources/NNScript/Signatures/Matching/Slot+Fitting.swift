import Glibc
import NNText

extension Slot {
  /// The value as passed to the statement: of the slot's kind and in its range, units as `steps` or `epochs`.
  package func fit(_ value: Value, at range: SourceRange?, of signature: Signature) throws(Diagnostic) -> Value {
    func fail(_ code: DiagnosticCode, _ message: Wording, help: Wording? = nil) -> Diagnostic {
      Diagnostic(code, message, at: range, help: help)
    }
    func wrongKind() -> Diagnostic {
      fail(
        .wrongArgument,
        Wording(
          en: "'\(signature.name)' expected \(wanted), found \(Phrase.found(value))",
          ko: "'\(signature.name)'에 올 것: \(wanted). 입력한 것: \(Phrase.found(value))"),
        help: .seeHelp(signature.name))
    }

    switch kind {
    case .number(let rule):
      guard case .number(let number) = value else { throw wrongKind() }
      if let complaint = rule.complaint(about: number) { throw fail(.outOfRange, complaint) }
      // Networks compute in float32.
      if !rule.isInteger, !Float(number).isFinite { throw fail(.outOfRange, .largerThanFloat32(number, rule.noun)) }
      // A negative zero would print as -0.
      return .number(rule.isInteger && number == 0 ? 0 : number)
    case .text:
      guard case .text = value else { throw wrongKind() }
    case .any:
      switch value {
      case .number(let number) where !Float(number).isFinite:
        throw fail(.outOfRange, .largerThanFloat32(number, Wording(en: "number", ko: "수")))
      case .number, .text: break
      case .boolean, .list: throw wrongKind()
      }
    case .name(let space):
      guard case .text(let name) = value else { throw wrongKind() }
      let isUsable =
        switch space {
        case .column, .array: !name.isEmpty
        case .command, .code: true
        case .model, .run, .sweep, .axis, .variable, .new: Name.isValid(name)
        }
      guard isUsable else {
        throw fail(.unusableName, Phrase.unusable(name), help: Phrase.nameRule)
      }
    case .path(let use):
      guard case .text(let path) = value else { throw wrongKind() }
      if let complaint = use.complaint(about: path) {
        let found = Phrase.quoted(path)
        throw fail(
          .wrongEnding,
          Wording(
            en: "'\(signature.name)' \(complaint), found \(found)",
            ko: "'\(signature.name)'에는 \(complaint). 실제로는 \(found)"))
      }
    case .choice(let vocabulary):
      guard case .text(let word) = value else { throw wrongKind() }
      guard vocabulary.entries.contains(where: { $0.word == word }) else {
        throw fail(
          .unknownChoice,
          Wording(
            en: "unknown \(vocabulary.name) \(Phrase.quoted(word))",
            ko: "알 수 없는 \(vocabulary.name)입니다: \(Phrase.quoted(word))"),
          help: vocabulary.advice(for: word, synonyms: SignatureTable.commonSynonyms))
      }
    case .unit:
      guard case .text(let word) = value, let unit = TimeUnit(word: word) else { throw wrongKind() }
      return .text(unit.rawValue)
    case .measure:
      guard case .text(let name) = value else { throw wrongKind() }
      if let complaint = MeasureReference.complaint(about: name) {
        throw fail(.unknownMeasure, complaint.message, help: complaint.help)
      }
    }
    return value
  }
}

extension Vocabulary {
  /// A suggestion for an unknown word, or the list of all entries.
  func advice(for word: String, synonyms: [String: String]) -> Wording {
    let words = entries.map(\.word)
    if let known = SignatureTable.synonym(of: word, among: words, in: synonyms) { return .didYouMean(known) }
    return Spelling.suggestion(for: word, among: words).map { .didYouMean($0) } ?? .oneOf(words)
  }
}

extension NumberRule {
  /// 2⁵³: larger whole numbers are not exact.
  private static let largestInteger = 9_007_199_254_740_992.0

  /// What is wrong with the number; `nil` if it follows the rule.
  func complaint(about number: Double) -> Wording? {
    let isAbove = includesLower ? number >= range.lowerBound : number > range.lowerBound
    let isBelow = includesUpper ? number <= range.upperBound : number < range.upperBound
    let isWhole = !isInteger || (number == number.rounded(.towardZero) && number.magnitude <= Self.largestInteger)
    guard number.isNaN || number.isInfinite || !isAbove || !isBelow || !isWhole else { return nil }
    let limits = number > range.upperBound ? text(upTo: .infinity) : text
    let found = NumberFormat.display(number)
    return Wording(
      en: "the \(noun) must be \(limits), found \(found)",
      ko: "\(noun)에 쓸 수 있는 것은 \(limits)입니다. 실제로는 \(found)")
  }

  /// Upper bounds beyond this only exclude nonsense, and are mentioned only when exceeded.
  private static let ordinary = 1e12

  /// "a whole number from 1 to 9", "greater than 0".
  var text: Wording { text(upTo: Self.ordinary) }

  private func text(upTo unspoken: Double) -> Wording {
    let noun = isInteger ? Wording(en: "a whole number", ko: "정수") : Wording(en: "a number", ko: "수")
    var (lower, upper) = (range.lowerBound, range.upperBound)
    var (includesLower, includesUpper) = (includesLower, includesUpper)
    // Show the largest number below 1 as "less than 1".
    if !isInteger, NumberFormat.exact(upper).count > NumberFormat.exact(upper.nextUp).count + 8 {
      (upper, includesUpper) = (upper.nextUp, false)
    }
    if !isInteger, NumberFormat.exact(lower).count > NumberFormat.exact(lower.nextDown).count + 8 {
      (lower, includesLower) = (lower.nextDown, false)
    }
    let isJustAboveZero = lower > 0 && lower < 1e-300
    // Show a large bound in full, not as 9.007199e15.
    let high =
      isInteger && (Self.ordinary...Self.largestInteger).contains(upper)
      ? String(Int(upper)) : NumberFormat.display(upper)
    let low = NumberFormat.display(isJustAboveZero ? 0 : lower)
    let isLowerIncluded = includesLower && !isJustAboveZero
    let from =
      isLowerIncluded
      ? Wording(en: "at least \(low)", ko: "\(low) 이상의") : Wording(en: "greater than \(low)", ko: "\(low)보다 큰")
    let to =
      includesUpper
      ? Wording(en: "at most \(high)", ko: "\(high) 이하의") : Wording(en: "less than \(high)", ko: "\(high)보다 작은")
    let isLowerOpen = lower <= (isInteger ? -Self.largestInteger : -Double.greatestFiniteMagnitude)
    let isUpperOpen = upper >= (isInteger ? min(Self.largestInteger, unspoken) : Double.greatestFiniteMagnitude)
    switch (isLowerOpen, isUpperOpen) {
    case (true, true): return isInteger ? noun : Wording(en: "a finite number", ko: "유한한 수")
    case (false, true): return Wording(en: isInteger ? "\(noun), \(from)" : "\(from)", ko: "\(from) \(noun)")
    case (true, false): return Wording(en: isInteger ? "\(noun), \(to)" : "\(to)", ko: "\(to) \(noun)")
    case (false, false):
      guard isLowerIncluded, includesUpper else {
        let and = isLowerIncluded ? "\(low) 이상이고" : "\(low)보다 크고"
        return Wording(en: "\(noun) \(from) and \(to)", ko: "\(and) \(to) \(noun)")
      }
      return Wording(en: "\(noun) from \(low) to \(high)", ko: "\(low)부터 \(high)까지의 \(noun)")
    }
  }
}

extension Wording {
  fileprivate static func largerThanFloat32(_ number: Double, _ noun: Wording) -> Wording {
    let (largest, found) = (NumberFormat.exact(Double(Float.greatestFiniteMagnitude)), NumberFormat.display(number))
    return Wording(
      en: "the \(noun) must be a finite float32, at most \(largest), found \(found)",
      ko: "\(noun)에 쓸 수 있는 것은 유한한 float32이며 최댓값은 \(largest)입니다. 실제로는 \(found)")
  }
}

extension PathUse {
  /// What is wrong with the path; `nil` if it can be used.
  func complaint(about path: String) -> Wording? {
    guard !path.isEmpty else { return Wording(en: "needs a file name", ko: "파일 이름이 필요합니다") }
    guard !path.utf8.contains(0) else {
      return Wording(en: "needs a file name without zero bytes", ko: "0 바이트가 없는 파일 이름이 필요합니다")
    }
    switch self {
    case .folder: return nil
    case .read(let endings), .write(let endings):
      let lowered = path.lowercased()
      guard !endings.isEmpty, !endings.contains(where: { lowered.hasSuffix("." + $0.lowercased()) }) else { return nil }
      let wanted = Phrase.alternatives(endings.map { "'.\($0)'" })
      return Wording(en: "needs a file that ends in \(wanted)", ko: "\(wanted)로 끝나는 파일이 필요합니다")
    }
  }
}

/// The syntax of names.
enum Name {
  static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension Slot {
  /// What is expected here, for messages: "a number of units", "an activation", "a file name in quotes".
  var wanted: Wording {
    switch kind {
    case .number(let rule): Phrase.article(rule.noun)
    case .text: Wording(en: "a text (\(shown))", ko: "글(\(shown))")
    case .name(let space): space.wanted
    case .path(.folder): Wording(en: "a folder in quotes", ko: "따옴표로 묶은 폴더 이름")
    case .path: Wording(en: "a file name in quotes", ko: "따옴표로 묶은 파일 이름")
    case .choice(let vocabulary): Phrase.article(vocabulary.name)
    case .unit: TimeUnit.either
    case .any: Wording(en: "a number or a text", ko: "수 또는 글")
    case .measure: Wording(en: "a measure", ko: "측정값(measure)")
    }
  }

  /// One line for a list: `K: number of layers`.
  var gist: Wording {
    switch kind {
    case .number(let rule): Wording(en: "\(shown): \(rule.called)", ko: "\(shown): \(rule.called)")
    case .choice(let vocabulary): Wording(en: "\(shown): \(vocabulary.name)", ko: "\(shown): \(vocabulary.name)")
    case .text, .name, .path, .unit, .any, .measure: Wording(verbatim: shown)
    }
  }
}

extension NameSpace {
  fileprivate var wanted: Wording {
    switch self {
    case .column: Wording(en: "a column", ko: "열 이름")
    case .array: Wording(en: "an array", ko: "배열 이름")
    case .model: Wording(en: "a model name", ko: "모델 이름")
    case .run: Wording(en: "a run name", ko: "학습 기록(run) 이름")
    case .sweep: Wording(en: "a sweep name", ko: "스윕(sweep) 이름")
    case .axis: Wording(en: "an axis of the sweep", ko: "스윕의 축")
    case .variable: Wording(en: "a variable name", ko: "변수 이름")
    case .command: Wording(en: "a word", ko: "단어")
    case .code: Wording(en: "an error code", ko: "오류 코드")
    case .new: Wording(en: "a name", ko: "이름")
    }
  }
}
