// Images: a convolutional network on handwritten digits.
import NeuralNetwork

let data = ShippedData.digits.dataset()
let trainer = try Trainer(
  [.conv2d(8, kernel: 3, .relu), .maxPool2D(2), .flatten, .output(.softmax)], on: data,
  split: Split(rows: data.rows, shares: [80, 20], seed: 1), scaling: .by(1 / 16), optimizer: .adam(rate: 0.01), seed: 1)
trainer.train(.epochs(5))
let test = try trainer.evaluate(.test)
print("test accuracy:", test.accuracy ?? .nan)
print("sevens taken for ones:", test.confusion?.counts[7][1] ?? 0)
