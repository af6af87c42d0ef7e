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
    session.note(
      Wording(
        en: "\(path) is written; `nnsh --step \(path)` walks through it",
        ko: "\(path) 파일을 썼습니다. 한 걸음씩 따라가려면: `nnsh --step \(path)`"))
  }
}
