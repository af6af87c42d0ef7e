import NeuralNetwork

/// The measures that are computed from outputs and targets.
enum Figures {
  static let names = ["loss", "accuracy", "precision", "recall", "f1", "auc", "r2", "mae"]

  /// Nil where the measure makes no sense for the targets. With two classes precision, recall and f1 are those of
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
