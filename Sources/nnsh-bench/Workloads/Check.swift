import Glibc

/// P8: `nnsh --check` of a script of 100,000 lines, start-up included, and whether half of it takes half as long.
enum Check: Workload {
  static let id = "P8"
  static let summary = "parse and check a script of 100000 lines"

  static func run() throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let whole = try script(lines: 100_000)
    defer { unlink(whole) }
    let half = try script(lines: 50_000)
    defer { unlink(half) }
    var measurement = Measurement(unit: "s", samples: [], target: 0.5)
    var halves: [Double] = []
    for _ in 0..<5 {
      measurement.samples.append(try time(nnsh, whole))
      halves.append(try time(nnsh, half))
    }
    // 2 where time is linear in the length.
    measurement.details = [("growth", .number(measurement.value / Measurement.median(halves)))]
    return measurement
  }

  private static func time(_ nnsh: String, _ script: String) throws(BenchError) -> Double {
    let begun = Clock.wall
    let status = try ChildProcess.run(nnsh, ["--check", script])
    guard status == 0 else { throw BenchError("'nnsh --check' ends with status \(status)") }
    return Clock.wall - begun
  }

  /// Writes a script of many lines to a temporary file, which the caller removes.
  private static func script(lines: Int) throws(BenchError) -> String {
    let block = [
      "let width = 5", "let rate = 0.01 * 2 + $width / 1000", "seed 7", "optimizer sgd rate $rate",
      "if $width > 3 and $rate < 1", "  print \"width {$width} at rate {$rate}\"", "end", "batch 4",
      "expect $width * 2 == 10", "loss bce",
    ]
    var text = ""
    for line in 0..<lines { text += block[line % block.count] + "\n" }
    var template = Array("/tmp/nnsh-bench-XXXXXX.nn".utf8CString)
    let file = mkstemps(&template, 3)
    guard file >= 0 else { throw BenchError("no temporary file can be made in /tmp") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      written += count
    }
    close(file)
    guard written == bytes.count else {
      unlink(path)
      throw BenchError("'\(path)' cannot be written")
    }
    return path
  }
}
