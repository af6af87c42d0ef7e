import CLimits
import COneDNN
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
    let optimizer = Optimizer(.adam, rate: 0.001)
    let configuration = EngineConfiguration(
      network: network, precision: .float32, loss: Loss(.crossEntropy), optimizer: optimizer, batch: batch,
      decision: .largest)
    let engine: FastEngine
    do {
      engine = try FastEngine(configuration)
      engine.load(try ModelState(drawing: network, seed: 1, precision: .float32))
    } catch {
      throw BenchError(error.description)
    }
    let images = SyntheticImages(rows: 16 * batch, inputs: 784, classes: 10)
    let request = StepRequest(
      order: images.order, start: 0, batch: batch, steps: steps, rates: [optimizer.rate], stopsAtNonFinite: true)
    var measurement = Measurement(unit: "samples/s", samples: [], target: 10_000)
    let count = Double(steps * batch)
    var loss = Double.nan
    // The first repetition warms up.
    for repetition in 0...repetitions {
      let begun = Clock.wall
      let result = engine.train(images.samples, request)
      let trained = Clock.wall
      guard limit_p5(Int32(batch), Int32(steps)) else { throw BenchError("the convolutions alone cannot be measured") }
      let ended = Clock.wall
      guard result.steps == steps else { throw BenchError("the training stopped early") }
      loss = result.last.loss
      guard repetition > 0 else { continue }
      measurement.samples.append(count / (trained - begun))
      measurement.limits.append(count / (ended - trained))
    }
    measurement.details = [
      ("threads", .number(Double(onednn_cores()))), ("loss", .number(loss)),
      ("implementations", .text(Set(engine.implementations).sorted().joined(separator: " "))),
    ]
    return measurement
  }
}
