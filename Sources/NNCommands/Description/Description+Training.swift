import NNScript
import NeuralNetwork

/// What a training takes from the session.
extension Description {
  /// How accuracy is judged; nil where targets are numbers.
  var decision: Decision? {
    guard classNames != nil, let units = try? resolved?.shapes().last?.count else { return nil }
    return .standard(units: units, loss: loss, output: model.network.outputActivation)
  }

  /// Of the data, else of what a loaded model learned; nil where targets are numbers.
  var classNames: [String]? {
    if let data { return data.targets.classNames }
    return model.learned.flatMap { $0.classes.isEmpty ? nil : $0.classes }
  }

  var trainingSettings: TrainingSettings {
    TrainingSettings(
      loss: loss, optimizer: settings.optimizer ?? .standard, schedule: settings.schedule ?? .constant,
      regularization: settings.regularization ?? .none, clipping: settings.clipping ?? .none, batch: batch,
      seed: settings.seed, stopsAtNonFinite: settings.stopsOnNaN ?? true, recordEvery: settings.recordEvery)
  }

  /// What the checker knows of a pass that changes nothing: it would run.
  func planPass(at range: SourceRange) throws(Diagnostic) {
    if model.isUnknown { return }
    guard !model.isEmpty || hasUnknownModels else { throw .noLayers(model: current, at: range) }
    guard data != nil || isDataUnknown else { throw .missingData(at: range) }
    try check(at: range, judgesLoss: true)
  }

  /// What the checker knows of a `train`: it would run, and there will be a run.
  ///
  /// - Parameter isUntil: it has a condition, which may hold before anything is learned.
  mutating func planTraining(isUntil: Bool = false, at range: SourceRange) throws(Diagnostic) {
    try planPass(at: range)
    if model.isUnknown { return }
    if isUntil, let network = resolved { return model.touchPerhaps(network) }
    if let network = resolved { model.touch(network, classes: data?.targets.classNames) }
  }
}
