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
