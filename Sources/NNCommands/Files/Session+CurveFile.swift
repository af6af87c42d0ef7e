import NNScript
import NNText
import NeuralNetwork

extension Session {
  /// The last run as CSV: `step,loss,accuracy`, and validation columns where they were measured.
  func curveFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    guard let run = state.runs.last else {
      throw .failed(
        Diagnostic(
          .noSuchRun, Wording(en: "there is no run whose curve could be saved", ko: "곡선을 저장할 학습 기록(run)이 없습니다"),
          at: range, help: Wording(en: "`train` makes one", ko: "`train`으로 학습하면 생깁니다")))
    }
    return Array(Self.curveTable(run).rendered(as: .csv).utf8)
  }

  static func curveTable(_ run: Run) -> Table {
    let hasAccuracy = run.curve.contains { $0.accuracy != nil }
    let hasValidation = run.curve.contains { $0.validationLoss != nil }
    let hasValidationAccuracy = run.curve.contains { $0.validationAccuracy != nil }
    var columns: [Table.Column] = ["step", "loss"]
    if hasAccuracy { columns.append("accuracy") }
    if hasValidation { columns.append("validation_loss") }
    if hasValidationAccuracy { columns.append("validation_accuracy") }
    return Table(
      columns,
      rows: run.curve.map { point in
        var cells: [Table.Cell] = [.number(Double(point.step)), .number(point.loss)]
        if hasAccuracy { cells.append(point.accuracy.map { .number($0) } ?? .none) }
        if hasValidation { cells.append(point.validationLoss.map { .number($0) } ?? .none) }
        if hasValidationAccuracy { cells.append(point.validationAccuracy.map { .number($0) } ?? .none) }
        return cells
      })
  }
}
