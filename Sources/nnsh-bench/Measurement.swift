import Glibc

/// What came of a workload: one line of JSON.
struct Measurement {
  /// What ``samples`` and ``limit`` count, `us/step`.
  var unit: String
  /// One number a repetition.
  var samples: [Double]
  /// The same of the limit program, alternated with the workload in the same run; empty where there is none.
  var limits: [Double] = []
  /// The value to reach.
  var target: Double
  /// The ratio to the limit to reach.
  var targetRatio: Double?
  /// More that belongs on the line, in this order.
  var details: [(name: String, value: JSON)] = []

  /// A value of a detail.
  enum JSON {
    case number(Double)
    case text(String)
  }

  var value: Double { Self.median(samples) }

  /// The line, without its end.
  func line(_ id: String, _ summary: String) -> String {
    var fields: [(String, JSON)] = [("workload", .text(id)), ("what", .text(summary)), ("unit", .text(unit))]
    fields.append(("value", .number(value)))
    if !limits.isEmpty {
      fields.append(("limit", .number(Self.median(limits))))
      fields.append(("ratio", .number(value / Self.median(limits))))
    }
    fields.append(("target", .number(target)))
    if let targetRatio { fields.append(("target_ratio", .number(targetRatio))) }
    fields.append(("repetitions", .number(Double(samples.count))))
    fields += details.map { ($0.name, $0.value) }
    return "{" + fields.map { "\(quoted($0.0)): \(text($0.1))" }.joined(separator: ", ") + "}"
  }

  static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private func text(_ value: JSON) -> String {
    switch value {
    case .text(let text): return quoted(text)
    case .number(let number):
      // Four decimals suffice for a time; what does not fit is null.
      guard number.isFinite, abs(number) < 1e15 else { return "null" }
      let rounded = (number * 1e4).rounded() / 1e4
      return rounded == rounded.rounded() ? String(Int64(rounded)) : String(rounded)
    }
  }

  /// The texts are this program's own and file names: quotes and backslashes are what can occur.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
    }
    return result + "\""
  }
}

/// Seconds since some moment, for differences.
enum Clock {
  /// Time on the wall.
  static var wall: Double { read(CLOCK_MONOTONIC) }

  /// Time that this thread computed: other programs on the machine do not count.
  static var computed: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Time that ended children computed, all their threads together.
  static var children: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// One row of the table of workloads: a new one is a file in Workloads and a line in ``main``'s list.
protocol Workload {
  /// `P1`.
  static var id: String { get }
  /// What is measured, in a few words.
  static var summary: String { get }
  static func run(repetitions: Int) throws(BenchError) -> Measurement
}

/// Why a workload could not be measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
