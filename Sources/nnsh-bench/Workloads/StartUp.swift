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
