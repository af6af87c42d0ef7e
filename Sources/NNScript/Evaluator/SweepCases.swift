import NNText

/// The cases of a sweep: every combination of its axes' values, the last axis fastest.
///
/// A later axis may depend on an earlier one: `sweep depth from 1 to 5 and layer from 1 to $depth`.
package struct SweepCases: Sendable {
  /// Every case keeps a row, so their number must be one a machine can hold.
  package static let limit = 1_000_000

  /// The names of the axes, in order.
  package let axes: [String]
  /// The values of all cases, one case after the other.
  private var values: [Value] = []
  package private(set) var count = 0

  /// Works the axes out, on the evaluator's variables, which stay as they are.
  package init(_ axes: [Axis], evaluator: Evaluator, host: any Host) throws(Stop) {
    self.axes = axes.map(\.name)
    let outer = evaluator.variables
    defer { evaluator.variables = outer }
    try extend(axes[...], [], evaluator, host)
  }

  /// The values of a case, an axis each.
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
    // Before anything is kept: `from 1 to 1e12` must not fill the memory first.
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
      help: Wording(en: "an axis with fewer values leaves fewer combinations", ko: "축의 값을 줄이면 경우가 줄어듭니다"))
  }
}
