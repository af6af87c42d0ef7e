import NNScript
import NeuralNetwork

/// Cases of a sweep that have something in common, and what can be said of them together.
struct SweepGroup {
  /// What they have in common.
  var value: Value
  var rows: [SweepRow]

  /// The cases by the value of an axis, in the order in which the values come.
  static func groups(of sweep: SweepResult, by axis: Int) -> [SweepGroup] {
    var groups: [SweepGroup] = []
    var places: [String: Int] = [:]
    for row in sweep.rows {
      let value = row.values[axis]
      // A text that looks like a number is no number.
      let key = "\(value.kind) \(value.source)"
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append(SweepGroup(value: value, rows: [row]))
      }
    }
    return groups
  }

  /// The share of solved cases and what it says of all seeds there are.
  var solved: WilsonInterval { WilsonInterval(successes: solvedCount, trials: rows.count) }
  var solvedCount: Int { rows.count(where: \.isSolved) }

  /// Of those that are finite; nil of none.
  static func median(_ numbers: [Double]) -> Double? {
    let sorted = numbers.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    // Halved before adding: the sum of two finite numbers may not be finite.
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }
}
