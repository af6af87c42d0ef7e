import NNScript

/// `checkpoint "dir" every N epochs [keep K]`, `checkpoint none`.
struct CheckpointCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "checkpoint", group: .files, summary: "save the state of a training every N epochs",
      details: """
        From here on every training writes its whole state into the folder after each N epochs and when it ends or is \
        interrupted: weights, optimizer state, place within the epochs, recorded steps. The newest 3 are kept, or as many \
        as `keep` says. A kill or a full disk in the middle of writing leaves the earlier ones as they were. \
        `resume` reads the newest.
        """,
      forms: [
        Form("none", [.word("none")]),
        Form(
          "folder",
          [
            .slot(Slot("path", "\"dir\"", .path(.directory))), .word("every"),
            .slot(.count("count", called: "number of epochs")), .oneOf([[.word("epochs")], [.word("epoch")]]),
            .optional([.pair("keep", .count("kept", "K", called: "number of checkpoints"))]),
          ]),
      ],
      examples: [
        Example(
          "checkpoint \"ck\" every 10 epochs\ntrain 25 epochs",
          setup: "data moons\nlayer 8 tanh\noutput 1 sigmoid"),
        Example("checkpoint none"),
      ],
      seeAlso: ["resume", "train", "save"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form == "folder", let folder = call.arguments.text("path"), let epochs = call.arguments.integer("count")
    else {
      if call.form == "none" { description.settings.checkpoints = nil }
      return
    }
    description.settings.checkpoints = CheckpointSetting(
      folder: folder, epochs: epochs, kept: call.arguments.integer("kept") ?? CheckpointSetting.standardKept,
      range: call.arguments.range("path") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    guard let setting = session.state.description.settings.checkpoints else { return }
    // A folder that cannot be made is known now, not after the first hour.
    try session.makeFolder(setting.folder, at: setting.range)
  }
}
