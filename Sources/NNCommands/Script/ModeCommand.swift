import NNScript
import NNText

/// `mode table|plain|csv|json|jsonl|markdown`: how tables are printed.
struct ModeCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "mode", group: .shell, summary: Wording(en: "how tables are printed", ko: "표를 출력하는 방식"),
      details: Wording(
        en: "csv and json are the same with and without a terminal, and their numbers read back exactly.",
        ko: "csv와 json은 터미널이든 아니든 똑같이 나오고, 그 수를 다시 읽으면 정확히 같은 값이 됩니다."),
      forms: [Form("set", [.slot(Slot("mode", "MODE", .choice(Self.modes)))]), Form("show", [])],
      examples: [Example("mode csv"), Example("mode")], seeAlso: ["show", "eval", "compare"])
  }

  private static let modes = Vocabulary(
    Wording(en: "mode", ko: "출력 방식"),
    [
      .init("table", Wording(en: "aligned columns under a rule", ko: "줄을 긋고 열을 맞춘 표")),
      .init("plain", Wording(en: "aligned columns and nothing else", ko: "열만 맞춤")),
      .init("csv", Wording(en: "comma-separated", ko: "쉼표로 나눔")),
      .init("json", Wording(en: "one array of objects", ko: "객체의 배열 하나")),
      .init("jsonl", Wording(en: "one object a line", ko: "한 줄에 객체 하나")),
      .init("markdown", Wording(en: "a table for documents", ko: "문서에 넣을 표")),
    ])

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write("mode \(session.mode.rawValue)") }
    guard let mode = call.arguments.text("mode").flatMap(Table.Format.init(rawValue:)) else { return }
    session.mode = mode
    session.isModeGiven = true
  }
}
