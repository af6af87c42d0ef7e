import NNText

/// z = x Wᵀ + b: x [rows, in], W [out, in], b [out], z [rows, out], as `torch.nn.Linear`.
///
/// Backward: dW = dzᵀ x, db = Σ_rows dz, dx = dz W.
public struct Dense: Hashable, Sendable {
  /// How many numbers go out, at least 1; nil in an output layer whose targets are not known yet.
  public var units: Int?
  /// Whether it adds a bias.
  public var hasBias: Bool

  /// - Parameters:
  ///   - units: nil for an output layer that follows the targets.
  ///   - hasBias: whether each unit has a number of its own added.
  public init(units: Int?, hasBias: Bool = true) {
    self.units = units
    self.hasBias = hasBias
  }
}

extension Dense: LayerForm {
  package var name: String { "dense" }
  package var takesActivation: Bool { true }

  package var knownOutput: Shape? { units.flatMap { $0 > 0 ? Shape($0) : nil } }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard let units else { throw .unknownUnits }
    guard units > 0 else { throw .setting(Wording(en: "dense with \(units) units", ko: "유닛이 \(units)개인 dense")) }
    guard input.isVector else { throw .needsVector }
    return Shape(units)
  }

  package func tensors(for input: Shape) -> [TensorForm] {
    let units = units ?? 0
    let weight = TensorForm(role: .weight, shape: [units, input.count], fanIn: input.count, fanOut: units)
    let bias = TensorForm(role: .bias, shape: [units], fanIn: input.count, fanOut: units)
    return hasBias ? [weight, bias] : [weight]
  }

  package func work(for input: Shape) -> Int { input.count.saturatingProduct(units ?? 0) }
}
