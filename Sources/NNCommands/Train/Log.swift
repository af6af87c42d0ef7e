import NNScript
import NNText
import NeuralNetwork

/// `log "run.jsonl"`, `log none`.
struct Log: SessionCommand {
  var signature: Signature {
    Signature(
      "log", group: .files,
      summary: Wording(
        en: "write each recorded step as one JSON object a line", ko: "기록하는 스텝마다 JSON 객체 하나를 한 줄씩 파일에 씁니다"),
      details: Wording(
        en: "The file is begun anew; every training from here on adds to it until `log none`.",
        ko: "파일은 새로 시작합니다. 그 뒤의 학습은 `log none`을 쓸 때까지 모두 여기에 이어서 씁니다."),
      forms: [
        Form("none", [.word("none")]), Form("file", [.slot(Slot("path", "\"run.jsonl\"", .path(.write(["jsonl"]))))]),
      ],
      examples: [Example("log \"run.jsonl\""), Example("log none")], seeAlso: ["record", "save"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "file", let path = call.arguments.text("path") else {
      session.output.log = nil
      return
    }
    try session.write([], to: path, at: call.arguments.range("path") ?? call.range)
    session.output.log = LogFile(path: path)
  }
}

/// Where recorded steps go, and the lines not yet written there.
struct LogFile {
  var path: String
  var lines: [UInt8] = []

  init(path: String) { self.path = path }

  mutating func add(_ point: RecordedPoint) {
    var members = [
      (key: "step", value: "\(point.step)"), (key: "loss", value: JSONText.number(point.loss)),
    ]
    for (key, value) in [
      ("accuracy", point.accuracy), ("validation_loss", point.validationLoss),
      ("validation_accuracy", point.validationAccuracy),
    ] {
      if let value { members.append((key, JSONText.number(value))) }
    }
    lines += JSONText.object(members).utf8
    lines.append(UInt8(ascii: "\n"))
  }
}

extension Session {
  /// Written in blocks: a system call a step would cost more than the step.
  private static let logBlock = 1 << 16

  func log(_ point: RecordedPoint, at range: SourceRange) throws(Stop) {
    guard output.log != nil else { return }
    output.log?.add(point)
    if let log = output.log, log.lines.count >= Self.logBlock { try flushLog(at: range) }
  }

  func flushLog(at range: SourceRange) throws(Stop) {
    guard let log = output.log, !log.lines.isEmpty else { return }
    output.log?.lines = []
    try append(log.lines, to: log.path, at: range)
  }
}
