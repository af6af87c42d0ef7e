import NNScript
import NNText
import NeuralNetwork

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
    guard log != nil else { return }
    log?.add(point)
    if let log, log.lines.count >= Self.logBlock { try flushLog(at: range) }
  }

  func flushLog(at range: SourceRange) throws(Stop) {
    guard let log, !log.lines.isEmpty else { return }
    self.log?.lines = []
    try append(log.lines, to: log.path, at: range)
  }
}
