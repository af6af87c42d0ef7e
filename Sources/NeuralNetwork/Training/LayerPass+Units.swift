extension LayerPass {
  /// How many rows passed.
  public var rows: Int { width == 0 ? 0 : sums.count / width }

  /// The units, from 0, that no row reaches: the activation is flat at every row's sum, so that nothing is learned
  /// there. Only activations with flat parts have such units; none are counted where a sum is not finite.
  public func deadUnits(_ activation: Activation) -> [Int] {
    guard activation.definition.hasFlatPart, rows > 0 else { return [] }
    return (0..<units).filter { unit in
      stride(from: unit, to: sums.count, by: units).allSatisfy { place in
        sums[place].isFinite && activation.derivative(sums[place]) == 0
      }
    }
  }

  /// The share of outputs within one hundredth of the range of an end of it, where the activation is nearly flat;
  /// 0 for activations without such ends.
  public func saturatedShare(_ activation: Activation) -> Double {
    let ends = activation.definition.asymptotes
    guard ends.count == 2, !outputs.isEmpty else { return 0 }
    let margin = (ends[1] - ends[0]) / 100
    return Double(outputs.count { $0 <= ends[0] + margin || $0 >= ends[1] - margin }) / Double(outputs.count)
  }
}
