import CKernels
import NNText

/// An activation function with its parameter: what a layer does to its sums.
public struct Activation: Hashable, Sendable {
  /// Every activation, spelled as the language spells it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case linear, sigmoid, tanh, relu
    case leakyReLU = "leaky_relu"
    case prelu, elu, selu, gelu, silu, mish, softplus, softsign
    case hardSigmoid = "hard_sigmoid"
    case hardTanh = "hard_tanh"
    case hardSwish = "hard_swish"
    case relu6, softmax
  }

  /// Which function.
  public var kind: Kind
  /// The parameter `alpha` of `leaky_relu` and `elu`, and where the learned slope of `prelu` begins; else 0.
  public var alpha: Double

  /// - Parameters:
  ///   - kind: which function.
  ///   - alpha: the function's own default where nil; ignored by a function without a parameter.
  public init(_ kind: Kind, alpha: Double? = nil) {
    self.kind = kind
    let parameter = kind.definition.parameters.first
    self.alpha = parameter.map { alpha ?? $0.defaultValue } ?? 0
  }

  /// The activation that the language calls `name`, with its defaults.
  public init?(named name: String) {
    guard let kind = Kind(rawValue: name) else { return nil }
    self.init(kind)
  }

  /// No activation: the layer gives its sums.
  public static var linear: Activation { Activation(.linear) }

  /// What it is called, computes and ranges over.
  public var definition: ActivationDefinition { kind.definition }
}

/// What is to be known about an activation: for help, for lists of names and for the default initialisation.
public struct ActivationDefinition: Sendable {
  /// The word of the language.
  public var name: String
  /// One line for a help text.
  public var summary: Wording
  /// f(x) as text.
  public var formula: String
  /// f′(x) as text.
  public var derivative: String
  /// The values it takes, `(0, 1)`.
  public var range: String
  /// The paper it comes from.
  public var source: String
  /// At most one: `alpha`.
  public var parameters: [SettingParameter] = []
  /// Whether He's initialisation is the default of a layer with it.
  public var isReLUFamily = false
  /// Where it is flat for a large positive or negative sum, the output values there: a unit near one of them is saturated.
  public var asymptotes: [Double] = []
  /// Where it ends without coming near flatness, as relu does at 0; nil: it has no such end, or an asymptote.
  var lowest: Double?
  var highest: Double?
  /// Whether its slope is exactly 0 on a whole range of sums: a unit there gets no gradient.
  var hasFlatPart = false
  /// Whether it never falls, given a parameter of at least 0: the largest of some sums gives the largest output.
  package var isMonotone = false

  /// Beyond what no output lies.
  var bounds: (low: Double, high: Double) {
    (asymptotes.first ?? lowest ?? -.infinity, asymptotes.count > 1 ? asymptotes[1] : highest ?? .infinity)
  }
}

/// How other formats write an activation, its parameter filled in.
package struct ActivationSpelling: Sendable {
  /// A call in `torch.nn`.
  var pyTorch: String
  /// A call in `keras.layers`; nil: `Activation` by the name that the language has too.
  var keras: String?
  package var onnx: ONNXFormula
  /// f(v) as an expression of doubles.
  var c: String
}

/// An activation in operators of ONNX, set 17.
package indirect enum ONNXFormula: Sendable {
  package enum Attribute: Sendable {
    case float(Double)
    case int(Int)
  }

  case input
  /// The learned slope.
  case slope
  case number(Double)
  case node(String, [ONNXFormula], KeyValuePairs<String, Attribute> = [:])

  static func clip(_ low: Double, _ high: Double) -> ONNXFormula {
    .node("Clip", [.input, .number(low), .number(high)])
  }
}

extension Activation.Kind {
  /// The one list that a new activation joins.
  package var formula: any ActivationFormula.Type {
    switch self {
    case .linear: Linear.self
    case .sigmoid: Sigmoid.self
    case .tanh: HyperbolicTangent.self
    case .relu: ReLU.self
    case .leakyReLU: LeakyReLU.self
    case .prelu: PReLU.self
    case .elu: ELU.self
    case .selu: SELU.self
    case .gelu: GELU.self
    case .silu: SiLU.self
    case .mish: Mish.self
    case .softplus: Softplus.self
    case .softsign: Softsign.self
    case .hardSigmoid: HardSigmoid.self
    case .hardTanh: HardTanh.self
    case .hardSwish: HardSwish.self
    case .relu6: ReLU6.self
    case .softmax: Softmax.self
    }
  }

  /// What it is called, computes and ranges over.
  public var definition: ActivationDefinition { formula.definition }

  /// What the kernels call it.
  package var code: nn_activation { formula.kernel }

  /// Whether it takes a whole row at once: only softmax does.
  package var isRowWise: Bool { self == .softmax }
}

/// One activation as code: naive, for any floating point format. `alpha` is the parameter, whatever its meaning.
package protocol ActivationFormula {
  static var definition: ActivationDefinition { get }
  static var kernel: nn_activation { get }
  static func spelling(alpha: Double) -> ActivationSpelling
  /// f(x).
  static func value<R: Real>(_ x: R, alpha: R) -> R
  /// f′(x), x being the sum before the activation. At a kink the slope of the side that PyTorch takes.
  static func derivative<R: Real>(_ x: R, alpha: R) -> R
}

extension Activation {
  /// How other formats write it.
  package var spelling: ActivationSpelling { kind.formula.spelling(alpha: alpha) }

  /// f(x) of an elementwise activation. Softmax of one number alone is 1.
  package func value<R: Real>(_ x: R) -> R { kind.formula.value(x, alpha: R(alpha)) }

  /// f′(x) of an elementwise activation.
  package func derivative<R: Real>(_ x: R) -> R { kind.formula.derivative(x, alpha: R(alpha)) }
}

/// f(x) = x.
package enum Linear: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "linear", summary: Wording(en: "no activation: the sum itself", ko: "활성화 함수 없음: 합 그대로"),
      formula: "f(x) = x", derivative: "f'(x) = 1",
      range: "(-inf, inf)", source: "the identity", isMonotone: true)
  }

  package static var kernel: nn_activation { NN_LINEAR }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Identity()", onnx: .input, c: "v")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { 1 }
}

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
  /// z · relu6(z + 3) / 6: silu of straight lines and a parabola.
  public static var hardSwish: Activation { Activation(.hardSwish) }
  /// relu, at most 6.
  public static var relu6: Activation { Activation(.relu6) }
  /// Shares that add up to 1 over all units.
  public static var softmax: Activation { Activation(.softmax) }
  /// z above 0, `alpha` · z below.
  public static func leakyReLU(_ alpha: Double = 0.01) -> Activation { Activation(.leakyReLU, alpha: alpha) }
  /// z above 0, `alpha` · (e^z − 1) below.
  public static func elu(_ alpha: Double = 1) -> Activation { Activation(.elu, alpha: alpha) }
}
