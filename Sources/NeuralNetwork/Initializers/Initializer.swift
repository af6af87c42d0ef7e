/// How weights or biases are drawn.
///
/// in and out are the inputs and the units of the layer; a bias is drawn with those of its layer. `he`, `glorot` and
/// `lecun` without a word are the uniform ones, as Keras' default is.
public enum Initializer: Hashable, Sendable {
  case normal(mean: Double, deviation: Double)
  case uniform(low: Double, high: Double)
  /// U(−a, a), a = √(6 / (in + out)). Glorot, Bengio 2010.
  case glorotUniform
  /// N(0, 2 / (in + out)).
  case glorotNormal
  /// U(−a, a), a = √(6 / in). He, Zhang, Ren, Sun 2015.
  case heUniform
  /// N(0, 2 / in).
  case heNormal
  /// U(−a, a), a = √(3 / in). LeCun, Bottou, Orr, Müller 1998.
  case lecunUniform
  /// N(0, 1 / in).
  case lecunNormal
  /// Rows (or columns, where there are more rows) of length 1 at right angles; a bias becomes 0.
  /// Saxe, McClelland, Ganguli 2013.
  case orthogonal
  case zeros
  case constant(Double)

  /// The default for a layer's weights: He for the ReLU family, else Glorot, both uniform.
  public static func standard(for activation: Activation) -> Initializer {
    activation.definition.isReLUFamily ? .heUniform : .glorotUniform
  }
}

/// What a session says about drawing weights; nil is the default of each layer (bias: zeros).
public struct Initialization: Hashable, Sendable {
  /// Of weights.
  public var weights: Initializer?
  /// Of biases.
  public var bias: Initializer?

  /// The defaults where nothing is given.
  public init(weights: Initializer? = nil, bias: Initializer? = nil) {
    self.weights = weights
    self.bias = bias
  }
}

extension Initializer {
  /// `count` numbers for a tensor of a layer with `fanIn` inputs and `fanOut` units. `rows` is the tensor's first
  /// dimension, nil for a bias.
  func draw(
    _ count: Int, rows: Int?, fanIn: Int, fanOut: Int, from stream: inout RandomStream
  ) -> [Double] {
    let (fanIn, fanOut) = (Double(max(1, fanIn)), Double(max(1, fanOut)))
    switch self {
    case .normal(let mean, let deviation): return Self.normal(count, mean, deviation, &stream)
    case .uniform(let low, let high): return Self.uniform(count, low, high, &stream)
    case .glorotUniform: return Self.symmetric(count, 6 / (fanIn + fanOut), &stream)
    case .glorotNormal: return Self.normal(count, 0, (2 / (fanIn + fanOut)).squareRoot(), &stream)
    case .heUniform: return Self.symmetric(count, 6 / fanIn, &stream)
    case .heNormal: return Self.normal(count, 0, (2 / fanIn).squareRoot(), &stream)
    case .lecunUniform: return Self.symmetric(count, 3 / fanIn, &stream)
    case .lecunNormal: return Self.normal(count, 0, (1 / fanIn).squareRoot(), &stream)
    case .orthogonal:
      guard let rows, rows > 0 else { return Array(repeating: 0, count: count) }
      return Self.orthogonal(rows: rows, columns: count / rows, &stream)
    case .zeros: return Array(repeating: 0, count: count)
    case .constant(let value): return Array(repeating: value, count: count)
    }
  }

  private static func normal(
    _ count: Int, _ mean: Double, _ deviation: Double, _ stream: inout RandomStream
  ) -> [Double] {
    (0..<count).map { _ in mean + deviation * stream.normal() }
  }

  private static func uniform(_ count: Int, _ low: Double, _ high: Double, _ stream: inout RandomStream) -> [Double] {
    (0..<count).map { _ in stream.uniform(low, high) }
  }

  /// U(−√square, √square).
  private static func symmetric(_ count: Int, _ square: Double, _ stream: inout RandomStream) -> [Double] {
    uniform(count, -square.squareRoot(), square.squareRoot(), &stream)
  }

  /// Gram–Schmidt, each vector projected twice for accuracy, over normal numbers.
  private static func orthogonal(rows: Int, columns: Int, _ stream: inout RandomStream) -> [Double] {
    let (vectors, length) = rows <= columns ? (rows, columns) : (columns, rows)
    var basis: [[Double]] = []
    while basis.count < vectors {
      var vector = normal(length, 0, 1, &stream)
      for _ in 0..<2 {
        for other in basis {
          var dot = 0.0
          for i in 0..<length { dot += vector[i] * other[i] }
          for i in 0..<length { vector[i] -= dot * other[i] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Chance makes a vector that nearly lies in the span of the others; draw another.
      guard norm > 1e-8 else { continue }
      basis.append(vector.map { $0 / norm })
    }
    if rows <= columns { return basis.flatMap { $0 } }
    return (0..<rows).flatMap { row in basis.map { $0[row] } }
  }
}
