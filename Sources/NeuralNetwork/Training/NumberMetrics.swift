extension Evaluation {
  /// Mean absolute error over all numbers: Σ|h − y| / n. NaN without rows.
  public func meanAbsoluteError(of samples: Samples) -> Double {
    var sum = 0.0
    for (h, y) in zip(outputs, samples.y) { sum += abs(h - Double(y)) }
    return sum / Double(outputs.count)
  }

  /// How far each row is off: the mean of |h − y| over its units; infinite where an output is NaN.
  public func misses(of samples: Samples) -> [Double] {
    (0..<rows).map { row in
      let sum = (row * units..<(row + 1) * units).reduce(0) { $0 + abs(outputs[$1] - Double(samples.y[$1])) }
      return sum.isNaN ? .infinity : sum / Double(units)
    }
  }

  /// Coefficient of determination: 1 − Σ(h − y)² / Σ(y − ȳ)², each column by itself, then their mean.
  ///
  /// nil where a column of targets is constant: the share of a variance that is 0 is not defined.
  public func r2(of samples: Samples) -> Double? {
    var total = 0.0
    for unit in 0..<units {
      let places = stride(from: unit, to: outputs.count, by: units)
      let targets = places.map { Double(samples.y[$0]) }
      let mean = targets.reduce(0, +) / Double(targets.count)
      let variance = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      guard variance > 0 else { return nil }
      let residual = zip(places, targets).reduce(0) { $0 + (outputs[$1.0] - $1.1) * (outputs[$1.0] - $1.1) }
      total += 1 - residual / variance
    }
    return total / Double(units)
  }
}
