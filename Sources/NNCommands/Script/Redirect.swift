import NNScript
import NNText

/// `redirect "f"`, `redirect none`, `once "f"`: results into a file.
struct Redirect: SessionCommand {
  /// `once`: for the next statement alone.
  var isOnce = false

  var signature: Signature {
    let file = Form("file", [.slot(Slot("path", "\"FILE\"", .path(.write([]))))])
    guard !isOnce else {
      return Signature(
        "once", group: .shell,
        summary: Wording(en: "send the results of the next statement to a file", ko: "다음 문장의 결과를 파일로 보냅니다"),
        details: Wording(
          en: """
            The next statement that prints something prints into the file, which is begun anew; a block counts as one \
            statement. Warnings, errors and progress stay where they are.
            """,
          ko: """
            무엇인가를 출력하는 다음 문장의 결과를 파일에 씁니다. 파일은 새로 시작하고, 블록은 한 문장으로 \
            칩니다. 경고, 오류, 진행 상황은 나오던 곳에 나옵니다.
            """),
        forms: [file],
        examples: [
          Example("once \"model.txt\"\nshow model", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
          Example("mode csv\nonce \"runs.csv\"\ncompare", setup: "data xor\noutput 1 sigmoid\ntrain 5 steps"),
        ],
        seeAlso: ["redirect", "mode", "last"])
    }
    return Signature(
      "redirect", group: .shell,
      summary: Wording(en: "send results to a file until `redirect none`", ko: "`redirect none`을 쓸 때까지 결과를 파일로 보냅니다"),
      details: Wording(
        en: """
          The file is begun anew and gets what would go to stdout, tables whole and without colour. Warnings, errors \
          and progress stay where they are.
          """,
        ko: """
          파일은 새로 시작하며 stdout에 나올 것이 들어갑니다. 표는 모든 행을, 색 없이 씁니다. 경고, 오류, \
          진행 상황은 나오던 곳에 나옵니다.
          """),
      forms: [Form("none", [.word("none")]), file],
      examples: [Example("redirect \"results.txt\"\nprint \"into the file\"\nredirect none")],
      seeAlso: ["once", "mode", "log"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "file", let path = call.arguments.text("path") else {
      session.redirection = Redirection()
      return
    }
    let file = try session.openOutput(path, at: call.arguments.range("path") ?? call.range)
    if isOnce { session.redirection.setOnce(file) } else { session.redirection.file = file }
  }
}
