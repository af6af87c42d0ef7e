import NNText
import NeuralNetwork

/// What came of training a copy: the figures at its end.
struct Trial: Sendable {
  /// `as it is`, or the statement that was tried.
  var name: String
  static let plainName = Wording(en: "as it is", ko: "그대로")
  /// Updates done.
  var steps: Int
  /// On the training part; NaN or infinite where training ended so.
  var loss: Double
  var accuracy: Double?
  var validationLoss: Double?
  /// The step whose loss was not finite, where training ended there.
  var nonFinite: Int?

  /// `loss 0.0021, accuracy 1`, `NaN at step 431`.
  var text: Wording {
    let loss = Self.number(loss)
    if let nonFinite { return Wording(en: "\(loss) at step \(nonFinite)", ko: "스텝 \(nonFinite)에서 \(loss)") }
    var parts = [Wording(en: "loss \(loss)", ko: "손실 \(loss)")]
    if let accuracy = accuracy.map(Self.number) {
      parts.append(Wording(en: "accuracy \(accuracy)", ko: "정확도 \(accuracy)"))
    }
    if let loss = validationLoss.map(Self.number) {
      parts.append(Wording(en: "validation loss \(loss)", ko: "검증 손실 \(loss)"))
    }
    return parts.joined(separator: ", ")
  }

  /// How a change did beside no change.
  enum Verdict { case better, hardlyBetter, noBetter }

  /// Better: it stayed finite and brought the loss clearly lower.
  ///
  /// - Parameter onValidation: for cures of what only the validation part shows, whose training loss rises as it should.
  func verdict(beside other: Trial, onValidation: Bool) -> Verdict {
    guard nonFinite == nil, loss.isFinite else { return .noBetter }
    guard other.nonFinite == nil else { return .better }
    var (mine, others) = (loss, other.loss)
    if onValidation, let own = validationLoss, let without = other.validationLoss { (mine, others) = (own, without) }
    return mine < 0.9 * others ? .better : mine < others ? .hardlyBetter : .noBetter
  }

  private static func number(_ value: Double) -> String {
    value.isNaN ? "NaN" : value == 0 ? "0" : NumberFormat.rounded(value, digits: 4)
  }

  /// Two trials and more, a row each.
  static func table(_ trials: [Trial]) -> Table {
    let hasAccuracy = trials.contains { $0.accuracy != nil }
    let hasValidation = trials.contains { $0.validationLoss != nil }
    return Table(
      ["trial", "steps", "loss"] + (hasAccuracy ? ["accuracy"] : []) + (hasValidation ? ["validation.loss"] : [])
        + ["nan"],
      rows: trials.map { trial in
        [.text(trial.name), .number(Double(trial.steps)), .number(trial.loss)]
          + (hasAccuracy ? [trial.accuracy.map { .number($0) } ?? .none] : [])
          + (hasValidation ? [trial.validationLoss.map { .number($0) } ?? .none] : [])
          + [.boolean(trial.nonFinite != nil)]
      })
  }
}
