import NNScript
import NNText
import NeuralNetwork

/// Everything `undo` takes back but the variables: a value, cheap to copy.
package struct SessionState: Sendable {
  package var description = Description()
  /// The rows of ``Description/data``.
  var dataset: Dataset?
  /// How many there were before it: tells it from others.
  var datasetNumber = 0
  /// Which rows are for what, drawn by `split`.
  var split: Split?
  /// Those parts as the last training saw them.
  var prepared: PreparedData?
  /// Weights of each model that needed them so far.
  var weights: [String: KeptModel] = [:]
  /// In the order in which they were finished; a repeated name takes the later place.
  var runs = NamedList<Run>()
  /// One of them no statement brings back.
  var hasLostRun = false
  /// In the order in which they were finished; a repeated name takes the later place.
  var sweeps = NamedList<SweepResult>()
  /// What `train` alone repeats.
  var lastGoal: TrainingGoal?
  /// What `train more` finishes.
  var unfinished: UnfinishedTraining?
  var settingsAreShown = false
  /// What `backward` and `update` go on with.
  var handPass: HandPass?
  /// The loss of the last batch trained on, before its update.
  var lastBatchLoss: Double?
  /// How many lines of the session's journal made it what it is.
  var journalLength = 0
  /// Counts every change: an entry at the prompt that leaves it alone is not worth an undo.
  var revision = 0

  init() {}

  /// The current model's weights as they were last needed; nil before that.
  var model: ModelState? { weights[description.current]?.state }

  /// The current model's weights are to be drawn again.
  mutating func forgetWeights() { weights[description.current] = nil }
}
