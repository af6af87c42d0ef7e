import NNScript
import NNText

/// `checkpoint "dir" every N epochs [keep K]`, `checkpoint none`.
struct CheckpointCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "checkpoint", group: .files,
      summary: Wording(en: "save the state of a training every N epochs", ko: "N 에포크마다 학습 상태를 저장합니다(체크포인트)"),
      details: Wording(
        en: """
          From here on every training writes its whole state into the folder after each N epochs and when it ends or \
          is interrupted: weights, optimizer state, place within the epochs, recorded steps. The newest 3 are kept, \
          or as many as `keep` says. A kill or a full disk in the middle of writing leaves the earlier ones as they \
          were. `resume` reads the newest.
          """,
        ko: """
          이제부터 모든 학습은 N 에포크마다, 그리고 끝나거나 중단될 때 상태 전체를 폴더에 씁니다: 가중치, \
          옵티마이저 상태, 에포크 안의 위치, 기록한 스텝. 가장 새로운 3개를 남기며, `keep`으로 개수를 정할 \
          수 있습니다. 쓰는 도중에 강제로 끝나거나 디스크가 가득 차도 앞의 체크포인트는 그대로 남습니다. \
          `resume`은 가장 새로운 것을 읽습니다.
          """),
      forms: [
        Form("none", [.word("none")]),
        Form(
          "folder",
          [
            .slot(Slot("path", "\"dir\"", .path(.directory))), .word("every"),
            .slot(.count("count", called: Wording(en: "number of epochs", ko: "에포크 수"))),
            .oneOf([[.word("epochs")], [.word("epoch")]]),
            .optional([.pair("keep", .count("kept", "K", called: Wording(en: "number of checkpoints", ko: "체크포인트 수")))]
            ),
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
