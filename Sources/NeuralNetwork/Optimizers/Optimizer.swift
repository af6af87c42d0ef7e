import CKernels
import NNText

/// How weights follow the gradient. Formulas and defaults are PyTorch's, those of lion are Keras's.
///
/// `decay` is PyTorch's `weight_decay`: decay · w is added to the gradient; an optimizer whose decay is
/// decoupled (`adamw`, `lion`) takes rate · decay · w off the weight instead. It applies to every parameter that is not frozen.
public struct Optimizer: Hashable, Sendable {
  /// Every optimizer, spelled as the language spells it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case sgd, momentum, nesterov, rmsprop, adagrad, adam, adamw, lion
  }

  /// Which formula.
  public var kind: Kind
  /// Learning rate, at least 0.
  public var rate: Double
  /// Share of the last step that is kept, in 0…1.
  public var momentum: Double
  /// Share of the mean gradient that is kept, in 0…1; of lion that of the mean in the sign of a step.
  public var beta1: Double
  /// Share of the mean squared gradient that is kept, in 0…1 (`alpha` of PyTorch's RMSprop); of lion of the mean
  /// gradient.
  public var beta2: Double
  /// Keeps the divisor from 0.
  public var epsilon: Double
  /// Weight decay, at least 0.
  public var decay: Double

  /// The optimizer with its defaults.
  public init(_ kind: Kind, rate: Double? = nil) {
    func standard(_ name: String) -> Double {
      kind.definition.parameters.first { $0.name == name }?.defaultValue ?? 0
    }
    self.kind = kind
    self.rate = rate ?? standard("rate")
    momentum = standard("momentum")
    beta1 = standard("beta1")
    beta2 = standard("beta2")
    epsilon = standard("epsilon")
    decay = standard("decay")
  }

  /// What a session begins with: adam, rate 0.001.
  public static var standard: Optimizer { Optimizer(.adam) }

  /// What it is called and computes.
  public var definition: OptimizerDefinition { kind.definition }

  /// Numbers it keeps for each parameter: 0 for sgd, 1 or 2. Slot by slot in one buffer of slots × parameters:
  /// momentum and nesterov [velocity], adagrad [sum of squares], rmsprop [mean square, velocity],
  /// adam and adamw [mean, mean square], lion [mean]. All begin at 0.
  public var slots: Int { kind.formula.slots.count }

  /// A setting by its name in the language; nil for a name this optimizer does not take.
  public subscript(name: String) -> Double? {
    get {
      guard kind.definition.parameters.contains(where: { $0.name == name }) else { return nil }
      return path(name).map { self[keyPath: $0] }
    }
    set {
      guard let newValue, kind.definition.parameters.contains(where: { $0.name == name }) else { return }
      if let path = path(name) { self[keyPath: path] = newValue }
    }
  }

  private func path(_ name: String) -> WritableKeyPath<Optimizer, Double>? {
    switch name {
    case "rate": \.rate
    case "momentum": \.momentum
    case "beta1": \.beta1
    case "beta2": \.beta2
    case "epsilon": \.epsilon
    case "decay": \.decay
    default: nil
    }
  }
}

/// What is to be known about an optimizer, for help and for lists of names.
public struct OptimizerDefinition: Sendable {
  /// The word of the language.
  public var name: String
  /// One line for a help text.
  public var summary: Wording
  /// The update as text.
  public var formula: String
  /// The paper it comes from.
  public var source: String
  /// The settings it takes, with defaults.
  public var parameters: [SettingParameter]
  /// What its decay is taken off.
  package var decayPlace: DecayPlace
  /// Whether its step depends on the number of updates done, called t.
  package var countsUpdates: Bool
  /// The rate that shows it at its best in a narrow valley, L = (a² + 20 b²) / 2 from (1, 1).
  package var valleyRate: Double
}

/// Where an optimizer's decay works.
package enum DecayPlace: Sendable {
  /// decay · w is added to the gradient.
  case gradient
  /// w ← w − rate · decay · w, before the step.
  case weight
}

/// How other formats write an optimizer, its settings filled in.
package struct OptimizerSpelling: Sendable {
  /// Where Keras computes something else: it adds weight decay beside the optimizer, and multiplies a velocity's gradients
  /// by the rate of their own step.
  enum Difference: Sendable {
    case never, withDecay, withDecayOrVelocity
  }

  /// A call in `torch.optim`, or of the class below.
  var pyTorch: String
  /// A class in Python where PyTorch has none; lines from the margin.
  var pyTorchClass: String?
  /// The beginning of a call in `keras.optimizers`, up to what all of them take.
  var keras: String
  var kerasDiffers = Difference.never
  /// What an exported script computes instead: updates of the slots a and b, then the step.
  var kerasUpdate: [String] = []
}

extension Optimizer {
  /// How other formats write it.
  var spelling: OptimizerSpelling { kind.formula.spelling(self) }

  var pyTorchDecay: String { "weight_decay=\(decay)" }

  /// Under Keras's root stands s + epsilon.
  var squaredEpsilon: String { "\(epsilon) ** 2" }
}

