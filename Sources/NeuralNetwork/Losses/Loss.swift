import CKernels
import NNText

/// What training makes small. h is the output, z the sum before its activation, y the target; every loss is a mean.
///
/// `bce` and `cross_entropy` work on logits: on z where the output's activation is the one they belong to (sigmoid,
/// softmax), else on the output itself, as PyTorch's `BCEWithLogitsLoss` and `CrossEntropyLoss` do.
/// The mean is over all numbers of the batch (PyTorch's `reduction='mean'`); that of cross_entropy is over its rows.
public struct Loss: Hashable, Sendable {
  /// Every loss, spelled as the language spells it.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case bce
    case bceNaive = "bce naive"
    case crossEntropy = "cross_entropy"
    case mse, mae, huber, hinge
  }

  /// Which formula.
  public var kind: Kind
  /// Where `huber` turns from a parabola to a line; 0 elsewhere.
  public var delta: Double

  /// - Parameters:
  ///   - kind: which function.
  ///   - delta: only of `huber`; 1 where nil.
  public init(_ kind: Kind, delta: Double? = nil) {
    self.kind = kind
    self.delta = kind == .huber ? (delta ?? 1) : 0
  }

  /// What it is called and computes.
  public var definition: LossDefinition { kind.formula.definition }

  /// How other formats write it behind an output with this activation.
  func spelling(of output: Activation) -> LossSpelling {
    kind.formula.spelling(delta: delta, readsSums: readsSums(of: output))
  }

  /// The loss a network gets that was given none: sigmoid → bce, softmax → cross_entropy, else mse.
  public static func standard(for output: Activation) -> Loss {
    Loss(Kind.allCases.first { $0.formula.definition.partner == output.kind } ?? .mse)
  }

  /// Whether it reads the sums of an output with this activation instead of the output.
  package func readsSums(of output: Activation) -> Bool {
    definition.partner == output.kind
  }
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
  /// At most one: `delta`.
  public var parameters: [SettingParameter] = []
  /// The output activation whose sums it reads instead of the outputs; nil: it always reads outputs.
  var partner: Activation.Kind?
  /// What it compares outputs with.
  var targets = LossTargets.numbers
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
  /// The one list that a new loss joins.
  package var formula: any LossFormula.Type {
    switch self {
    case .bce: BinaryCrossEntropy.self
    case .bceNaive: NaiveBinaryCrossEntropy.self
    case .crossEntropy: CrossEntropy.self
    case .mse: SquaredError.self
    case .mae: AbsoluteError.self
    case .huber: Huber.self
    case .hinge: Hinge.self
    }
  }

  /// What the kernels call it.
  var code: nn_loss { formula.kernel }
}

/// One loss as code: naive, for any floating point format.
package protocol LossFormula {
  static var definition: LossDefinition { get }
  static var kernel: nn_loss { get }
  /// - Parameter readsSums: whether it is paired with the output's activation.
  static func spelling(delta: Double, readsSums: Bool) -> LossSpelling
  /// The loss of one row, summed over its numbers. `a` is what the loss reads: outputs, or sums where it is paired.
  static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R
  /// d(value)/da of one row.
  static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R)
}

extension Loss {
  /// What the sum over a batch is divided by to make the mean.
  package func divisor(rows: Int, outputs: Int) -> Int { kind == .crossEntropy ? rows : rows * outputs }
}

extension Loss {
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
        return kind.formula.value(a, y, count: read.count, delta: delta)
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
          kind.formula.gradient(a, y, into: gradient, count: read.count, delta: delta)
        }
      }
      filled = read.count
    }
  }
}
