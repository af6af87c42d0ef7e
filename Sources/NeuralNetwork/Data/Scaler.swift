/// Scales inputs column by column: x′ = (x − offset) · factor. Fitted on the training part alone.
public struct Scaler: Hashable, Sendable {
  /// How offsets and factors come about.
  public enum Kind: Hashable, Sendable {
    case none
    /// Mean 0 and deviation 1 (of the population); a constant column becomes 0.
    case standard
    /// From 0 to 1; a constant column becomes 0.
    case minmax
    /// Every number times a factor.
    case by(Double)
  }

  /// How it was fitted.
  public let kind: Kind
  /// One for each column; empty for ``Kind/none`` and ``Kind/by(_:)``.
  public let offsets: [Double]
  /// One for each column; empty for ``Kind/none`` and ``Kind/by(_:)``.
  public let factors: [Double]

  /// Leaves everything as it is.
  public static var none: Scaler { Scaler(kind: .none, offsets: [], factors: []) }

  /// A scaler with known figures, read from a file for example; as many offsets as factors.
  public init(kind: Kind, offsets: [Double], factors: [Double]) {
    precondition(offsets.count == factors.count)
    self.kind = kind
    self.offsets = offsets
    self.factors = factors
  }

  /// Fits the figures to some rows of the data.
  public init(_ kind: Kind, fitting data: Dataset, rows: [Int]) {
    let width = data.shape.count
    switch kind {
    case .none, .by: self.init(kind: kind, offsets: [], factors: [])
    case .standard:
      let moments = data.numbers.moments(rows: rows, width: width)
      self.init(
        kind: kind, offsets: moments.map(\.mean),
        factors: moments.map { $0.variance > 0 ? 1 / $0.variance.squareRoot() : 1 })
    case .minmax:
      let ranges = data.numbers.ranges(rows: rows, width: width)
      self.init(
        kind: kind, offsets: ranges.map { $0.low.isFinite ? $0.low : 0 },
        factors: ranges.map { $0.high > $0.low ? 1 / ($0.high - $0.low) : 1 })
    }
  }

  /// Scales rows in place; as many columns as the scaler was fitted to.
  public func apply(_ numbers: inout [Float]) {
    switch kind {
    case .none: return
    case .by(let factor):
      for i in numbers.indices { numbers[i] = Float(Double(numbers[i]) * factor) }
    case .standard, .minmax:
      let width = offsets.count
      for i in numbers.indices {
        numbers[i] = Float((Double(numbers[i]) - offsets[i % width]) * factors[i % width])
      }
    }
  }
}
