import NNScript

/// `redirect "f"`, `redirect none`, `once "f"`: results into a file.
struct Redirect: SessionCommand {
  /// `once`: for the next statement alone.
  var isOnce = false

  var signature: Signature {
    let file = Form("file", [.slot(Slot("path", "\"FILE\"", .path(.write([]))))])
    guard !isOnce else {
      return Signature(
        "once", group: .shell, summary: "send the results of the next statement to a file",
        details: """
          The next statement that prints something prints into the file, which is begun anew; a block counts as one \
          statement. Warnings, errors and progress stay where they are.
          """,
        forms: [file],
        examples: [
          Example("once \"model.txt\"\nshow model", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
          Example("mode csv\nonce \"runs.csv\"\ncompare", setup: "data xor\noutput 1 sigmoid\ntrain 5 steps"),
        ],
        seeAlso: ["redirect", "mode", "last"])
    }
    return Signature(
      "redirect", group: .shell, summary: "send results to a file until `redirect none`",
      details: """
        The file is begun anew and gets what would go to stdout, tables whole and without colour. Warnings, errors and \
        progress stay where they are.
        """,
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
