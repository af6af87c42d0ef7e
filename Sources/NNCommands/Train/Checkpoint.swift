import NNScript
import NNText
import NeuralNetwork

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
            .slot(Slot("path", "\"dir\"", .path(.folder(isWritten: true)))), .word("every"),
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
      if call.form == "none" { description.settings[.checkpoints] = nil }
      return
    }
    description.settings[.checkpoints] = CheckpointSetting(
      folder: folder, epochs: epochs, kept: call.arguments.integer("kept") ?? CheckpointSetting.standardKept,
      range: call.arguments.range("path") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.replan(self, call)
    guard let setting = session.state.workspace.description.settings[.checkpoints] else { return }
    // A folder that cannot be made is known now, not after the first hour.
    try session.makeFolder(setting.folder, at: setting.range)
  }
}

/// `checkpoint "dir" every N epochs [keep K]`.
package struct CheckpointSetting: Sendable {
  static let standardKept = 3

  var folder: String
  var epochs: Int
  /// How many checkpoints stay in the folder.
  var kept: Int
  var range: SourceRange

  /// As the statement says it.
  var text: String {
    let keep = kept == Self.standardKept ? "" : " keep \(kept)"
    return "checkpoint \(Value.text(folder).source) every \(epochs) epochs\(keep)"
  }
}

/// Writing checkpoints while a training runs.
extension Session {
  /// Writes the state of a training into the folder of `checkpoint`, if there is one: first the file, then the list
  /// that names it, then those it replaces go. At each moment the list names whole files.
  func writeCheckpoint(
    of model: ModelState, _ unfinished: UnfinishedTraining, finished run: Run? = nil, on data: PreparedData
  ) throws(Stop) {
    guard let setting = state.workspace.description.settings[.checkpoints] else { return }
    let note = CheckpointNote(
      unfinished, finished: run, settings: state.workspace.description.resumeLines,
      learned: state.workspace.description.model.learned(on: data))
    let file = Checkpoint(model: model, run: unfinished.run)
      .safetensors(metadata: [CheckpointNote.key: note.text])
    let name = CheckpointList.name(step: model.step)
    try makeFolder(setting.folder, at: setting.range)
    try write(file.bytes, to: "\(setting.folder)/\(name)", at: setting.range)
    var list = try checkpointList(of: setting.folder, at: setting.range) ?? CheckpointList()
    let dropped = list.add(name, kept: setting.kept)
    try write(list.bytes, to: "\(setting.folder)/\(CheckpointList.fileName)", at: setting.range)
    for name in dropped { try remove("\(setting.folder)/\(name)", at: setting.range) }
  }

  /// `nil` where the folder has none.
  func checkpointList(of folder: String, at range: SourceRange) throws(Stop) -> CheckpointList? {
    let path = "\(folder)/\(CheckpointList.fileName)"
    guard exists(path) else { return nil }
    let bytes = try read(path, at: range, limit: CheckpointList.byteLimit)
    guard let list = CheckpointList(bytes) else {
      throw .failed(
        Diagnostic(
          .badCheckpoint, Wording(en: "'\(path)' is no list of checkpoints", ko: "'\(path)': 체크포인트 목록이 아닙니다"),
          at: range,
          help: Wording(en: "is the folder used for something else", ko: "폴더를 다른 데 쓰고 있는 것은 아닌지 보세요")))
    }
    return list
  }
}

extension Setting where Value == CheckpointSetting {
  static var checkpoints: Setting {
    Setting("checkpoint", isEqual: { $0.text == $1.text }) { value, _ in
      value.map { SettingLine(statement: $0.text, isGiven: true) }
    }
  }
}

extension DiagnosticCode {
  static let badCheckpoint = DiagnosticCode(
    "E0704", Wording(en: "checkpoint", ko: "체크포인트"),
    Wording(
      en: """
        The folder holds no checkpoint that this model could go on from: there is none, its file is damaged, or it was \
        written from other layers. `checkpoint "dir" every N epochs` writes them; declare the same model before `resume`.
        """,
      ko: """
        폴더에 이 모델이 이어서 할 수 있는 체크포인트가 없습니다. 아예 없거나, 파일이 손상되었거나, 다른 층으로 쓴 것입니다. `checkpoint "폴더" every N \
        epochs`로 쓰고, `resume` 하기 전에 같은 모델을 선언하세요.
        """))
}
