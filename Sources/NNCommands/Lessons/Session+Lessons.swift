import NNScript
import NNText

/// `lesson`: the list, one lesson, or its script as a file.
extension Session {
  func showLessons() {
    let language = options.language
    show(
      Table(
        ["lesson", "title", "minutes"],
        rows: Lesson.all.map { [.text($0.name), .text($0.title[language]), .number(Double($0.minutes))] }))
    guard !mode.isForPrograms else { return }
    write(
      Wording(
        en: "`lesson vanishing` begins one; `--lang ko` teaches in Korean",
        ko: "`lesson vanishing`처럼 이름을 붙이면 수업이 시작됩니다"))
  }

  /// A lesson begins with an empty session and leaves its own behind; `undo` brings the old one back.
  func run(_ lesson: Lesson, at range: SourceRange) throws(Stop) {
    guard training == nil, !isTeaching else {
      throw .failed(
        Diagnostic(
          .misplacedLesson,
          Wording(en: "a lesson cannot begin inside another or inside a training", ko: "수업은 다른 수업이나 학습 안에서 시작할 수 없습니다"),
          at: range))
    }
    let source = sources.add(
      Source(name: "<lesson \(lesson.name)>", text: lesson.script(in: options.language)))
    guard case .complete(let block) = Parser.parse(source, in: &sources, loader: .files(within: options.sandbox)) else {
      return
    }
    var fresh = SessionState()
    fresh.revision = state.revision + 1
    state = fresh
    measures.forget()
    isTeaching = true
    taught = []
    defer { isTeaching = false }
    do throws(Stop) {
      try turningPages { () throws(Stop) in
        for statement in block.statements { try evaluator.run(statement, host: self) }
        note(
          Wording(
            en: "the lesson is over; its model stays for trying things, `undo` brings your own session back",
            ko: "수업이 끝났습니다. 모델은 그대로 있으니 더 실험해 보세요. `undo`를 입력하면 수업 전으로 돌아갑니다"))
      }
    } catch {
      if case .signal = error {
        note(
          Wording(
            en: "the lesson is left; `undo` brings your own session back",
            ko: "수업을 그만두었습니다. `undo`를 입력하면 수업 전으로 돌아갑니다"))
      }
      throw error
    }
  }
}

extension DiagnosticCode {
  static let misplacedLesson = DiagnosticCode(
    "E0610", Wording(en: "lesson out of place", ko: "제자리가 아닌 수업"),
    Wording(
      en: "A lesson begins at the top of a script or at the prompt, not inside another one.",
      ko: "수업은 스크립트의 맨 바깥이나 프롬프트에서 시작합니다. 다른 수업 안에서는 시작할 수 없습니다."))
}
