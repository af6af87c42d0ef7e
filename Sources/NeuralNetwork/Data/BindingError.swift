import NNText

/// Data that lack what a model learned from, or hold what it never saw.
public enum BindingError: LibraryError, Hashable {
  case missingColumn(String, found: [String])
  case newWord(String, column: String, learned: [String])
  case wordsForNumbers(String, word: String)
  case numbersForWords(String, learned: [String])
  case otherShape(Shape, found: Shape)
  case columnCount(String, learned: Int, found: Int)
  case newClass(String, learned: [String])
  case classesForNumbers(String)
  case numbersForClasses(String, learned: [String])
  case missingTarget(String, found: [String])

  /// Whether the targets are to blame, not the inputs.
  package var isAboutTargets: Bool {
    switch self {
    case .newClass, .classesForNumbers, .numbersForClasses, .missingTarget: true
    case .missingColumn, .newWord, .wordsForNumbers, .numbersForWords, .otherShape, .columnCount: false
    }
  }

  public var wording: Wording {
    switch self {
    case .missingColumn(let name, _): Wording(en: "there is no column '\(name)'", ko: "'\(name)' 열이 없습니다")
    case .newWord(let word, let column, _):
      Wording(en: "column '\(column)' has the new word '\(word)'", ko: "'\(column)' 열에 처음 보는 단어가 있습니다: '\(word)'")
    case .wordsForNumbers(let column, let word):
      Wording(
        en: "column '\(column)' holds words ('\(word)'), it held numbers before",
        ko: "'\(column)' 열이 단어('\(word)')인데 전에는 수였습니다")
    case .numbersForWords(let column, _):
      Wording(en: "column '\(column)' holds numbers, it held words before", ko: "'\(column)' 열이 수인데 전에는 단어였습니다")
    case .otherShape(let shape, let found):
      Wording(en: "its rows are \(found), those of the others \(shape)", ko: "한 행이 \(found)인데 다른 데이터는 \(shape)입니다")
    case .columnCount(let column, let learned, let found):
      Wording(
        en: "column '\(column)' holds words, and there are \(found) columns where there were \(learned)",
        ko: "'\(column)' 열에는 단어가 있는데, 열이 \(found)개로 전의 \(learned)개와 다릅니다")
    case .newClass(let name, _): Wording(en: "the class '\(name)' is new", ko: "처음 보는 클래스: '\(name)'")
    case .classesForNumbers(let target):
      Wording(en: "the targets are classes, they were numbers ('\(target)')", ko: "정답이 클래스인데 전에는 수('\(target)')였습니다")
    case .numbersForClasses(let target, _):
      Wording(en: "column '\(target)' holds numbers, the targets were classes", ko: "'\(target)' 열이 수인데 전에는 클래스였습니다")
    case .missingTarget(let name, _): Wording(en: "there is no target column '\(name)'", ko: "정답 열이 없습니다: '\(name)'")
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
    case .wordsForNumbers, .otherShape, .columnCount, .classesForNumbers: nil
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = 12
    return names.prefix(shown).joined(separator: ", ") + (names.count > shown ? " …" : "")
  }
}
