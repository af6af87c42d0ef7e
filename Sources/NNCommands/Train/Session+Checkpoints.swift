import NNScript
import NNText
import NeuralNetwork

/// Writing checkpoints while a training runs.
extension Session {
  /// Writes the state of a training into the folder of `checkpoint`, if there is one: first the file, then the list
  /// that names it, then those it replaces go. At each moment the list names whole files.
  func writeCheckpoint(
    of model: ModelState, _ unfinished: UnfinishedTraining, finished run: Run? = nil
  ) throws(Stop) {
    guard let setting = state.description.settings.checkpoints else { return }
    let note = CheckpointNote(unfinished, finished: run, settings: settingsThatMatter)
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

  /// Nil where the folder has none.
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

  /// Settings that change what the rest of a training does, as statements.
  var settingsThatMatter: [String] {
    let description = state.description
    let settings = description.settings
    return [
      "seed \(settings.seed)", description.lossLine.statement, description.optimizerLine.statement,
      "schedule \((settings.schedule ?? .constant).text)", "regularize \((settings.regularization ?? .none).text)",
      "clip \((settings.clipping ?? .none).text)", description.batchLine.statement, description.splitLine.statement,
      description.scaleLine.statement, "on nan \(settings.stopsOnNaN ?? true ? "stop" : "continue")",
    ]
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
