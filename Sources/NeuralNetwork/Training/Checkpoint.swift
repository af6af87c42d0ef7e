import NNText

/// A training on its way as it stands: the model with its optimizer's state, and the run with its curve.
///
/// Shuffling and dropout draw from the seed and the epoch or step alone, so this is everything: hand both to a trainer
/// of the same data and settings, and it goes on bit for bit as if it had never been left.
public struct Checkpoint: Sendable {
  /// Weights, running statistics, optimizer state, step and place within the epochs.
  public var model: ModelState
  /// What is left to do, and what was recorded.
  public var run: TrainingRun

  /// A model and a run of it, as ``Trainer/advance(_:_:)`` left them.
  public init(model: ModelState, run: TrainingRun) {
    self.model = model
    self.run = run
  }

  /// The metadata entry that tells a checkpoint from weights alone.
  static let key = "nnsh.training"
  static let version = 1

  /// The names of what a checkpoint keeps beside the weights.
  enum TensorName {
    static let optimizer = "nnsh.optimizer"
    static let curve = "nnsh.curve"
    static let latest = "nnsh.latest"
    static let finiteParameters = "nnsh.finite.parameters"
    static let finiteBuffers = "nnsh.finite.buffers"
    /// Whether a tensor is none of the model's own.
    static func isReserved(_ name: String) -> Bool { name.hasPrefix("nnsh.") }
  }
}

/// Why a file is no checkpoint of a model.
public enum CheckpointError: LibraryError, Hashable {
  case weights(WeightsError)
  case notCheckpoint
  case version(Int)
  case precision(file: Precision, model: Precision)
  case damaged(String)

  public var wording: Wording {
    switch self {
    case .weights(let error): error.wording
    case .notCheckpoint: "it holds weights, but no training that could be gone on with"
    case .version(let version):
      "it was written by another nnsh (version \(version) of checkpoints, this one reads \(Checkpoint.version))"
    case .precision(let file, let model):
      "it was trained in \(file.rawValue), the model computes in \(model.rawValue)"
    case .damaged(let what): "its \(what) cannot be read"
    }
  }

  public var advice: Wording? {
    switch self {
    case .weights(let error): error.advice
    case .notCheckpoint: "`load weights` reads it"
    case .version: nil
    case .precision(let file, _): "say `precision \(file.rawValue)` first"
    case .damaged: "the file is damaged or was not written by nnsh"
    }
  }
}
