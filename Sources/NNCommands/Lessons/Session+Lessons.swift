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
      language == .korean
        ? "`lesson vanishing`처럼 이름을 붙이면 수업이 시작됩니다"
        : "`lesson vanishing` begins one; `--lang ko` teaches in Korean")
  }

  /// A lesson begins with an empty session and leaves its own behind; `undo` brings the old one back.
  func run(_ lesson: Lesson, at range: SourceRange) throws(Stop) {
    guard training == nil, !isTeaching else {
      throw .failed(
        Diagnostic(.misplacedLesson, "a lesson cannot begin inside another or inside a training", at: range))
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
    defer { isTeaching = false }
    for statement in block.statements { try evaluator.run(statement, host: self) }
    note(
      options.language == .korean
        ? "수업이 끝났습니다. 모형은 그대로 있으니 더 실험해 보세요. `undo`를 입력하면 수업 전으로 돌아갑니다"
        : "the lesson is over; its model stays for trying things, `undo` brings your own session back")
  }
}

extension DiagnosticCode {
  static let misplacedLesson = DiagnosticCode(
    "E0610", "lesson out of place", "A lesson begins at the top of a script or at the prompt, not inside another one.")
}
