import NNText

/// What happens while a model is trained, in the order in which it happens.
public enum TrainingEvent: Hashable, Sendable {
  /// Between two stretches of steps: a place to look for an interrupt and to draw progress. The model stands before
  /// the update of step ``Trainer/step``.
  case progress
  /// Epoch `number` (from 0) is about to begin: a place to check stop conditions. Only where they are wanted.
  case epoch(Int)
  /// Callbacks of the request are due, by their index: those counted in steps before the update of a step that their
  /// count divides, those counted in epochs when as many epochs are done.
  case due([Int])
  /// A step was recorded. Comes after the step, before the next event of another kind.
  case recorded(RecordedPoint)
}

/// What the caller wants after an event.
public enum TrainingDirective: Hashable, Sendable {
  case goOn
  /// The request is done.
  case stop
  /// The request is left as it stands: it can be finished later.
  case interrupt
}

/// How a request ended.
public enum TrainingOutcome: Hashable, Sendable {
  /// All steps were done.
  case finished
  /// The caller ended it.
  case stopped
  /// The caller left it.
  case interrupted
  /// The loss before the update of `step` was not finite; that update was not done.
  case nonFinite(step: Int, loss: Double)
}

/// What a step was like before its update.
public struct RecordedPoint: Hashable, Sendable {
  /// Updates the model had done.
  public var step: Int
  /// Of the step's batch: of the whole training part where batches are full.
  public var loss: Double
  /// Share of the batch's rows that were right; nil where targets are numbers.
  public var accuracy: Double?
  /// Of the validation part; nil where it was not measured at this step.
  public var validationLoss: Double?
  /// Of the validation part; nil where it was not measured at this step.
  public var validationAccuracy: Double?

  /// A point without validation where none is given.
  public init(
    step: Int, loss: Double, accuracy: Double?, validationLoss: Double? = nil, validationAccuracy: Double? = nil
  ) {
    self.step = step
    self.loss = loss
    self.accuracy = accuracy
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
  }
}

/// A request on its way: a value that says what is left of it. Hand it to a trainer of the same model, data and
/// settings, and the result is as if it had never been left.
public struct TrainingRun: Sendable {
  /// What was asked for. Callbacks and checks may be others when a run is gone on with.
  public package(set) var request: TrainingRequest
  /// The first step.
  public let start: Int
  /// The step after the last one.
  public let end: Int
  /// The first step whose loss was not finite, if there was one.
  public internal(set) var firstNonFinite: Int?
  /// The model before that step's update: what a diagnosis can still read, while training went on over it.
  public internal(set) var lastFinite: ModelState?
  /// The recorder of the run.
  package var recorder: Recorder
  /// The last step whose callbacks were called, so that none is called twice.
  package var calledStep: Int?
  /// The epoch whose beginning was announced last.
  package var announcedEpoch: Int?
  /// The epoch after whose end callbacks were called last.
  package var calledEpoch: Int

  /// The recorded steps so far, the last step among them.
  public var curve: [RecordedPoint] { recorder.curve }
}

/// Why a model cannot be trained on some data.
public enum TrainingError: LibraryError, Hashable {
  case noLayers
  case noRows(part: String)
  case tooManyRows(Int)
  case input(found: Int, expected: Int)
  case output(found: Int, expected: Int)
  case shape(ShapeError)

  public var wording: Wording {
    switch self {
    case .noLayers: Wording(en: "the model has no layers", ko: "모델에 층이 없습니다")
    case .noRows(let part): Wording(en: "the \(part) part has no rows", ko: "\(Self.korean[part] ?? part) 데이터에 행이 없습니다")
    case .tooManyRows(let found):
      Wording(
        en: "the data have \(found) rows, at most \(Int32.max) are possible",
        ko: "데이터가 \(found)행입니다. \(Int32.max)행까지 쓸 수 있습니다")
    case .input(let found, let expected):
      Wording(
        en: "the data have \(found) inputs, the model takes \(expected)",
        ko: "데이터의 입력은 \(found)개인데 모델은 \(expected)개를 받습니다")
    case .output(let found, let expected):
      Wording(
        en: "the model gives \(expected) numbers, the targets have \(found)",
        ko: "모델은 수를 \(expected)개 내는데 정답은 \(found)개씩입니다")
    case .shape(let error): error.wording
    }
  }

  public var advice: Wording? {
    switch self {
    case .noLayers: Wording(en: "layer 5 tanh, then output 1 sigmoid", ko: "layer 5 tanh를 쓰고 output 1 sigmoid를 쓰세요")
    case .noRows, .tooManyRows: nil
    case .input: Wording(en: "use data of that width, or begin a new model", ko: "입력의 수가 맞는 데이터를 쓰거나 모델을 새로 시작하세요")
    case .output: Wording(en: "change the output's units, or begin a new model", ko: "출력층의 유닛 수를 바꾸거나 모델을 새로 시작하세요")
    case .shape(let error): error.advice
    }
  }

  private static let korean = ["training": "훈련", "validation": "검증"]
}
