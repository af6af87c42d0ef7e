import Glibc
import NeuralNetwork

/// P9: a million rows of ten numbers as text into a dataset, against reading the file's bytes; and what nnsh needs at
/// most to hold them.
enum TableReading: Workload {
  static let id = "P9"
  static let summary = "csv: 1000000 rows of 10 numbers"
  private static let rows = 1_000_000
  private static let columns = 10

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let path = try table()
    defer { unlink(path) }
    let last = "c\(columns - 1)"
    // First: a child's peak is never less than what its parent held when it started it.
    let end = try ChildProcess.watch(try ChildProcess.nnsh(), ["-c", "data csv \"\(path)\" target \(last)"])
    guard end.status == 0 else { throw BenchError("'data csv' ends with status \(end.status)") }
    var measurement = Measurement(unit: "s", samples: [], target: 1)
    for repetition in 0...repetitions {
      let begun = Clock.wall
      do {
        let data = try Dataset(csv: path, CSVOptions(targets: [last]))
        guard data.rows == rows else { throw BenchError("\(data.rows) rows were read") }
      } catch { throw BenchError("\(error)") }
      let time = Clock.wall - begun
      let limit = try bytes(of: path)
      guard repetition > 0 else { continue }
      measurement.samples.append(time)
      measurement.limits.append(limit)
    }
    measurement.details = [
      ("peak_bytes", .number(end.peakBytes)),
      ("peak_per_number_byte", .number(end.peakBytes / Double(rows * columns * MemoryLayout<Float>.stride))),
    ]
    return measurement
  }

  /// Seconds to read the file and look at nothing.
  private static func bytes(of path: String) throws(BenchError) -> Double {
    let begun = Clock.wall
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw BenchError("'\(path)' is gone") }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while read(file, &buffer, buffer.count) > 0 {}
    return Clock.wall - begun
  }

  /// Writes the table, numbers of 15 to 17 digits as most programs write a double; the caller removes it.
  private static func table() throws(BenchError) -> String {
    var template = Array("/tmp/nnsh-bench-XXXXXX.csv".utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
      throw BenchError("no temporary file can be made in /tmp")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var text = (0..<columns).map { "c\($0)" }.joined(separator: ",") + "\n"
    // A line of the Numerical Recipes' generator is random enough for digits.
    var state: UInt64 = 1
    var isWhole = true
    for row in 0..<rows {
      for column in 0..<columns {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += "\(Double(Int64(bitPattern: state)) / 1e18)" + (column == columns - 1 ? "\n" : ",")
      }
      guard row % 1000 == 999 else { continue }
      isWhole = isWhole && fputs(text, file) >= 0
      text = ""
    }
    guard fclose(file) == 0, isWhole else {
      unlink(path)
      throw BenchError("'\(path)' cannot be written")
    }
    return path
  }
}
