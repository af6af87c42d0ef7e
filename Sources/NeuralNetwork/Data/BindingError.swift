import NNText

/// Data that lack what a model learned from, or hold what it never saw.
public enum BindingError: LibraryError, Hashable {
  case missingColumn(String, found: [String])
  case newWord(String, column: String, learned: [String])
  case wordsForNumbers(String, word: String)
  case numbersForWords(String, learned: [String])
  case columnCount(String, learned: Int, found: Int)
  case newClass(String, learned: [String])
  case classesForNumbers(String)
  case numbersForClasses(String, learned: [String])
  case missingTarget(String, found: [String])

  /// Whether the targets are to blame, not the inputs.
  package var isAboutTargets: Bool {
    switch self {
    case .newClass, .classesForNumbers, .numbersForClasses, .missingTarget: true
    case .missingColumn, .newWord, .wordsForNumbers, .numbersForWords, .columnCount: false
    }
  }

  public var wording: Wording {
    switch self {
    case .missingColumn(let name, _):
      Wording(en: "the model learned from a column '\(name)'", ko: "모델이 배운 열이 없습니다: '\(name)'")
    case .newWord(let word, let column, _):
      Wording(
        en: "the model never saw the word '\(word)' in column '\(column)'",
        ko: "모델이 배울 때 '\(column)' 열에 없던 단어: '\(word)'")
    case .wordsForNumbers(let column, let word):
      Wording(
        en: "column '\(column)' held numbers when the model learned, now it holds words ('\(word)')",
        ko: "모델이 배울 때 '\(column)' 열은 수였는데 지금은 단어('\(word)')입니다")
    case .numbersForWords(let column, _):
      Wording(
        en: "column '\(column)' held words when the model learned, now it holds numbers",
        ko: "모델이 배울 때 '\(column)' 열은 단어였는데 지금은 수입니다")
    case .columnCount(let column, let learned, let found):
      Wording(
        en: "column '\(column)' holds words, and the model learned from \(learned) columns where there are \(found)",
        ko: "'\(column)' 열에는 단어가 있는데, 모델이 배운 열은 \(learned)개이고 지금은 \(found)개입니다")
    case .newClass(let name, _):
      Wording(en: "the model never learned the class '\(name)'", ko: "모델이 배우지 않은 클래스: '\(name)'")
    case .classesForNumbers(let target):
      Wording(
        en: "the model learned to give numbers ('\(target)'), the targets are classes",
        ko: "모델은 수('\(target)')를 내도록 배웠는데 정답이 클래스입니다")
    case .numbersForClasses(let target, _):
      Wording(
        en: "the model learned classes, and column '\(target)' holds numbers",
        ko: "모델은 클래스를 배웠는데 '\(target)' 열은 수입니다")
    case .missingTarget(let name, _):
      Wording(en: "the model learned to give '\(name)'", ko: "모델이 내도록 배운 열이 정답에 없습니다: '\(name)'")
    }
  }

  public var advice: Wording? {
    switch self {
    case .missingColumn(_, let found):
      Wording(en: "the columns are: \(Self.list(found))", ko: "있는 열: \(Self.list(found))")
    case .newWord(_, _, let learned), .numbersForWords(_, let learned):
      Wording(en: "its words were: \(Self.list(learned))", ko: "배운 단어: \(Self.list(learned))")
    case .newClass(_, let learned), .numbersForClasses(_, let learned):
      Wording(en: "its classes are: \(Self.list(learned))", ko: "배운 클래스: \(Self.list(learned))")
    case .missingTarget(_, let found):
      Wording(en: "the targets are: \(Self.list(found))", ko: "있는 정답 열: \(Self.list(found))")
    case .wordsForNumbers, .columnCount, .classesForNumbers: nil
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = 12
    return names.prefix(shown).joined(separator: ", ") + (names.count > shown ? " …" : "")
  }
}
