import NNText

/// The cases of a sweep: every combination of its axes' values, the last axis fastest.
///
/// A later axis may depend on an earlier one: `sweep depth from 1 to 5 and layer from 1 to $depth`.
package struct SweepCases: Sendable {
  /// The maximum number of cases; each takes a row in memory.
  package static let limit = 1_000_000

  /// The names of the axes, in order.
  package let axes: [String]
  /// The values of all cases, one case after another.
  private var values: [Value] = []
  package private(set) var count = 0

  /// Evaluates the axes with the evaluator's variables, which are restored afterwards.
  package init(_ axes: [Axis], evaluator: Evaluator, host: any Host) throws(Stop) {
    self.axes = axes.map(\.name)
    let outer = evaluator.variables
    defer { evaluator.variables = outer }
    try extend(axes[...], [], evaluator, host)
  }

  /// The values of a case, one per axis.
  package subscript(index: Int) -> ArraySlice<Value> { values[index * axes.count..<(index + 1) * axes.count] }

  private mutating func extend(
    _ axes: ArraySlice<Axis>, _ outer: [Value], _ evaluator: Evaluator, _ host: any Host
  ) throws(Stop) {
    guard let axis = axes.first else {
      values += outer
      count += 1
      return
    }
    let items = try evaluator.values(of: axis, host: host)
    let inner = axes.dropFirst()
    // Check before storing anything: `from 1 to 1e12` must not exhaust memory first.
    guard items.count <= Self.limit - (inner.isEmpty ? count : 0) else { throw .failed(Self.tooMany(at: axis)) }
    for index in 0..<items.count {
      evaluator.variables[axis.name] = items[index]
      try extend(inner, outer + [items[index]], evaluator, host)
    }
  }

  static func tooMany(at axis: Axis) -> Diagnostic {
    Diagnostic(
      .tooManyCases, Wording(en: "the sweep has more than \(limit) cases", ko: "스윕의 경우가 \(limit)개를 넘습니다"),
      at: axis.nameRange,
      help: Wording(en: "give an axis fewer values", ko: "축의 값을 줄이세요"))
  }
}

/// The values A, A + C, A + 2·C … up to B, both ends included.
package struct Progression: Sendable, Equatable {
  package let start: Double
  package let end: Double
  package let distance: Double
  /// The number of values; 0 if the end cannot be reached.
  package let count: Int

  /// 2⁵³: larger indices are not exact.
  private static let countLimit = 9_007_199_254_740_992.0

  /// Fails if a number is not finite, the distance is 0, or there are too many values.
  package init?(from start: Double, to end: Double, by distance: Double) {
    guard start.isFinite, end.isFinite, distance.isFinite, distance != 0 else { return nil }
    guard !Self.isCoarse(from: start, to: end, by: distance) else { return nil }
    let steps = (end - start) / distance
    // Each decimal fraction is off by up to half a unit in the last place: 0 to 1 by 0.1 must reach its end.
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

  /// Whether adjacent numbers in the range are further apart than the distance: counting by 1 from 2⁵³ on reaches only
  /// every second number, and some of them twice.
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

/// The values that the variable of a `for` or `sweep` takes, in order.
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
