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
