/// Activations by name, so that a layer reads `.dense(8, .tanh)`.
extension Activation {
  /// 1 / (1 + e^−z), from 0 to 1.
  public static var sigmoid: Activation { Activation(.sigmoid) }
  /// From −1 to 1.
  public static var tanh: Activation { Activation(.tanh) }
  /// max(0, z).
  public static var relu: Activation { Activation(.relu) }
  /// z above 0, a learned slope times z below.
  public static var prelu: Activation { Activation(.prelu) }
  /// Keeps mean 0 and variance 1 through many layers.
  public static var selu: Activation { Activation(.selu) }
  /// z · Φ(z), Φ of the normal distribution.
  public static var gelu: Activation { Activation(.gelu) }
  /// z · sigmoid(z).
  public static var silu: Activation { Activation(.silu) }
  /// z · tanh(softplus(z)).
  public static var mish: Activation { Activation(.mish) }
  /// ln(1 + e^z), a smooth relu.
  public static var softplus: Activation { Activation(.softplus) }
  /// z / (1 + |z|).
  public static var softsign: Activation { Activation(.softsign) }
  /// A sigmoid of straight lines: z / 6 + 0.5 from 0 to 1.
  public static var hardSigmoid: Activation { Activation(.hardSigmoid) }
  /// z, kept within ±1.
  public static var hardTanh: Activation { Activation(.hardTanh) }
  /// relu, at most 6.
  public static var relu6: Activation { Activation(.relu6) }
  /// Shares that add up to 1 over all units.
  public static var softmax: Activation { Activation(.softmax) }
  /// z above 0, `alpha` · z below.
  public static func leakyReLU(_ alpha: Double = 0.01) -> Activation { Activation(.leakyReLU, alpha: alpha) }
  /// z above 0, `alpha` · (e^z − 1) below.
  public static func elu(_ alpha: Double = 1) -> Activation { Activation(.elu, alpha: alpha) }
}
