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
      var means = Array(repeating: 0.0, count: width)
      for row in rows { for (i, value) in data.input(row).enumerated() { means[i] += Double(value) } }
      for i in 0..<width { means[i] /= Double(max(1, rows.count)) }
      var squares = Array(repeating: 0.0, count: width)
      for row in rows {
        for (i, value) in data.input(row).enumerated() {
          squares[i] += (Double(value) - means[i]) * (Double(value) - means[i])
        }
      }
      let factors = squares.map { $0 > 0 ? 1 / ($0 / Double(rows.count)).squareRoot() : 1 }
      self.init(kind: kind, offsets: means, factors: factors)
    case .minmax:
      var low = Array(repeating: Double.infinity, count: width)
      var high = Array(repeating: -Double.infinity, count: width)
      for row in rows {
        for (i, value) in data.input(row).enumerated() {
          low[i] = min(low[i], Double(value))
          high[i] = max(high[i], Double(value))
        }
      }
      self.init(
        kind: kind, offsets: low.map { $0.isFinite ? $0 : 0 },
        factors: zip(low, high).map { $1 > $0 ? 1 / ($1 - $0) : 1 })
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
