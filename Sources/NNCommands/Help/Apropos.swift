import NNScript
import NNText

/// `apropos WORD`: statements whose help mentions a word.
struct Apropos: SessionCommand {
  var signature: Signature {
    Signature(
      "apropos", group: .shell,
      summary: Wording(en: "statements whose help mentions a word", ko: "도움말에 그 단어가 나오는 문장들을 찾습니다"),
      forms: [Form("apropos", [.slot(Slot("word", "WORD", .text))])], examples: [Example("apropos gradient")],
      seeAlso: ["help"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let word = call.arguments.text("word") ?? ""
    let found = Session.table.apropos(word)
    guard !found.isEmpty else {
      return session.write(Wording(en: "nothing mentions '\(word)'", ko: "'\(word)': 도움말 어디에도 나오지 않습니다"))
    }
    session.show(
      Table(
        ["statement", "what it does"],
        rows: found.map {
          [.text($0.statement + ($0.word.map { " \($0)" } ?? "")), .text($0.summary[session.options.language])]
        }))
  }
}