extension Optimizer.Kind {
  /// The one list that a new optimizer joins.
  package var formula: any OptimizerFormula.Type {
    switch self {
    case .sgd: GradientDescent.self
    case .momentum: Momentum.self
    case .nesterov: Nesterov.self
    case .rmsprop: RMSProp.self
    case .adagrad: AdaGrad.self
    case .adam: Adam.self
    case .adamw: AdamW.self
    case .lion: Lion.self
    }
  }

  /// What it is called and computes.
  public var definition: OptimizerDefinition { formula.definition }

  /// What the kernels call it.
  var code: nn_optimizer_kind { formula.kernel }
}

/// One optimizer as code: naive, for any floating point format.
package protocol OptimizerFormula {
  static var definition: OptimizerDefinition { get }
  /// What the formula calls the numbers it keeps of every weight; at most two.
  static var slots: [String] { get }
  static var kernel: nn_optimizer_kind { get }
  /// The largest rate · decay under which a weight without any other gradient does not grow; nil: there is no such limit,
  /// for steps are divided by the gradient's own size.
  static func decayLimit(_ it: Optimizer) -> Double?
  static func spelling(_ it: Optimizer) -> OptimizerSpelling
  /// Updates `count` weights by their gradients. `first` and `second` are its slots of these weights (unused ones may
  /// point anywhere); `settings.update` counts from 1.
  static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>)
}

/// An optimizer's numbers in the format of the weights, with the rate and the count of this update.
package struct OptimizerSettings<R: Real> {
  package let rate: R
  package let momentum: R
  package let beta1: R
  package let beta2: R
  /// 1 − beta1 and 1 − beta2, computed in float64: in float32 1 − 0.999 is off by a hundred thousandth.
  package let rest1: R
  package let rest2: R
  package let epsilon: R
  package let decay: R
  /// 1 − beta1^update and the square root of 1 − beta2^update, computed in float64.
  package let correction1: R
  package let correction2Root: R

  package init(_ optimizer: Optimizer, rate: Double, update: Int) {
    self.rate = R(rate)
    momentum = R(optimizer.momentum)
    beta1 = R(optimizer.beta1)
    beta2 = R(optimizer.beta2)
    rest1 = R(1 - optimizer.beta1)
    rest2 = R(1 - optimizer.beta2)
    epsilon = R(optimizer.epsilon)
    decay = R(optimizer.decay)
    correction1 = R(1 - Self.power(optimizer.beta1, update))
    correction2Root = R((1 - Self.power(optimizer.beta2, update)).squareRoot())
  }

  /// Repeated squaring: the same bits on every machine.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}

extension [SettingParameter] {
  /// The rate and the decay that every optimizer takes.
  static func rated(_ rate: Double, decay: Double = 0, _ own: SettingParameter...) -> [SettingParameter] {
    [SettingParameter("rate", Wording(en: "learning rate", ko: "학습률"), default: rate)] + own
      + [SettingParameter("decay", Wording(en: "weight decay", ko: "가중치 감쇠"), default: decay)]
  }
}

extension SettingParameter {
  static func momentum(_ value: Double) -> SettingParameter {
    SettingParameter(
      "momentum", Wording(en: "share of the last step that is kept", ko: "지난 스텝에서 남기는 비율"), default: value, to: 1)
  }
  static func beta1(_ value: Double) -> SettingParameter {
    SettingParameter(
      "beta1", Wording(en: "share of the mean gradient that is kept", ko: "기울기의 이동 평균에서 남기는 비율"), default: value,
      to: 1 - 0x1p-53)
  }
  static func beta2(_ value: Double) -> SettingParameter {
    SettingParameter(
      "beta2", Wording(en: "share of the mean squared gradient that is kept", ko: "기울기 제곱의 이동 평균에서 남기는 비율"),
      default: value, to: 1 - 0x1p-53)
  }
  static func epsilon(_ value: Double) -> SettingParameter {
    SettingParameter("epsilon", Wording(en: "keeps the divisor from 0", ko: "나누는 수가 0이 되지 않게 더하는 값"), default: value)
  }
}

extension Optimizer {
  /// One update of a few weights in float64, by the formula that the engines use.
  ///
  /// - Parameters:
  ///   - slots: two, one after the other, as long as the weights each; zeros before the first update.
  ///   - count: this update's number, from 1.
  package func update(_ weights: inout [Double], gradient: [Double], slots: inout [Double], count: Int) {
    let numbers = weights.count
    precondition(gradient.count == numbers && slots.count == 2 * numbers)
    let settings = OptimizerSettings<Double>(self, rate: rate, update: count)
    weights.withUnsafeMutableBufferPointer { w in
      gradient.withUnsafeBufferPointer { g in
        slots.withUnsafeMutableBufferPointer { slots in
          guard let w = w.baseAddress, let g = g.baseAddress, let first = slots.baseAddress else { return }
          kind.formula.update(w, g, first: first, second: first + numbers, count: numbers, settings: settings)
        }
      }
    }
  }
}
