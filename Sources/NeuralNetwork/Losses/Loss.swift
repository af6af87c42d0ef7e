import CKernels
import NNText

/// What training makes small. h is the output, z the sum before its activation, y the target; every loss is a mean.
///
/// `bce` and `cross_entropy` work on logits: on z where the output's activation is the one they belong to (sigmoid,
/// softmax), else on the output itself, as PyTorch's `BCEWithLogitsLoss` and `CrossEntropyLoss` do. `focal` is made of
/// cross_entropy behind softmax, and of bce behind every other output.
/// The mean is over all numbers of the batch (PyTorch's `reduction='mean'`); that of cross_entropy, and of focal behind
/// softmax, is over its rows.
public struct Loss: Hashable, Sendable {
  /// Every loss, spelled as the language spells it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case bce
    case bceNaive = "bce naive"
    case crossEntropy = "cross_entropy"
    case focal, mse, mae, huber, hinge
  }

  /// Which formula.
  public var kind: Kind
  /// The one number that its formula takes, as its definition calls it: `delta` of huber, `gamma` of focal; 0 where it takes none.
  public var parameter: Double

  /// - Parameters:
  ///   - kind: which function.
  ///   - parameter: only of a loss that takes one; its default where nil.
  public init(_ kind: Kind, parameter: Double? = nil) {
    self.kind = kind
    self.parameter = kind.formula.definition.parameters.first.map { parameter ?? $0.defaultValue } ?? 0
  }

  /// What it is called and computes.
  public var definition: LossDefinition { kind.formula.definition }

  /// The form of it that belongs to an output with this activation.
  package func form(behind output: Activation) -> LossForm {
    let own = kind.forms.first { $0.definition.partner == output.kind }
    return LossForm(formula: own ?? kind.formula, parameter: parameter, readsSums: own != nil)
  }

  /// The loss a network gets that was given none: sigmoid → bce, softmax → cross_entropy, else mse.
  public static func standard(for output: Activation) -> Loss {
    Loss(Kind.allCases.first { $0.formula.definition.isStandard(for: output.kind) } ?? .mse)
  }

  /// Whether it reads the sums of an output with this activation instead of the output.
  package func readsSums(of output: Activation) -> Bool { form(behind: output).readsSums }
}

/// What is to be known about a loss, for help and for lists of names.
public struct LossDefinition: Sendable {
  /// The words of the language, `bce naive`.
  public var name: String
  /// One line for a help text.
  public var summary: Wording
  /// The formula as text.
  public var formula: String
  /// Its derivative as text.
  public var derivative: String
  /// At most one.
  public var parameters: [SettingParameter] = []
  /// What it takes an output for.
  package var reads: LossReading
  /// What it compares outputs with.
  var targets: LossTargets
  /// What its mean is over.
  package var mean: LossMean
  /// Whether it is −log of the share that the output gives the target: at best the entropy of the targets, and
  /// dL/dz = h − y behind its partner.
  package var isCrossEntropy: Bool

  /// The output activation whose sums it reads instead of the outputs; nil: it always reads outputs.
  package var partner: Activation.Kind? { if case .logits(let partner) = reads { partner } else { nil } }

  func isStandard(for output: Activation.Kind) -> Bool { isCrossEntropy && partner == output }
}

/// What a loss takes an output for.
package enum LossReading: Hashable, Sendable {
  /// Any number.
  case numbers
  /// A number from 0 to 1.
  case shares
  /// A number beyond −1 and 1 where the answer is sure; the targets are −1 and 1.
  case margins
  /// A number that this activation makes a share of.
  case logits(of: Activation.Kind)
}

/// What a loss is the mean over.
package enum LossMean: Sendable {
  /// All numbers of the batch.
  case numbers
  /// Its rows, of at least two units each.
  case rows
}

/// What a loss can be given as targets.
enum LossTargets: Sendable {
  /// Classes alone.
  case classes
  /// Classes, or numbers from 0 to 1.
  case shares
  /// Classes, or any numbers.
  case numbers
}

/// How other formats write a loss, its parameter filled in: a mean over h, what the network gives, and y, the targets.
package struct LossSpelling: Sendable {
  /// An expression; h are the sums where the loss reads them.
  var pyTorch: String
  /// A loss or a function of y and h; h are always the outputs.
  var keras: String
}

extension Loss.Kind {
  /// The one list that a new loss joins, by the form of it that unpaired outputs get.
  package var formula: any LossFormula.Type {
    switch self {
    case .bce: BinaryCrossEntropy.self
    case .bceNaive: NaiveBinaryCrossEntropy.self
    case .crossEntropy: CrossEntropy.self
    case .focal: Focal.self
    case .mse: SquaredError.self
    case .mae: AbsoluteError.self
    case .huber: Huber.self
    case .hinge: Hinge.self
    }
  }

  /// All forms of it.
  package var forms: [any LossFormula.Type] { [formula] + [formula.sibling].compactMap { $0 } }
}

/// One loss as code: naive, for any floating point format.
package protocol LossFormula: SendableMetatype {
  static var definition: LossDefinition { get }
  /// What the kernels call it.
  static var kernel: nn_loss { get }
  /// The form of the same loss behind another activation, if there is one.
  static var sibling: (any LossFormula.Type)? { get }
  /// - Parameter readsSums: whether it is paired with the output's activation.
  static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling
  /// The loss of one row, summed over its numbers. `a` is what the loss reads: outputs, or sums where it is paired.
  static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R
  /// d(value)/da of one row.
  static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R)
}

extension LossFormula {
  package static var sibling: (any LossFormula.Type)? { nil }
}

/// A loss behind a certain output: which formula, of what.
package struct LossForm: Sendable {
  package let formula: any LossFormula.Type
  package let parameter: Double
  /// Whether it reads the sums before the output's activation instead of the output.
  package let readsSums: Bool

  package var definition: LossDefinition { formula.definition }

  /// How other formats write it.
  var spelling: LossSpelling { formula.spelling(parameter: parameter, readsSums: readsSums) }

  /// What the sum over a batch is divided by to make the mean.
  package func divisor(rows: Int, outputs: Int) -> Int {
    switch definition.mean {
    case .rows: rows
    case .numbers: rows * outputs
    }
  }

  /// The loss of one row, summed over its numbers, in float64.
  ///
  /// - Parameters:
  ///   - read: what the loss reads: outputs, or sums where it is paired with the output's activation.
  ///   - targets: as many numbers.
  package func value(_ read: [Double], _ targets: [Double]) -> Double {
    precondition(read.count == targets.count)
    return read.withUnsafeBufferPointer { a in
      targets.withUnsafeBufferPointer { y in
        guard let a = a.baseAddress, let y = y.baseAddress else { return 0 }
        return formula.value(a, y, count: read.count, parameter: parameter)
      }
    }
  }

  /// d(value)/d(read) of one row, in float64; parameters as of ``value(_:_:)``.
  package func gradient(_ read: [Double], _ targets: [Double]) -> [Double] {
    precondition(read.count == targets.count)
    return [Double](unsafeUninitializedCapacity: read.count) { gradient, filled in
      read.withUnsafeBufferPointer { a in
        targets.withUnsafeBufferPointer { y in
          guard let a = a.baseAddress, let y = y.baseAddress, let gradient = gradient.baseAddress else { return }
          formula.gradient(a, y, into: gradient, count: read.count, parameter: parameter)
        }
      }
      filled = read.count
    }
  }
}
