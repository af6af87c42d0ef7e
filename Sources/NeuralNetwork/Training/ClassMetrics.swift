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
