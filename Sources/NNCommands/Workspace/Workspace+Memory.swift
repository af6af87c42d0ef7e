import NNScript
import NNText
import NeuralNetwork

/// What would not fit is found out before it is taken.
extension Workspace {
  /// Rows are kept once more, scaled, with their targets; their numbers in the parts, and what a model says to each, are
  /// eight bytes.
  ///
  /// - Parameter isCopied: whether they are kept another time, as the model takes them.
  func checkMemory(
    for dataset: Dataset, units: Int, isCopied: Bool = false, at range: SourceRange
  ) throws(Diagnostic) {
    let row = (dataset.shape.count.saturatingProduct(isCopied ? 2 : 1)).saturatingSum(units)
      .saturatingProduct(MemoryLayout<Float>.stride)
      .saturatingSum(units.saturatingSum(2).saturatingProduct(MemoryLayout<Double>.stride))
    let (needed, spare) = (dataset.rows.saturatingProduct(row), description.memory.spare)
    guard needed > spare else { return }
    throw Diagnostic(
      .noMemory,
      Wording(
        en: """
          \(CountText.rows(dataset.rows)) of data \(dataset.name) take \(CountText.bytes(needed)), \
          and \(CountText.bytes(spare)) of memory are left
          """,
        ko: """
          데이터 \(dataset.name)의 \(CountText.rows(dataset.rows))에는 메모리 \(CountText.bytes(needed))가 필요한데 \
          남은 것은 \(CountText.bytes(spare))입니다
          """),
      at: range)
  }

  /// Copies train side by side: what is little enough for the machine may be too much several times over.
  func checkShareOfMemory(_ network: Network, at range: SourceRange) throws(Diagnostic) {
    guard copies > 1, let footprint = try? description.footprint(of: network) else { return }
    let memory = description.memory
    let bytes = footprint.bytes.multipliedReportingOverflow(by: copies)
    guard bytes.overflow || bytes.partialValue > memory.total else { return }
    throw Diagnostic(
      .modelTooLarge,
      Wording(
        en: """
          \(copies) cases train at once and would take \(CountText.bytes(footprint.bytes)) each; \
          \(memory.wording)
          """,
        ko: """
          한꺼번에 학습하는 경우가 \(copies)개이고 하나에 \(CountText.bytes(footprint.bytes)) 필요한데, \
          \(memory.wording)
          """),
      at: range,
      help: Wording(en: "`--threads 1` trains them one after the other", ko: "`--threads 1`을 쓰면 하나씩 차례로 학습합니다"))
  }
}

extension Diagnostic {
  static func missingData(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noData, Wording(en: "there are no data yet", ko: "아직 데이터가 없습니다"), at: range,
      help: Wording(en: "begin with data, for example: data xor", ko: "데이터부터 시작하세요. 예: data xor"))
  }
}
