import Glibc
import NNText

extension Slot {
  /// The value as the statement's body takes it: of the slot's kind and in its range, a unit as `steps` or `epochs`.
  package func fit(_ value: Value, at range: SourceRange?, of signature: Signature) throws(Diagnostic) -> Value {
    func fail(_ code: DiagnosticCode, _ message: String, help: String? = nil) -> Diagnostic {
      Diagnostic(code, message, at: range, help: help)
    }
    func wrongKind() -> Diagnostic {
      fail(
        .wrongArgument, "'\(signature.name)' expected \(wanted), found \(Phrase.found(value))",
        help: "see `help \(signature.name)`")
    }

    switch kind {
    case .number(let rule):
      guard case .number(let number) = value else { throw wrongKind() }
      if let complaint = rule.complaint(about: number) { throw fail(.outOfRange, complaint) }
      // A negative zero would print as one and index as none.
      return .number(rule.isInteger && number == 0 ? 0 : number)
    case .text:
      guard case .text = value else { throw wrongKind() }
    case .any:
      switch value {
      case .number, .text: break
      case .boolean, .list: throw wrongKind()
      }
    case .name(let space):
      guard case .text(let name) = value else { throw wrongKind() }
      let isUsable =
        switch space {
        case .column: !name.isEmpty
        case .command, .code: true
        case .model, .run, .sweep, .axis, .variable, .new: Name.isValid(name)
        }
      guard isUsable else {
        throw fail(
          .unusableName, "\(Phrase.quoted(name)) cannot be a name",
          help: "a name begins with a letter and goes on with letters, digits and `_`")
      }
    case .path(let use):
      guard case .text(let path) = value else { throw wrongKind() }
      if let complaint = use.complaint(about: path) {
        throw fail(.wrongEnding, "'\(signature.name)' \(complaint), found \(Phrase.quoted(path))")
      }
    case .choice(let vocabulary):
      guard case .text(let word) = value else { throw wrongKind() }
      guard vocabulary.entries.contains(where: { $0.word == word }) else {
        throw fail(
          .unknownChoice, "unknown \(vocabulary.name) \(Phrase.quoted(word))",
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
  /// The suggestion for a word that is no entry, or all entries.
  func advice(for word: String, synonyms: [String: String]) -> String {
    let words = entries.map(\.word)
    if let known = synonyms[word], words.contains(known) { return "did you mean '\(known)'?" }
    if let near = Spelling.suggestion(for: word, among: words) { return "did you mean '\(near)'?" }
    return "one of: " + words.joined(separator: " ")
  }
}

extension NumberRule {
  /// Whole numbers beyond this are not exact, and no count of anything.
  private static let largestInteger = 9_007_199_254_740_992.0

  /// Nil if the number will do.
  func complaint(about number: Double) -> String? {
    let isAbove = includesLower ? number >= range.lowerBound : number > range.lowerBound
    let isBelow = includesUpper ? number <= range.upperBound : number < range.upperBound
    let isWhole = !isInteger || (number == number.rounded(.towardZero) && number.magnitude <= Self.largestInteger)
    guard number.isNaN || number.isInfinite || !isAbove || !isBelow || !isWhole else { return nil }
    let limits = number > range.upperBound ? text(upTo: .infinity) : text
    return "the \(called) must be \(limits), found \(NumberFormat.display(number))"
  }

  /// Bounds beyond this only keep nonsense out, and are not worth a word before somebody meets them.
  private static let ordinary = 1e12

  /// "a whole number from 1 to 9", "greater than 0".
  var text: String { text(upTo: Self.ordinary) }

  private func text(upTo unspoken: Double) -> String {
    let noun = isInteger ? "a whole number" : "a number"
    let lower = range.lowerBound
    let upper = range.upperBound
    let isJustAboveZero = lower > 0 && lower < 1e-300
    let from =
      isJustAboveZero
      ? "greater than 0" : (includesLower ? "at least " : "greater than ") + NumberFormat.display(lower)
    let to = (includesUpper ? "at most " : "less than ") + NumberFormat.display(upper)
    let isLowerOpen = lower <= (isInteger ? -Self.largestInteger : -Double.greatestFiniteMagnitude)
    let isUpperOpen = upper >= (isInteger ? min(Self.largestInteger, unspoken) : Double.greatestFiniteMagnitude)
    switch (isLowerOpen, isUpperOpen) {
    case (true, true): return isInteger ? noun : "a finite number"
    case (false, true): return isInteger ? "\(noun), \(from)" : from
    case (true, false): return isInteger ? "\(noun), \(to)" : to
    case (false, false):
      guard includesLower, includesUpper, !isJustAboveZero else { return "\(noun) \(from) and \(to)" }
      return "\(noun) from \(NumberFormat.display(lower)) to \(NumberFormat.display(upper))"
    }
  }
}

extension PathUse {
  /// Nil if the path will do.
  func complaint(about path: String) -> String? {
    guard !path.isEmpty else { return "needs a file name" }
    guard !path.utf8.contains(0) else { return "needs a file name without zero bytes" }
    switch self {
    case .directory: return nil
    case .read(let endings), .write(let endings):
      let lowered = path.lowercased()
      guard !endings.isEmpty, !endings.contains(where: { lowered.hasSuffix("." + $0.lowercased()) }) else { return nil }
      return "needs a file that ends in " + Phrase.alternatives(endings.map { "'.\($0)'" })
    }
  }
}

/// What a name may look like.
enum Name {
  static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isDigit($0) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
