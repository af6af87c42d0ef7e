import NNScript
import NNText
import NeuralNetwork

extension GrammarStatement {
  static let attempt = GrammarStatement(
    signature: Signature(
      "try", group: .training,
      summary: Wording(
        en: "train a copy with and without a change, and print both", ko: "바꾼 복사본과 그대로인 복사본을 학습해 함께 보여 줍니다"),
      details: Wording(
        en: """
          STATEMENT is one of activation, init, loss, optimizer, schedule, regularize, clip, batch, seed, scale. Two copies \
          begin at step 0 with the seed in force, one of them with the change; both train N steps. Nothing changes in the \
          session. One seed is one case: `sweep` tells more.
          """,
        ko: """
          STATEMENT에는 activation, init, loss, optimizer, schedule, regularize, clip, batch, seed, scale 가운데 \
          하나를 씁니다. 복사본 둘이 지금 시드로 스텝 0에서 시작하고 그 가운데 하나만 바꿉니다. 둘 다 N 스텝 학습합니다. 세션은 바뀌지 않습니다. 시드 하나는 경우 하나일 뿐이라서, \
          `sweep`을 쓰면 더 많은 것을 알 수 있습니다.
          """),
      examples: [
        Example(
          "try activation tanh on hidden for 200 steps",
          setup: "data xor\nlayer 5 sigmoid times 3\noutput 1 sigmoid\noptimizer sgd rate 0.5"),
        Example("try optimizer adam rate 0.01 for 100 steps", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ], seeAlso: ["sweep", "diagnose", "train"], grammarUsage: ["try STATEMENT for N steps"]))
}

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
