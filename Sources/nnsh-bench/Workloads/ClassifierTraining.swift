import CKernels
import COneDNN
import NeuralNetwork

/// A classifier trained on made-up images: what is in them does not change the time.
struct ClassifierTraining {
  var network: Network
  var optimizer: Optimizer
  var batch: Int
  /// How many batches of different images there are.
  var batches: Int
  /// Steps of one repetition.
  var steps: Int
  /// Which steps are observed: the first and every so many after it; 0: none.
  var observeEvery = 0
  /// Samples a second to reach.
  var target: Double

  /// Trains and, in turn with it, does nothing but what bounds it.
  ///
  /// - Parameters:
  ///   - details: more that belongs on the line.
  ///   - limit: what as many steps cannot do without.
  func run(
    repetitions: Int, details: (FastEngine) -> [(name: String, value: Measurement.JSON)] = { _ in [] },
    limit: () throws(BenchError) -> Void
  ) throws(BenchError) -> Measurement {
    let configuration = EngineConfiguration(
      network: network, precision: .float32, loss: Loss(.crossEntropy), optimizer: optimizer, batch: batch,
      decision: .largest)
    let engine: FastEngine
    let shapes: [Shape]
    do {
      shapes = try network.shapes()
      engine = try FastEngine(configuration)
      engine.load(try ModelState(drawing: network, seed: 1, precision: .float32))
    } catch {
      throw BenchError(error.description)
    }
    let images = SyntheticImages(
      rows: batches * batch, inputs: shapes[0].count, classes: shapes[shapes.count - 1].count)
    let request = StepRequest(
      order: images.order, start: 0, batch: batch, steps: steps, rates: [optimizer.rate], stopsAtNonFinite: true,
      observeFrom: 0, observeEvery: observeEvery)
    var measurement = Measurement(unit: "samples/s", samples: [], target: target)
    let count = Double(steps * batch)
    var loss = Double.nan
    // The first repetition warms up.
    for repetition in 0...repetitions {
      let begun = Clock.wall
      let result = engine.train(images.samples, request)
      let trained = Clock.wall
      try limit()
      let ended = Clock.wall
      guard result.steps == steps else { throw BenchError("the training stopped early") }
      loss = result.last.loss
      guard repetition > 0 else { continue }
      measurement.samples.append(count / (trained - begun))
      measurement.limits.append(count / (ended - trained))
    }
    measurement.details =
      [
        ("isa", .text(engine.instructions.rawValue)), ("threads", .number(Double(nn_onednn_cores()))),
        ("loss", .number(loss)),
      ] + details(engine)
    return measurement
  }
}

extension ClassifierTraining {
  /// Layers of relu on images of 784 bytes, against the matrix products of a step alone.
  ///
  /// - Parameter hidden: units of the hidden layers.
  static func dense(
    hidden: [Int], optimizer: Optimizer, batch: Int, steps: Int, target: Double, repetitions: Int
  ) throws(BenchError) -> Measurement {
    let (inputs, classes) = (784, 10)
    let layers = hidden.map { Layer.dense($0, Activation(.relu)) } + [.dense(classes, Activation(.softmax))]
    let training = ClassifierTraining(
      network: Network(input: Shape(inputs), layers: layers, hasOutput: true), optimizer: optimizer, batch: batch,
      batches: 64, steps: steps, observeEvery: 100, target: target)
    let products = Products(sizes: [inputs] + hidden + [classes], rows: batch)
    return try training.run(repetitions: repetitions) { () throws(BenchError) in
      for _ in 0..<steps { products.step() }
    }
  }
}

/// Bytes and classes of a linear congruential generator, taken in an order that jumps about as a shuffled one does.
struct SyntheticImages {
  let samples: Samples
  let order: [Int32]

  init(rows: Int, inputs: Int, classes: Int) {
    var state: UInt32 = 1
    func next() -> UInt32 {
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 16
    }
    let bytes = (0..<(rows * inputs)).map { _ in UInt8(truncatingIfNeeded: next()) }
    var y = [Float](repeating: 0, count: rows * classes)
    for row in 0..<rows { y[row * classes + Int(next()) % classes] = 1 }
    let scaled = ByteRows(
      bytes, width: inputs, places: nil, scaler: Scaler(kind: .by(1.0 / 255), offsets: [], factors: []))
    samples = Samples(bytes: scaled, y: y, outputs: classes)
    var order = (0..<Int32(rows)).map { $0 }
    for row in order.indices.reversed() { order.swapAt(row, Int(next()) % (row + 1)) }
    self.order = order
  }
}

/// The matrix products of a dense network's step and nothing else.
private final class Products {
  private let workers: nn_thread_pool
  private let sizes: [Int]
  private let rows: Int
  private let activations: [UnsafeMutablePointer<Float>]
  private let weights: [UnsafeMutablePointer<Float>]
  private let gradients: [UnsafeMutablePointer<Float>]

  init(sizes: [Int], rows: Int) {
    workers = nn_onednn_thread_pool(nn_onednn_cores(), 0)
    self.sizes = sizes
    self.rows = rows
    func buffer(_ count: Int) -> UnsafeMutablePointer<Float> {
      let buffer = UnsafeMutablePointer<Float>.allocate(capacity: count)
      buffer.initialize(repeating: 0.01, count: count)
      return buffer
    }
    activations = sizes.map { buffer(rows * $0) }
    weights = zip(sizes, sizes.dropFirst()).map { buffer($0 * $1) }
    gradients = zip(sizes, sizes.dropFirst()).map { buffer($0 * $1) }
  }

  deinit {
    for buffer in activations + weights + gradients { buffer.deallocate() }
  }

  func step() {
    for layer in weights.indices {
      multiply(
        rows, sizes[layer + 1], sizes[layer], activations[layer], weights[layer], activations[layer + 1])
    }
    for layer in weights.indices.reversed() {
      let (input, output) = (sizes[layer], sizes[layer + 1])
      if layer > 0 {
        multiply(
          rows, input, output, activations[layer + 1], weights[layer], activations[layer], transposesRight: true)
      }
      multiply(
        input, output, rows, activations[layer], activations[layer + 1], gradients[layer], transposesLeft: true)
    }
  }

  private func multiply(
    _ rows: Int, _ columns: Int, _ depth: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    _ out: UnsafeMutablePointer<Float>, transposesLeft: Bool = false, transposesRight: Bool = false
  ) {
    var matrices = nn_matrices(
      rows: rows, columns: columns, depth: depth, left: left, right: right,
      left_stride: transposesLeft ? rows : depth, right_stride: transposesRight ? depth : columns,
      transposes_left: transposesLeft, transposes_right: transposesRight, out: out, out_stride: columns)
    workers.gemm(&matrices)
  }
}
