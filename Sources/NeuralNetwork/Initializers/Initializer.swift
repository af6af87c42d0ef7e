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
