/// What backward passes say of a network over many rows: some at a time, so that memory does not grow with the data.
///
/// Loss and gradients are those of all the rows' mean loss. A batchnorm uses the statistics of the rows that pass
/// together, as it does in training.
public struct Survey: Sendable {
  /// The mean loss, without regularization.
  public private(set) var loss = 0.0
  /// d(loss)/d(parameter) in the order of the ``ParameterLayout``; of frozen layers too.
  public private(set) var gradients: [Double] = []
  /// For each layer in order.
  public private(set) var layers: [LayerSurvey] = []
  /// How many rows passed.
  public private(set) var rows = 0
  /// rows × units: the last layer's sums and outputs.
  public private(set) var sums: [Double] = []
  /// rows × units: what comes out.
  public private(set) var outputs: [Double] = []

  /// Rows that `gradients` looks at, at most.
  public static let rowLimit = 10_000
  /// Numbers of all layers together that are kept at a time, where a row has not more by itself.
  private static let numberLimit = 1_000_000
  private static let passLimit = 1000

  /// All rows where they are not more than `limit`, else so many, evenly spaced.
  public static func rows(of count: Int, limit: Int = rowLimit) -> [Int32] {
    let taken = max(1, min(count, limit))
    return (0..<taken).map { Int32($0 * count / taken) }
  }

  /// - Parameter rows: at least one row of the samples, from 0.
  package init(_ engine: any Engine, _ samples: Samples, rows: [Int32]) {
    let network = engine.configuration.network
    let width = ((try? network.shapes()) ?? []).reduce(0) { $0.saturatingSum($1.count) }
    let together = max(1, min(Self.passLimit, max(16, Self.numberLimit / max(1, width))))
    // Parts of nearly the same size: a batchnorm wants company.
    let parts = (rows.count + together - 1) / together
    for part in 0..<parts {
      let range = (rows.count * part / parts)..<(rows.count * (part + 1) / parts)
      add(engine.differentiate(samples, rows: Array(rows[range])), rows: range.count, of: network)
    }
    let share = 1 / Double(max(1, self.rows))
    loss *= share
    for index in gradients.indices { gradients[index] *= share }
    for index in layers.indices { layers[index].scaleDeltas(by: share) }
  }

  private mutating func add(_ pass: Differentiation, rows count: Int, of network: Network) {
    rows += count
    loss += pass.loss * Double(count)
    if gradients.isEmpty { gradients = Array(repeating: 0, count: pass.gradients.count) }
    for (index, gradient) in pass.gradients.enumerated() { gradients[index] += gradient * Double(count) }
    if layers.isEmpty { layers = pass.layers.map { LayerSurvey(width: $0.width, units: $0.units) } }
    for (index, layer) in pass.layers.enumerated() {
      layers[index].add(layer, network.layers[index].activation, rows: count, isFirst: rows == count)
    }
    sums += pass.layers.last?.sums ?? []
    outputs += pass.layers.last?.outputs ?? []
  }

  /// The length (L2 norm) of the gradient of a layer's weights; nil for a layer without any. Layers count from 0.
  public func gradientNorm(ofLayer layer: Int, _ layout: ParameterLayout) -> Double? {
    guard let tensor = layout.tensor(.weight, ofLayer: layer) else { return nil }
    return gradients[tensor.range].reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// The layers that have weights, from 0, with the norms of their gradients.
  public func gradientNorms(_ layout: ParameterLayout) -> [(layer: Int, norm: Double)] {
    layers.indices.compactMap { layer in gradientNorm(ofLayer: layer, layout).map { (layer, $0) } }
  }
}

/// One layer's part of a ``Survey``.
public struct LayerSurvey: Sendable {
  /// Numbers of a row.
  public let width: Int
  /// Units: numbers of a row, or channels of an image.
  public let units: Int
  /// The units, from 0, that no row reaches; see ``LayerPass/deadUnits(_:)``.
  public private(set) var deadUnits: [Int] = []
  /// The largest sum, its sign aside; infinite where one is NaN.
  public private(set) var largestSum = 0.0
  /// The length of dL/dz over all rows and numbers.
  public private(set) var deltaNorm = 0.0
  private var deltaSquares = 0.0
  private var saturated = 0.0
  private var count = 0.0

  init(width: Int, units: Int) {
    self.width = width
    self.units = units
  }

  /// The share of outputs near an end of the activation's range; see ``LayerPass/saturatedShare(_:)``.
  public var saturatedShare: Double { count > 0 ? saturated / count : 0 }

  /// `share`: one row's part of the mean.
  mutating func scaleDeltas(by share: Double) { deltaNorm = deltaSquares.squareRoot() * share }

  mutating func add(_ pass: LayerPass, _ activation: Activation, rows: Int, isFirst: Bool) {
    // A part's deltas are those of its own mean.
    deltaSquares += Double(rows) * Double(rows) * pass.sumGradients.reduce(0) { $0 + $1 * $1 }
    let dead = pass.deadUnits(activation)
    deadUnits = isFirst ? dead : deadUnits.filter(Set(dead).contains)
    largestSum = pass.sums.reduce(largestSum) { max($0, $1.isNaN ? .infinity : abs($1)) }
    saturated += pass.saturatedShare(activation) * Double(pass.outputs.count)
    count += Double(pass.outputs.count)
  }
}

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
