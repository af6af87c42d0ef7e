import NNScript
import NeuralNetwork

/// `gradient(K)`, `dead(K)`, `saturated(K)`, and the pass they are read from.
extension Session {
  /// Backward passes of the current weights over the training part, or over rows all over it where it is large; kept
  /// until the weights change.
  func pass(at range: SourceRange) throws(Stop) -> (ModelState, Survey) {
    let revision = state.revision
    let running = training?.trainer.model
    return try inWorkspace { (workspace) throws(Diagnostic) in
      try workspace.survey(of: running, revision: revision, at: range)
    }
  }

  func gradientProfile(at range: SourceRange) throws(Stop) -> GradientProfile {
    let (model, pass) = try pass(at: range)
    let optimizer = state.workspace.description.settings[.optimizer] ?? .standard
    return GradientProfile(model: model, pass: pass, rate: training?.trainer.rate ?? optimizer.rate)
  }

  /// Rows of the training part.
  func trainingRows(at range: SourceRange) throws(Stop) -> Int {
    try preparedData(for: try drawnModel(at: range).network, at: range).train.rows
  }

  package func layerMeasure(_ name: String, layer: Int, at range: SourceRange) throws(Stop) -> Value {
    let (model, pass) = try pass(at: range)
    let layers = model.network.layers
    guard layers.indices.contains(layer - 1) else {
      throw .failed(.noSuchLayer(layer, of: layers.count, at: range))
    }
    switch name {
    case "gradient":
      guard let norm = pass.gradientNorm(ofLayer: layer - 1, model.layout) else {
        throw .failed(.noWeights(layer, layers[layer - 1].name, at: range))
      }
      return .number(norm)
    case "dead": return .number(Double(pass.layers[layer - 1].deadUnits.count))
    default: return .number(pass.layers[layer - 1].saturatedShare)
    }
  }
}

/// The measures that are computed from outputs and targets.
enum Figures {
  static let names = ["loss", "accuracy", "precision", "recall", "f1", "auc", "r2", "mae"]

  /// `nil` where the measure makes no sense for the targets. With two classes precision, recall and f1 are those of
  /// class 1, with more the macro mean.
  static func value(_ name: String, _ evaluation: Evaluation, _ samples: Samples, _ decision: Decision?) -> Double? {
    switch (name, decision) {
    case ("loss", _): return evaluation.loss
    case ("r2", nil): return evaluation.r2(of: samples)
    case ("mae", _): return evaluation.meanAbsoluteError(of: samples)
    case ("accuracy", let decision?): return evaluation.accuracy(of: samples, decision)
    case ("auc", let decision?): return evaluation.auc(of: samples, decision)
    case ("precision", let decision?), ("recall", let decision?), ("f1", let decision?):
      let confusion = evaluation.confusion(of: samples, decision)
      let isBinary = confusion.counts.count == 2
      switch name {
      case "precision": return isBinary ? confusion.precision(of: 1) : confusion.precision
      case "recall": return isBinary ? confusion.recall(of: 1) : confusion.recall
      default: return isBinary ? confusion.f1(of: 1) : confusion.f1
      }
    default: return nil
    }
  }
}
