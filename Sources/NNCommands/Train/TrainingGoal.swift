import NNScript
import NeuralNetwork

/// What a `train` statement asks for.
struct TrainingGoal: Sendable {
  /// How long, at most.
  var length: Period
  /// `until EXPR`.
  var condition: Expression?
  /// `as NAME`; `nil` means run1, run2 …
  var name: String?
  /// `train` alone, which says nothing of what it repeats.
  var isRepeated = false
}

extension Period.Unit {
  /// The language's unit as the library's.
  init(_ unit: TimeUnit) { self = unit == .epochs ? .epochs : .steps }
}

/// A training that was interrupted: what `train more` needs to finish it as if it had never stopped.
struct UnfinishedTraining: Sendable {
  var goal: TrainingGoal
  var run: TrainingRun
  var model: String
  var seconds: Double
  var watch = ConditionWatch()
}

/// What conditions need to know of earlier checks.
struct ConditionWatch: Sendable {
  /// Values of the measures that follow `best.`, over the checks of this run so far; NaN before the first.
  var best: [MeasureReference: Double] = [:]
  /// Checks in a row at which the stop condition held.
  var checksInARow = 0
}

/// A training on its way: what measures and callbacks see while it runs.
final class RunningTraining {
  let trainer: Trainer
  let data: PreparedData
  var watch: ConditionWatch
  /// Losses recorded lately, for the sparkline.
  var recent: [Double] = []
  let clock = Stopwatch()
  /// Seconds of an interrupted training that this one finishes.
  let earlierSeconds: Double

  init(_ trainer: Trainer, data: PreparedData, earlierSeconds: Double, watch: ConditionWatch) {
    self.trainer = trainer
    self.data = data
    self.earlierSeconds = earlierSeconds
    self.watch = watch
  }

  var seconds: Double { earlierSeconds + clock.seconds }
}

/// A training that ended: what `compare`, `plot` and `runs.NAME.…` look at.
package struct Run: Sendable {
  package var name: String
  var model: String
  /// Updates the model had done at its end.
  var step: Int
  var epoch: Int
  var curve: [RecordedPoint]
  /// The model before the first loss that was not finite, where there was one.
  var lastFinite: ModelState?
  /// Whether a loss on the way, or the last one, was not finite.
  var isNaN: Bool
  var seconds: Double
  var parameters: Int
  var layers: Int
  var rate: Double
  /// Measures at the end by part, `train` among them; those that make no sense for the data are missing.
  var figures: [String: [String: Double]]
  /// How many rows each part has; empty where that is not known any more.
  var rows: [String: Int]

  /// - Parameters:
  ///   - figures: measures at the end, by part.
  ///   - rows: of each part.
  init(
    _ model: ModelState, _ training: UnfinishedTraining, name: String, figures: [String: [String: Double]],
    rate: Double, rows: [String: Int] = [:]
  ) {
    self.name = name
    self.model = training.model
    step = model.step
    epoch = model.progress.epoch
    curve = training.run.curve
    lastFinite = training.run.lastFinite
    isNaN = training.run.firstNonFinite != nil || !(figures["train"]?["loss"] ?? .nan).isFinite
    seconds = training.seconds
    parameters = model.layout.count
    layers = model.network.layers.count
    self.rate = rate
    self.figures = figures
    self.rows = rows
  }

  func figure(_ name: String, of part: String = "train") -> Double? { figures[part]?[name] }
}
