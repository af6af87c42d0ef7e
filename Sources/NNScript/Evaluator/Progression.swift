/// A, A + C, A + 2·C … as far as B, both ends included.
package struct Progression: Sendable, Equatable {
  package let start: Double
  package let end: Double
  package let distance: Double
  /// How many values there are; none if the end cannot be reached.
  package let count: Int

  /// Beyond this k is no exact number.
  private static let countLimit = 9_007_199_254_740_992.0

  /// Nil if there is no such progression: something is not finite, the distance is 0, or there are too many values.
  package init?(from start: Double, to end: Double, by distance: Double) {
    guard start.isFinite, end.isFinite, distance.isFinite, distance != 0 else { return nil }
    guard !Self.isCoarse(from: start, to: end, by: distance) else { return nil }
    let steps = (end - start) / distance
    // Decimal fractions are off by half a unit in the last place each: 0 to 1 by 0.1 must reach its end.
    let off = 4 * Double.ulpOfOne * (steps.magnitude + max(start.magnitude, end.magnitude) / distance.magnitude)
    let slack = min(off, 1 / 64)
    let last = (steps + slack).rounded(.down)
    guard last < Progression.countLimit else { return nil }
    self.start = start
    self.end = end
    self.distance = distance
    count = last < 0 ? 0 : Int(last) + 1
    reachesEnd = (steps - last).magnitude <= slack
  }

  /// Whether numbers there are further apart than the distance: counting by 1 from 2⁵³ on meets every second number,
  /// and some of them twice.
  package static func isCoarse(from start: Double, to end: Double, by distance: Double) -> Bool {
    guard (end - start) / distance >= 1 else { return false }
    let (first, last) = (start + distance - start, end - (end - distance))
    return [first, last].contains { ($0 - distance).magnitude > distance.magnitude / 1024 }
  }

  private let reachesEnd: Bool

  package subscript(index: Int) -> Double {
    index == count - 1 && reachesEnd && index > 0 ? end : start + Double(index) * distance
  }
}

/// The values that the variable of a `for` or `sweep` takes, one after the other.
package enum AxisValues: Sendable {
  case items([Value])
  case progression(Progression)

  package var count: Int {
    switch self {
    case .items(let items): items.count
    case .progression(let progression): progression.count
    }
  }

  package subscript(index: Int) -> Value {
    switch self {
    case .items(let items): items[index]
    case .progression(let progression): .number(progression[index])
    }
  }
}
