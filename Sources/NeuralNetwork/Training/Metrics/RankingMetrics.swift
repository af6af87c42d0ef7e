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
      let scores = stride(from: unit, to: outputs.count, by: units).map { outputs[$0] }
      return Self.area(scores, isPositive: actual.map { $0 == label })
    }
    return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
  }

  /// Mann–Whitney: from the ranks of the positive rows, tied rows sharing theirs.
  private static func area(_ scores: [Double], isPositive: [Bool]) -> Double? {
    let positives = isPositive.count { $0 }
    let negatives = isPositive.count - positives
    guard positives > 0, negatives > 0 else { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var rankSum = 0.0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count && scores[order[end]] == scores[order[start]] { end += 1 }
      let rank = Double(start + 1 + end) / 2
      for place in start..<end where isPositive[order[place]] { rankSum += rank }
      start = end
    }
    let pairs = Double(positives) * Double(negatives)
    return (rankSum - Double(positives) * Double(positives + 1) / 2) / pairs
  }
}
