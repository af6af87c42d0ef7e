import NeuralNetwork

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
  func change(to now: Self) -> String? {
    if name != now.name { return "the current model is another one" }
    if network != now.network { return "the model's layers changed" }
    if step != now.step || parameters != now.parameters { return "the weights changed" }
    if loss != now.loss { return "the loss changed" }
    if data != now.data { return "the data changed" }
    if batch != now.batch || seed != now.seed { return "batch or seed changed" }
    return nil
  }
}
