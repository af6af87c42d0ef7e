import NNScript
import NNText

/// `lesson [NAME [to "f.nn"]]`.
struct LessonCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "lesson", group: .looking, summary: "a lesson to walk through",
      details: """
        Alone it lists the lessons. A lesson shows each statement before it runs and waits for Enter on a terminal. It \
        begins with an empty session, and its model stays for trying things; at the prompt `undo` brings the old session \
        back. `to` writes its script, for `nnsh --step` or to change it. `--lang ko` teaches in Korean.
        """,
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
    "lesson", Lesson.all.map { Vocabulary.Entry($0.name, $0.title) })

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
    session.note("\(path) is written; `nnsh --step \(path)` walks through it")
  }
}
