import NNScript
import NNText

/// `mode table|plain|csv|json|jsonl|markdown`: how tables are printed.
struct ModeCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "mode", group: .shell, summary: "how tables are printed",
      details: "csv and json are the same with and without a terminal, and their numbers read back exactly.",
      forms: [Form("set", [.slot(Slot("mode", "MODE", .choice(Self.modes)))]), Form("show", [])],
      examples: [Example("mode csv"), Example("mode")], seeAlso: ["show", "eval", "compare"])
  }

  private static let modes = Vocabulary(
    "mode",
    [
      .init("table", "aligned columns under a rule"), .init("plain", "aligned columns and nothing else"),
      .init("csv", "comma-separated"), .init("json", "one array of objects"), .init("jsonl", "one object a line"),
      .init("markdown", "a table for documents"),
    ])

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write("mode \(session.mode.rawValue)") }
    guard let mode = call.arguments.text("mode").flatMap(Table.Format.init(rawValue:)) else { return }
    session.mode = mode
    session.isModeGiven = true
  }
}
