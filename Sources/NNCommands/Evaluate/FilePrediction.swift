import NNScript
import NNText
import NeuralNetwork

/// Reads rows of a file, asks the model, and writes the same rows with the answers after them; a batch at a time.
struct FilePrediction {
  struct Request {
    var input: String
    var output: String
    var options: CSVOptions

    init(_ call: Invocation) throws(Stop) {
      input = call.arguments.text("path") ?? ""
      output = call.arguments.text("output") ?? ""
      options = CSVOptions(targets: [])
      options.hasHeader = !call.arguments.has("header")
      do { options.separator = try CSVRequest.separator(call) } catch { throw .failed(error) }
    }
  }

  enum Failure: Error {
    case input(CSVError)
    case output(Wording)
    /// The file has a column of the name of an answer.
    case takenName(String)
    case interrupted
  }

  struct Summary {
    var rows = 0
    /// Rows that could not be predicted, and why the first could not.
    var lacking = 0
    /// Missing values that the learned mean stood in for.
    var filled = 0
    var firstLack: (place: CSVError.Place, reason: Wording)?
  }

  let engine: any Engine
  let inputs: Int
  let units: Int
  let scaler: Scaler?
  let decision: Decision?
  let classes: [String]?
  /// Names of the columns that are added.
  let titles: [String]

  private static let batch = 4096

  func run(
    from source: FileContents, _ columns: TableColumns, _ request: Request, isInterrupted: () -> Bool,
    append: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> Summary {
    var rows: CSVRows
    do {
      rows = try CSVRows(source, name: request.input, columns: columns, request.options)
    } catch { throw .input(error) }
    if request.options.hasHeader, let taken = titles.first(where: rows.names.contains) { throw .takenName(taken) }
    let separator = rows.separator
    var summary = Summary()
    var pending = Pending()
    if request.options.hasHeader {
      pending.take(rows, isWhole: true)
      try append(lines(&pending, answers: [titles], separator))
    }
    while true {
      let row: CSVRows.Row?
      do { row = try rows.next(into: &pending.inputs) } catch { throw .input(error) }
      if let row {
        if case .lacks(let place, let reason) = row {
          summary.lacking += 1
          summary.firstLack = summary.firstLack ?? (place, reason)
        }
        summary.rows += 1
        pending.take(rows, isWhole: row == .whole)
      }
      guard row == nil || pending.ends.count == Self.batch else { continue }
      if isInterrupted() { throw .interrupted }
      try append(lines(&pending, answers: answers(to: pending.inputs), separator))
      if row == nil { break }
    }
    summary.filled = rows.filled
    return summary
  }

  /// What the model says to each row, as cells.
  private func answers(to numbers: [Float]) -> [[String]] {
    guard !numbers.isEmpty else { return [] }
    var scaled = numbers
    scaler?.apply(&scaled)
    let count = numbers.count / inputs
    let samples = Samples(
      x: scaled, inputs: inputs, y: Array(repeating: 0, count: count * units), outputs: units)
    let evaluation = engine.evaluate(samples, rows: nil)
    let predicted = decision.map { evaluation.predictedClasses($0) }
    return (0..<count).map { row in
      var cells = (0..<units).map { NumberFormat.exact(evaluation.outputs[row * units + $0]) }
      if let predicted {
        let label = predicted[row]
        cells.append(classes.flatMap { $0.indices.contains(label) ? $0[label] : nil } ?? String(label))
      }
      return cells
    }
  }

  /// The pending rows as they are to be written; a row without an answer gets empty cells.
  private func lines(_ pending: inout Pending, answers: [[String]], _ separator: UInt8) -> [UInt8] {
    var bytes: [UInt8] = []
    var start = 0
    var next = 0
    for (row, end) in pending.ends.enumerated() {
      bytes += pending.texts[start..<end]
      start = end
      let cells = pending.areWhole[row] ? answers[next] : titles.map { _ in "" }
      if pending.areWhole[row] { next += 1 }
      for cell in cells {
        bytes.append(separator)
        bytes += cell.isEmpty ? [] : Array(CSVText.field(cell, separator: separator).utf8)
      }
      bytes += pending.lineEnds[row]
    }
    pending = Pending()
    return bytes
  }

  /// Rows that were read and not written yet.
  private struct Pending {
    var inputs: [Float] = []
    var texts: [UInt8] = []
    var ends: [Int] = []
    var areWhole: [Bool] = []
    var lineEnds: [[UInt8]] = []

    mutating func take(_ rows: borrowing CSVRows, isWhole: Bool) {
      let (text, end) = rows.withRecord { (Array($0), Array($1)) }
      texts += text
      ends.append(texts.count)
      areWhole.append(isWhole)
      // The last line of a file may have no end.
      lineEnds.append(end.isEmpty ? [0x0a] : end)
    }
  }
}
