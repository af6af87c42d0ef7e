import NNScript

/// `last`: the last table, every row of it.
struct Last: SessionCommand {
  var signature: Signature {
    Signature(
      "last", group: .shell, summary: "show the last table whole",
      details: """
        At the prompt a table of more than \(Session.rowLimit) rows ends with how many more there are; `last` shows them \
        all, in the mode that holds now.
        """,
      forms: [Form("last", [])],
      examples: [Example("last", setup: "data moons points 60\nshow data")], seeAlso: ["mode", "once", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let table = session.lastTable else {
      throw .failed(
        Diagnostic(
          .noTable, "there is no table yet", at: call.range, help: "show, eval, compare and others print tables"))
    }
    session.show(table, rowLimit: nil)
  }
}

extension DiagnosticCode {
  static let noTable = DiagnosticCode(
    "E0225", "no table yet", "`last` shows the last table again, whole. Nothing has printed a table so far.")
}
