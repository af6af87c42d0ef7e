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
