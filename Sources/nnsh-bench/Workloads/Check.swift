/// P8: `nnsh --check` of a script of 100,000 lines, start-up included, and whether half of it takes half as long.
enum Check: Workload {
  static let id = "P8"
  static let summary = "parse and check a script of 100000 lines"

  static func run() throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let whole = try script(lines: 100_000)
    defer { whole.remove() }
    let half = try script(lines: 50_000)
    defer { half.remove() }
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

  private static func time(_ nnsh: String, _ script: TemporaryScript) throws(BenchError) -> Double {
    let begun = Clock.wall
    let status = try ChildProcess.run(nnsh, ["--check", script.path])
    guard status == 0 else { throw BenchError("'nnsh --check' ends with status \(status)") }
    return Clock.wall - begun
  }

  private static func script(lines: Int) throws(BenchError) -> TemporaryScript {
    let block = [
      "let width = 5", "let rate = 0.01 * 2 + $width / 1000", "seed 7", "optimizer sgd rate $rate",
      "if $width > 3 and $rate < 1", "  print \"width {$width} at rate {$rate}\"", "end", "batch 4",
      "expect $width * 2 == 10", "loss bce",
    ]
    var text = ""
    for line in 0..<lines { text += block[line % block.count] + "\n" }
    return try TemporaryScript(text)
  }
}
