import NNText
import Testing

@testable import NNCommands
@testable import NNScript
@testable import NeuralNetwork

/// Every lesson in both languages: it runs, its expectations hold, and both hear the same statements.
@Suite struct LessonTests {
  static let both = Lesson.all.flatMap { lesson in Language.allCases.map { (lesson.name, $0) } }

  private func lesson(_ name: String) throws -> Lesson { try #require(Lesson.all.first { $0.name == name }) }

  private func conversation(_ language: Language) -> Conversation {
    Conversation { $0.language = language }
  }

  @Test(arguments: both)
  func runs(_ name: String, _ language: Language) throws {
    let conversation = conversation(language)
    let shown = conversation.output("lesson \(name)")
    #expect(shown.hasPrefix(try lesson(name).title[language]))
    #expect(!conversation.reported.contains("E0605"))
  }

  @Test(arguments: both)
  func theScriptRunsByItself(_ name: String, _ language: Language) throws {
    let script = try lesson(name).script(in: language)
    let conversation = Conversation()
    // Parsed and checked as a file, without the minutes of running it twice.
    switch conversation.session.read(Array(script.utf8), name: "lesson.nn", kind: .script) {
    case .ready: break
    case .failed(let problems): Issue.record("\(problems.map(\.message))")
    case .incomplete(let opener): Issue.record("'\(opener)' is not closed")
    }
  }

  @Test(arguments: Lesson.all.map(\.name))
  func bothLanguagesHearTheSameStatements(_ name: String) throws {
    let lesson = try lesson(name)
    func statements(_ language: Language) -> [Substring] {
      lesson.script(in: language).split(separator: "\n").filter {
        !$0.hasPrefix("note ") && !$0.hasPrefix("pause ") && !$0.hasPrefix("#")
      }
    }
    #expect(statements(.english) == statements(.korean))
    #expect(statements(.english).contains { $0.hasPrefix("expect ") })
    let last = try #require(statements(.english).last)
    #expect(last.hasPrefix("expect "), "a lesson ends in what it taught")
  }

  /// A Korean line must be Korean, and an English one must not.
  @Test(arguments: both)
  func narrationIsInItsLanguage(_ name: String, _ language: Language) throws {
    let notes = try lesson(name).script(in: language).split(separator: "\n").filter { $0.hasPrefix("note ") }
    #expect(notes.count >= 5)
    for note in notes {
      let isKorean = note.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
      #expect(isKorean == (language == .korean), "\(note)")
    }
  }

  @Test func theListNamesThemAll() {
    for language in Language.allCases {
      let shown = conversation(language).output("lesson")
      for lesson in Lesson.all { #expect(shown.contains(lesson.name) && shown.contains(lesson.title[language])) }
    }
  }

  @Test func itBeginsEmptyAndUndoBringsTheSessionBack() {
    let conversation = Conversation(kind: .prompt, isInteractive: true)
    conversation.output("data iris\nlayer 7 relu\noutput softmax\nloss cross_entropy\ntrain 3 steps as mine")
    let before = conversation.parameters
    conversation.output("lesson perceptron")
    #expect(!conversation.session.state.runs.contains { $0.name == "mine" })
    #expect(conversation.console.written.contains(">> data and"))
    conversation.output("undo")
    #expect(conversation.parameters == before)
    #expect(conversation.session.state.runs.map(\.name) == ["mine"])
  }

  @Test func aLessonIsWrittenAsAScript() throws {
    let conversation = conversation(.korean)
    conversation.output("lesson vanishing to \"v.nn\"")
    #expect(try conversation.contents(of: "v.nn") == lesson("vanishing").script(in: .korean))
  }

  @Test func aLoopIsShownOnce() {
    let shown = conversation(.english).output("lesson dead_relu").split(separator: "\n")
    #expect(shown.contains(">> for unit from 1 to 4") && shown.contains(">>   set bias 1 $unit to -5"))
    #expect(!shown.contains(">> set bias 1 $unit to -5"))
  }

  @Test(arguments: Lesson.all.map(\.name)) func aKoreanScriptHasAKoreanHead(_ name: String) throws {
    for line in try lesson(name).script(in: .korean).split(separator: "\n") where line.hasPrefix("#") {
      #expect(line.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } && !line.contains("lesson of"))
    }
  }

  @Test func whatIsNoLessonIsAnError() {
    #expect(Conversation().errors("lesson vanish").isEmpty == false)
    #expect(Conversation().errors("lesson vanishing to \"v.txt\"") == ["E0210"])
  }

  @Test func aFailedExpectationEndsTheScriptWithItsStatus() {
    let conversation = Conversation()
    #expect(conversation.run("expect 1 == 2") == .expectationFailed)
  }
}
