import NNScript
import NNText

/// `last`: the last table, every row of it.
struct Last: SessionCommand {
  var signature: Signature {
    Signature(
      "last", group: .shell, summary: Wording(en: "show the last table whole", ko: "마지막 표를 빠짐없이 보여 줍니다"),
      details: Wording(
        en: """
          At the prompt a table of more than \(Session.rowLimit) rows ends with how many more there are; `last` shows \
          them all, in the mode that holds now.
          """,
        ko: """
          프롬프트에서 \(Session.rowLimit)행이 넘는 표는 남은 행의 수를 알리고 끝납니다. `last`는 모든 행을 \
          지금의 출력 방식으로 보여 줍니다.
          """),
      forms: [Form("last", [])],
      examples: [Example("last", setup: "data moons points 60\nshow data")], seeAlso: ["mode", "once", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let table = session.lastTable else {
      throw .failed(
        Diagnostic(
          .noTable, Wording(en: "there is no table yet", ko: "아직 표가 없습니다"), at: call.range,
          help: Wording(en: "show, eval, compare and others print tables", ko: "show, eval, compare 등이 표를 출력합니다")))
    }
    session.show(table, rowLimit: nil)
  }
}

extension DiagnosticCode {
  static let noTable = DiagnosticCode(
    "E0225", Wording(en: "no table yet", ko: "아직 표가 없음"),
    Wording(
      en: "`last` shows the last table again, whole. Nothing has printed a table so far.",
      ko: "`last`는 마지막 표를 빠짐없이 다시 보여 줍니다. 아직 아무것도 표를 출력하지 않았습니다."))
}
