import NNScript

/// `pause ["text"]`: waits for Enter on a terminal, is nothing in batch.
struct Pause: SessionCommand {
  var signature: Signature {
    Signature(
      "pause", group: .script, summary: "wait for Enter on a terminal",
      details: """
        In a script without a terminal it does nothing; under `nnsh --step`, where every statement waits, it only prints \
        its text.
        """,
      forms: [Form("pause", [.optional([.slot(Slot("text", "\"text\"", .text))])])],
      examples: [Example("pause \"Look at the curve, then press Enter\"")], seeAlso: ["note"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    session.console.pause(call.arguments.text("text"))
  }
}
