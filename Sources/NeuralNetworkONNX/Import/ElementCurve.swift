import Glibc
import NeuralNetwork

/// A function of one number, put together from a graph's element-wise nodes, known by its values at fixed places.
///
/// Exporters write one activation in many ways: gelu alone has a dozen spellings with `Erf`. Computing what the nodes
/// compute and comparing values recognizes all of them, and costs the same whatever the graph looks like.
struct ElementCurve {
  private(set) var values: [Double]
  /// The activation it is, where one node alone said so.
  private(set) var activation: Activation?
  /// The line a · x + b and the activation behind it, where that is what the nodes said.
  private(set) var lineFirst: (line: (factor: Double, offset: Double), activation: Activation)?

  /// x itself.
  static let identity = ElementCurve(values: places, activation: .linear)

  /// Dense around 0, where activations bend, and some places where they are flat or straight.
  static let places: [Double] = (-160...160).map { Double($0) / 10 } + [-100, -40, -20, -0.003, 0.003, 20, 40, 100]

  private init(values: [Double], activation: Activation? = nil) {
    self.values = values
    self.activation = activation
  }

  var isIdentity: Bool { activation?.kind == .linear }

  /// f behind this one; `activation` is what f is by itself.
  func then(_ activation: Activation? = nil, _ function: (Double) -> Double) -> ElementCurve {
    var curve = ElementCurve(values: values.map(function), activation: isIdentity ? activation : nil)
    if !isIdentity, let activation, let line { curve.lineFirst = (line, activation) }
    return curve
  }

  func with(_ other: ElementCurve, _ function: (Double, Double) -> Double) -> ElementCurve {
    ElementCurve(values: zip(values, other.values).map(function))
  }

  /// a · x + b, where that is what it is.
  var line: (factor: Double, offset: Double)? {
    guard let zero = Self.places.firstIndex(of: 0), let one = Self.places.firstIndex(of: 1) else { return nil }
    let offset = values[zero]
    let factor = values[one] - offset
    return agrees { factor * $0 + offset } ? (factor, offset) : nil
  }

  /// The activation of nnsh's that has these values.
  var recognized: Activation? {
    if let activation { return activation }
    for kind in Activation.Kind.allCases where !kind.isRowWise && kind.definition.parameters.isEmpty {
      if agrees({ kind.formula.value($0, alpha: 0) }) { return Activation(kind) }
    }
    return agrees { ELU.value($0, alpha: 1) } ? Activation(.elu, alpha: 1) : nil
  }

  /// Within what float32 constants in a graph make of it.
  private func agrees(_ function: (Double) -> Double) -> Bool {
    zip(Self.places, values).allSatisfy { place, value in
      let expected = function(place)
      return abs(value - expected) <= 1e-6 * max(1, abs(expected))
    }
  }
}
