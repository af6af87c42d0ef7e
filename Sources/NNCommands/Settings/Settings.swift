import NNScript
import NNText
import NeuralNetwork

/// What belongs to the session and holds for every model until changed. Nil: the user gave nothing, the default holds.
package struct Settings: Sendable {
  package var seed: UInt64 = 0
  package var isSeedGiven = false
  package var precision: Precision?
  package var weightInitializer: Initializer?
  package var biasInitializer: Initializer?
  package var loss: Loss?
  /// Settings that a dry run met and only the run knows: nothing is refused for what they seem to be.
  var unknown: Unknown = []
  package var optimizer: Optimizer?
  package var schedule: Schedule?
  package var regularization: Regularization?
  package var clipping: Clipping?
  package var stopsOnNaN: Bool?
  package var stopCondition: StopCondition?
  package var callbacks: [Callback] = []
  package var recordEvery: Int?
  package var checkpoints: CheckpointSetting?
  package var batch: BatchSize?
  package var split: SplitSetting?
  package var scaling: Scaler.Kind?

  package init() {}
}

extension Settings {
  /// Settings that checks ask for.
  struct Unknown: OptionSet, Sendable {
    var rawValue: UInt8
    static let loss = Unknown(rawValue: 1)
    static let batch = Unknown(rawValue: 2)
    static let optimizer = Unknown(rawValue: 4)
    static let precision = Unknown(rawValue: 8)
    static let seed = Unknown(rawValue: 16)
    static let all: Unknown = [.loss, .batch, .optimizer, .precision, .seed]
  }
}

/// `stop when EXPR [for N epochs]`.
package struct StopCondition: Sendable {
  package var condition: Expression
  /// How many checks in a row it must hold.
  package var checks: Int
  package var range: SourceRange

  /// As the statement says it, behind `stop when`.
  var text: String { condition.text + (checks > 1 ? " for \(checks) epochs" : "") }
}

/// `every N UNIT …`.
package struct Callback: Sendable {
  package var count: Int
  package var unit: TimeUnit
  package var body: Block
  package var range: SourceRange
}

extension BatchSize {
  /// As the statement says it.
  var text: String {
    switch self {
    case .full: "batch full"
    case .rows(let rows, let isOrdered): "batch \(rows)\(isOrdered ? " ordered" : "")"
    }
  }
}

/// `split A B [C] [stratified] [seed N]`, shares as fractions of the rows.
package struct SplitSetting: Sendable, Hashable {
  package var shares: [Double]
  package var isStratified: Bool
  /// The seed given, or the one in force when it was said.
  package var seed: UInt64

  var text: String {
    let shares = shares.map { NumberFormat.display($0 * 100) }.joined(separator: " ")
    return "split \(shares)\(isStratified ? " stratified" : "")"
  }
}

extension Scaler.Kind {
  /// As the statement says it.
  var text: String {
    switch self {
    case .none: "scale none"
    case .standard: "scale standard"
    case .minmax: "scale minmax"
    case .by(let factor): "scale by \(NumberFormat.exact(factor))"
    }
  }
}
