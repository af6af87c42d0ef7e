import NeuralNetwork
import NNText

/// A pass by hand on its way: what `forward` computed, for `backward` to show and `update` to follow.
struct HandPass: Sendable {
  enum Stage: Sendable { case forward, backward }

  /// What the numbers were computed from; another value of any of them makes them numbers of another network.
  struct Origin: Equatable, Sendable {
    var name: String
    var network: Network
    var parameters: NumberBuffer
    var step: Int
    var loss: Loss
    var data: PreparedData.Key
    var batch: BatchSize
    var seed: UInt64
  }

  var stage: Stage
  var origin: Origin
  /// The row that was asked for, from 0 in the training part; nil: the next batch.
  var row: Int?
  /// Rows of the training part that passed, from 0.
  var rows: [Int]
  var pass: Differentiation
}

extension HandPass.Origin {
  /// What is another thing now; nil where nothing is.
  func change(to now: Self) -> Wording? {
    if name != now.name { return Wording(en: "the current model is another one", ko: "지금 모델이 다른 모델입니다") }
    if network != now.network { return Wording(en: "the model's layers changed", ko: "모델의 층이 바뀌었습니다") }
    if step != now.step || parameters != now.parameters { return Wording(en: "the weights changed", ko: "가중치가 바뀌었습니다") }
    if loss != now.loss { return Wording(en: "the loss changed", ko: "손실 함수가 바뀌었습니다") }
    if data != now.data { return Wording(en: "the data changed", ko: "데이터가 바뀌었습니다") }
    if batch != now.batch || seed != now.seed { return Wording(en: "batch or seed changed", ko: "배치나 시드가 바뀌었습니다") }
    return nil
  }
}
