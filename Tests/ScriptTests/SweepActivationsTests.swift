import Foundation
import Testing

/// The example whose table the lessons rest on, against the same experiment done in TensorFlow.
@Suite struct SweepActivationsTests {
  /// Of 300 seeds each: nets with accuracy 1, and those that ended in NaN.
  static let reference: [(activation: String, solved: Int, nan: Int)] = [
    ("sigmoid", 1, 0), ("tanh", 288, 0), ("relu", 109, 97), ("leaky_relu", 164, 136),
  ]

  /// The draws differ, so what must agree are the 95 % intervals (Wilson).
  @Test(.enabled(if: ProcessInfo.processInfo.environment["NNSH_SLOW"] != nil)) func theTableIsReproduced() throws {
    let example = Program.root.appendingPathComponent("scripts/examples/sweep_activations.nn").path
    let result = try Program.run(["-c", "mode csv", "-f", example])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let titles = try #require(lines.first).map(String.init)
    let solved = try #require(titles.firstIndex(of: "solved"))
    let nan = try #require(titles.firstIndex(of: "nan"))
    #expect(lines.dropFirst().map { String($0[0]) } == Self.reference.map(\.activation))
    for (line, expected) in zip(lines.dropFirst(), Self.reference) {
      for (column, count) in [(solved, expected.solved), (nan, expected.nan)] {
        let found = interval(try #require(Int(line[column])), of: 300)
        let wanted = interval(count, of: 300)
        #expect(found.overlaps(wanted), "\(expected.activation): \(line[column]), expected about \(count)")
      }
    }
  }

  private func interval(_ count: Int, of trials: Int) -> ClosedRange<Double> {
    let (n, p, z) = (Double(trials), Double(count) / Double(trials), 1.959963984540054)
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return middle - reach...middle + reach
  }
}
