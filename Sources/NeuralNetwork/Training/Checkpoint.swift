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
  case damaged(Part)

  /// A part of a checkpoint.
  public enum Part: Hashable, Sendable {
    /// A line of the metadata.
    case entry(String)
    case tensor(String)
    case optimizer

    fileprivate var wording: Wording {
      switch self {
      case .entry(let name): Wording(en: "entry '\(name)'", ko: "'\(name)' 항목을")
      case .tensor(let name): Wording(en: "tensor '\(name)'", ko: "'\(name)' 텐서를")
      case .optimizer: Wording(en: "optimizer", ko: "옵티마이저를")
      }
    }
  }

  public var wording: Wording {
    switch self {
    case .weights(let error): error.wording
    case .notCheckpoint:
      Wording(en: "it holds weights, but no training that could be gone on with", ko: "가중치는 들어 있지만 이어서 할 학습이 없습니다")
    case .version(let version):
      Wording(
        en: """
          it was written by another nnsh (version \(version) of checkpoints, this one reads \
          \(Checkpoint.version))
          """, ko: "다른 nnsh가 쓴 체크포인트입니다 (버전 \(version), 이 nnsh는 \(Checkpoint.version) 버전을 읽습니다)")
    case .precision(let file, let model):
      Wording(
        en: "it was trained in \(file.rawValue), the model computes in \(model.rawValue)",
        ko: "\(file.rawValue)로 학습한 것인데 모델은 \(model.rawValue)로 계산합니다")
    case .damaged(let part): Wording(en: "its \(part.wording) cannot be read", ko: "\(part.wording) 읽을 수 없습니다")
    }
  }

  public var advice: Wording? {
    switch self {
    case .weights(let error): error.advice
    case .notCheckpoint: Wording(en: "`load weights` reads it", ko: "`load weights`로 읽으세요")
    case .version: nil
    case .precision(let file, _):
      Wording(en: "say `precision \(file.rawValue)` first", ko: "먼저 `precision \(file.rawValue)`를 쓰세요")
    case .damaged: Wording(en: "the file is damaged or was not written by nnsh", ko: "파일이 손상되었거나 nnsh가 쓴 것이 아닙니다")
    }
  }
}
