import NNScript

/// `clear`, at the prompt: an empty screen.
struct Clear: SessionCommand {
  var signature: Signature {
    Signature(
      "clear", group: .shell, summary: "clear the screen",
      details: "The session stays as it is; Ctrl-L does the same while a line is typed.",
      forms: [Form("clear", [])], seeAlso: ["history"], place: .promptOnly)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { session.console.clearScreen() }
}
