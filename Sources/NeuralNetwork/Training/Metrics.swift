extension Decision {
  /// The class of one output row, from 0.
  ///
  /// - Parameter outputs: of one row, as many as the output has units.
  public func chosenClass(_ outputs: [Double]) -> Int {
    outputs.withUnsafeBufferPointer { row in
      row.baseAddress.map { chosenClass($0, units: outputs.count) } ?? 0
    }
  }

  /// The class of each encoded target row.
  package func classes(of samples: Samples) -> [Int] {
    samples.y.withUnsafeBufferPointer { y in
      guard let base = y.baseAddress else { return [] }
      return (0..<samples.rows).map { chosenClass(base + $0 * samples.outputs, units: samples.outputs) }
    }
  }
}

extension Evaluation {
  /// How many rows were judged.
  public var rows: Int { outputs.count / units }

  /// The class each row is taken for.
  public func predictedClasses(_ decision: Decision) -> [Int] {
    outputs.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return [] }
      return (0..<rows).map { decision.chosenClass(base + $0 * units, units: units) }
    }
  }

  /// How often each class was taken for each; two classes where there is one unit.
  public func confusion(of samples: Samples, _ decision: Decision) -> ConfusionMatrix {
    ConfusionMatrix(
      actual: decision.classes(of: samples), predicted: predictedClasses(decision), classes: max(2, units))
  }

  /// Share of rows taken for the class they are of. A NaN output is not above any limit.
  public func accuracy(of samples: Samples, _ decision: Decision) -> Double {
    confusion(of: samples, decision).accuracy
  }
}

/// How often each class was taken for each: `counts[actual][predicted]`.
public struct ConfusionMatrix: Hashable, Sendable {
  /// K × K.
  public let counts: [[Int]]

  /// - Parameters:
  ///   - actual: classes from 0 to `classes` − 1.
  ///   - predicted: as many, in the same range.
  ///   - classes: how many classes there are.
  public init(actual: [Int], predicted: [Int], classes: Int) {
    var counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for (a, p) in zip(actual, predicted) { counts[a][p] += 1 }
    self.counts = counts
  }

  /// Share of rows that were right; 0 without rows.
  public var accuracy: Double {
    let right = counts.indices.reduce(0) { $0 + counts[$1][$1] }
    return share(right, counts.reduce(0) { $0 + $1.reduce(0, +) })
  }

  /// Of what was called a class, the share that is one: TP / (TP + FP); 0 where nothing was called it.
  public func precision(of label: Int) -> Double {
    share(counts[label][label], counts.reduce(0) { $0 + $1[label] })
  }

  /// Of what is a class, the share that was called it: TP / (TP + FN); 0 where there is none.
  public func recall(of label: Int) -> Double { share(counts[label][label], counts[label].reduce(0, +)) }

  /// 2 P R / (P + R); 0 where both are 0.
  public func f1(of label: Int) -> Double {
    let (p, r) = (precision(of: label), recall(of: label))
    return p + r > 0 ? 2 * p * r / (p + r) : 0
  }

  /// Two classes: that of class 1. More: the plain (macro) mean over the classes, as scikit-learn's `macro`.
  public var precision: Double { average(precision(of:)) }
  /// Two classes: that of class 1. More: the macro mean.
  public var recall: Double { average(recall(of:)) }
  /// Two classes: that of class 1. More: the macro mean.
  public var f1: Double { average(f1(of:)) }

  /// The plain mean over all classes, of two classes too.
  public var macroMean: (precision: Double, recall: Double, f1: Double) {
    let count = Double(max(1, counts.count))
    func mean(_ figure: (Int) -> Double) -> Double { counts.indices.reduce(0) { $0 + figure($1) } / count }
    return (mean(precision(of:)), mean(recall(of:)), mean(f1(of:)))
  }

  private func average(_ figure: (Int) -> Double) -> Double {
    if counts.count == 2 { return figure(1) }
    return counts.isEmpty ? 0 : counts.indices.reduce(0) { $0 + figure($1) } / Double(counts.count)
  }

  private func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

extension Evaluation {
  /// Area under the ROC curve: the chance that a row of a class scores higher than a row of another, ties half.
  ///
  /// One unit: of class 1. K units: each class against the rest by its unit, the macro mean over the classes that both
  /// occur and are missing somewhere. nil where only one class occurs, or an output is NaN: it is not defined there.
  public func auc(of samples: Samples, _ decision: Decision) -> Double? {
    guard !outputs.contains(where: \.isNaN) else { return nil }
    let actual = decision.classes(of: samples)
    let areas = (0..<units).compactMap { unit in
      let label = units == 1 ? 1 : unit
      var scores: (positive: [Double], negative: [Double]) = ([], [])
      for (row, actual) in actual.enumerated() {
        let score = outputs[row * units + unit]
        if actual == label { scores.positive.append(score) } else { scores.negative.append(score) }
      }
      return Self.area(scores.positive, scores.negative)
    }
    return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
  }

  /// Mann–Whitney: of all pairs of a positive and a negative row, how many the positive one wins, ties half. Both lists
  /// are sorted once and walked together.
  private static func area(_ positive: [Double], _ negative: [Double]) -> Double? {
    guard !positive.isEmpty, !negative.isEmpty else { return nil }
    let (positive, negative) = (positive.sorted(), negative.sorted())
    var (below, upTo) = (0, 0)
    var won = 0.0
    for score in positive {
      while below < negative.count && negative[below] < score { below += 1 }
      upTo = max(upTo, below)
      while upTo < negative.count && negative[upTo] == score { upTo += 1 }
      won += Double(below) + Double(upTo - below) / 2
    }
    return won / (Double(positive.count) * Double(negative.count))
  }
}

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

/// What a share that was seen in some trials says about the share there would be in all: Wilson's score interval.
///
/// With `p` the share seen in `n` trials and `z` the normal quantile, its ends are
///
///     (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
///
/// Unlike `p ± z·√(p(1 − p)/n)` it stays within 0 and 1 and says something of 0 of 20 trials, too.
///
/// Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
public struct WilsonInterval: Hashable, Sendable {
  /// The share seen: 0 to 1; NaN of no trials.
  public let share: Double
  /// The lower end: 0 to 1.
  public let low: Double
  /// The upper end: 0 to 1.
  public let high: Double

  /// The 95 % interval. Of no trials it is everything from 0 to 1.
  ///
  /// - Parameters:
  ///   - successes: 0 to `trials`.
  ///   - trials: at least 0.
  public init(successes: Int, trials: Int) {
    guard trials > 0 else {
      (share, low, high) = (.nan, 0, 1)
      return
    }
    let n = Double(trials)
    let p = min(1, max(0, Double(successes) / n))
    let square = Self.quantile * Self.quantile
    let middle = (p + square / (2 * n)) / (1 + square / n)
    let reach = Self.quantile / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    share = p
    // Where everything or nothing was seen the end is exact; rounding must not move it.
    low = p == 0 ? 0 : max(0, middle - reach)
    high = p == 1 ? 1 : min(1, middle + reach)
  }

  /// Of the normal distribution, at 97.5 %.
  private static let quantile = 1.959963984540054
}
