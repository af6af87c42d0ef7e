import NNText

/// A lesson: narration in every language over the same statements, so that what one class sees the other sees too.
///
/// The text is a script with two kinds of lines of its own: `en: …` and `ko: …` are narration, of which one language is
/// heard, and `---` is a pause. All else is a statement of nnsh.
struct Lesson: Sendable {
  /// The word after `lesson`.
  var name: String
  var title: Wording
  /// About how long a class takes.
  var minutes: Int
  var text: String

  init(_ name: String, en: Wording.English, ko: Wording.Korean, minutes: Int, _ text: String) {
    self.name = name
    title = Wording(en: en, ko: ko)
    self.minutes = minutes
    self.text = text
  }

  /// In the order in which a course takes them.
  static let all: [Lesson] = [
    perceptron, byHand, vanishing, activations, deadRelu, nan, initialisation, optimizers, overfitting, images,
  ]

  /// The lesson as a script that runs by itself.
  func script(in language: Language) -> String {
    var lines = [
      Wording(
        en: "# \(title): a lesson of nnsh,\n# about \(minutes) minutes. `lesson \(name)` runs it.",
        ko: "# \(title): nnsh 수업, 약 \(minutes)분. 실행: `lesson \(name)`")[language],
      Self.note(title[language]), "",
    ]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "---" {
        lines.append("pause")
      } else if let spoken = Self.narration(line) {
        if spoken.language == language { lines.append(Self.note(spoken.text)) }
      } else {
        lines.append(String(line))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func narration(_ line: Substring) -> (language: Language, text: String)? {
    for language in Language.allCases where line.hasPrefix("\(language.rawValue):") {
      return (language, String(line.dropFirst(3).drop { $0 == " " }))
    }
    return nil
  }

  /// Braces stay: they put measured numbers into what is said.
  private static func note(_ text: String) -> String {
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    return "note \"\(quoted)\""
  }
}
