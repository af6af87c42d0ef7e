import Glibc

/// P7: from nothing to the end of `nnsh -c exit`, against a program that does nothing.
enum StartUp: Workload {
  static let id = "P7"
  static let summary = "start-up: nnsh -c exit"

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let nothing = "/bin/true"
    var measurement = Measurement(unit: "ms", samples: [], target: 10)
    for repetition in 0...(4 * repetitions) {
      let begun = Clock.wall
      let status = try ChildProcess.run(nnsh, ["-c", "exit"])
      let time = Clock.wall - begun
      guard status == 0 else { throw BenchError("'nnsh -c exit' ends with status \(status)") }
      var limit: Double?
      if access(nothing, X_OK) == 0 {
        _ = try ChildProcess.run(nothing, [])
        limit = Clock.wall - begun - time
      }
      guard repetition > 0 else { continue }
      measurement.samples.append(time * 1e3)
      if let limit { measurement.limits.append(limit * 1e3) }
    }
    return measurement
  }
}

/// P8: `nnsh --check` of a script of 100,000 lines, start-up included, and whether half of it takes half as long.
enum Check: Workload {
  static let id = "P8"
  static let summary = "parse and check a script of 100000 lines"

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let nnsh = try ChildProcess.nnsh()
    let whole = try TemporaryFile(script(lines: 100_000), suffix: ".nn")
    let half = try TemporaryFile(script(lines: 50_000), suffix: ".nn")
    var measurement = Measurement(unit: "s", samples: [], target: 0.5)
    var halves: [Double] = []
    for _ in 0..<repetitions {
      measurement.samples.append(try time(nnsh, whole.path))
      halves.append(try time(nnsh, half.path))
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

  private static func script(lines: Int) -> String {
    let block = [
      "let width = 5", "let rate = 0.01 * 2 + $width / 1000", "seed 7", "optimizer sgd rate $rate",
      "if $width > 3 and $rate < 1", "  print \"width {$width} at rate {$rate}\"", "end", "batch 4",
      "expect $width * 2 == 10", "loss bce",
    ]
    var text = ""
    for line in 0..<lines { text += block[line % block.count] + "\n" }
    return text
  }
}
