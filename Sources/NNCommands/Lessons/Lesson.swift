import NNScript
import NNText

/// `lesson [NAME [to "f.nn"]]`.
struct LessonCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "lesson", group: .looking, summary: Wording(en: "a lesson to walk through", ko: "한 걸음씩 따라가는 수업"),
      details: Wording(
        en: """
          Alone it lists the lessons. A lesson shows each statement before it runs; on a terminal it waits for Enter at \
          its pauses and wherever the screen is full, and Ctrl-C leaves it. It begins with an empty session, and its model stays for trying things; at the prompt `undo` brings the old \
          session back. `to` writes its script, for `nnsh --step` or to change it. `--lang ko` teaches in Korean.
          """,
        ko: """
          이름 없이 쓰면 수업 목록이 나옵니다. 수업은 문장을 하나씩 보여 준 뒤에 실행합니다. 터미널에서는 \
          쉬는 곳에서, 그리고 화면이 가득 찰 때마다 Enter를 기다립니다. Ctrl-C를 누르면 그만둡니다. 빈 세션에서 시작하고, 수업에서 만든 모델은 남아서 이것저것 해 볼 수 \
          있습니다. 프롬프트에서 `undo`를 쓰면 이전 세션으로 돌아갑니다. `to`는 수업의 스크립트를 파일에 \
          씁니다. `nnsh --step`으로 따라가거나 고쳐서 쓸 수 있습니다. `--lang ko`를 쓰면 한국어로 \
          수업합니다.
          """),
      forms: [
        Form(
          "run",
          [
            .slot(Slot("lesson", "NAME", .choice(Self.names))),
            .optional([.word("to"), .slot(Slot("path", "\"f.nn\"", .path(.write(["nn"]))))]),
          ]), Form("list", []),
      ],
      examples: [
        Example("lesson"), Example("lesson perceptron"), Example("lesson vanishing to \"vanishing.nn\""),
      ], seeAlso: ["note", "pause", "explain"])
  }

  private static let names = Vocabulary(
    Wording(en: "lesson", ko: "수업"), Lesson.all.map { Vocabulary.Entry($0.name, $0.title) })

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What follows works on the lesson's own model and data, which only the run knows.
    guard call.form == "run", !call.arguments.has("path") else { return }
    description.forgetShapes()
    description.setUnknownData()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let name = call.arguments.text("lesson"), let lesson = Lesson.all.first(where: { $0.name == name }) else {
      return session.showLessons()
    }
    guard let path = call.arguments.text("path") else { return try session.run(lesson, at: call.range) }
    try session.write(
      Array(lesson.script(in: session.options.language).utf8), to: path, at: call.arguments.range("path") ?? call.range)
    session.log(
      .hint,
      Wording(
        en: "\(path) is written; `nnsh --step \(path)` walks through it",
        ko: "\(path) 파일을 썼습니다. 한 걸음씩 따라가려면: `nnsh --step \(path)`"))
  }
}

/// `lesson`: the list, one lesson, or its script as a file.
extension Session {
  func showLessons() {
    let language = options.language
    print(
      Table(
        ["lesson", "title", "minutes"],
        rows: Lesson.all.map { [.text($0.name), .text($0.title[language]), .number(Double($0.minutes))] }))
    guard !output.mode.isForPrograms else { return }
    print(
      Wording(
        en: "`lesson vanishing` begins one; `--lang ko` teaches in Korean",
        ko: "`lesson vanishing`처럼 이름을 붙이면 수업이 시작됩니다"))
  }

  /// A lesson begins with an empty session and leaves its own behind; `undo` brings the old one back.
  func run(_ lesson: Lesson, at range: SourceRange) throws(Stop) {
    guard training == nil, !output.isTeaching else {
      throw .failed(
        Diagnostic(
          .misplacedLesson,
          Wording(en: "a lesson cannot begin inside another or inside a training", ko: "수업은 다른 수업이나 학습 안에서 시작할 수 없습니다"),
          at: range))
    }
    let source = sources.add(
      Source(name: "<lesson \(lesson.name)>", text: lesson.script(in: options.language)))
    guard
      case .complete(let block) = Parser.parse(
        source, in: &sources, Session.table.dialect, loader: .files(within: options.sandbox))
    else {
      return
    }
    var fresh = SessionState()
    fresh.revision = state.revision + 1
    state = fresh
    state.workspace.measures.forget()
    output.isTeaching = true
    output.taught = []
    defer { output.isTeaching = false }
    do throws(Stop) {
      try turningPages { () throws(Stop) in
        for statement in block.statements { try evaluator.run(statement, host: self) }
        log(
          .hint,
          Wording(
            en: "the lesson is over; its model stays for trying things, `undo` brings your own session back",
            ko: "수업이 끝났습니다. 모델은 그대로 있으니 더 실험해 보세요. `undo`를 입력하면 수업 전으로 돌아갑니다"))
      }
    } catch {
      if case .signal = error {
        log(
          .hint,
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
