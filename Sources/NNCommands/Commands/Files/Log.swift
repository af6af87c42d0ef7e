import NNScript

/// `log "run.jsonl"`, `log none`.
struct Log: SessionCommand {
  var signature: Signature {
    Signature(
      "log", group: .files, summary: "write each recorded step as one JSON object a line",
      details: "The file is begun anew; every training from here on adds to it until `log none`.",
      forms: [
        Form("none", [.word("none")]), Form("file", [.slot(Slot("path", "\"run.jsonl\"", .path(.write(["jsonl"]))))]),
      ],
      examples: [Example("log \"run.jsonl\""), Example("log none")], seeAlso: ["record", "save"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "file", let path = call.arguments.text("path") else {
      session.log = nil
      return
    }
    try session.write([], to: path, at: call.arguments.range("path") ?? call.range)
    session.log = LogFile(path: path)
  }
}
