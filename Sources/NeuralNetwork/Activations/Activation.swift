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
    case .relu6: ReLU6.self
    case .softmax: Softmax.self
    }
  }

  /// What it is called, computes and ranges over.
  public var definition: ActivationDefinition { formula.definition }

  /// Whether it takes a whole row at once: only softmax does.
  package var isRowWise: Bool { self == .softmax }
}
