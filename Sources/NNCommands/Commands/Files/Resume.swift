import NNScript

/// `resume "dir" [optional]`.
struct Resume: SessionCommand {
  var signature: Signature {
    Signature(
      "resume", group: .files, summary: "take up a training from its newest checkpoint",
      details: """
        The declared model must be the one that was trained; its weights, optimizer state and step become those of the \
        checkpoint, and `train more` finishes the training that was left, bit for bit as if it had never stopped. Data \
        and settings are the script's own: where they differ from those of the checkpoint, the shell says so. With \
        `optional` a folder without checkpoints is no error: the same script begins a training and goes on with it.
        """,
      forms: [
        Form(
          "folder", [.slot(Slot("path", "\"dir\"", .path(.directory))), .optional([.word("optional")])])
      ],
      examples: [
        Example(
          "resume \"ck\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ncheckpoint \"ck\" every 10 epochs\ntrain 25 epochs"),
        Example(
          "resume \"ck\" optional\ntrain until epoch == 40 limit 40 epochs",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["checkpoint", "train", "load"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if let network = description.resolved { description.model.touch(network) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let folder = call.arguments.text("path") else { return }
    try session.resume(
      folder, isOptional: call.arguments.has("optional"), at: call.arguments.range("path") ?? call.range)
  }
}
