import CLimits
import NeuralNetwork

/// P5: a small convolutional classifier of images.
enum Convolutions: Workload {
  static let id = "P5"
  static let summary =
    "conv 32 k3 relu, maxpool 2, conv 64 k3 relu, maxpool 2, flatten, 10 softmax; 28x28x1, adam, batch 128, "
    + "against its convolutions alone"

  private static let batch = 128
  private static let steps = 10
  private static let network = Network(
    input: Shape([28, 28, 1]),
    layers: [
      .conv2d(32, kernel: 3, Activation(.relu)), .maxPool2D(2), .conv2d(64, kernel: 3, Activation(.relu)),
      .maxPool2D(2), .flatten, .dense(10, Activation(.softmax)),
    ], hasOutput: true)

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let training = ClassifierTraining(
      network: network, optimizer: Optimizer(.adam, rate: 0.001), batch: batch, batches: 16, steps: steps,
      target: 10_000)
    return try training.run(
      repetitions: repetitions,
      details: { [("implementations", .text(Set($0.implementations).sorted().joined(separator: " ")))] },
      limit: { () throws(BenchError) in
        guard limit_p5(Int32(batch), Int32(steps)) else {
          throw BenchError("the convolutions alone cannot be measured")
        }
      })
  }
}
