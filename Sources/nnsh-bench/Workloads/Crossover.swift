import NeuralNetwork

/// From which size on a dense layer is faster as oneDNN's product than on our own kernels: ``Dispatch`` holds what this
/// finds. It is no target; run it anew on a new kind of machine.
enum Crossover: Workload {
  static let id = "crossover"
  static let summary = "smallest rows x inputs x units from which oneDNN trains a dense layer faster than our kernels"

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    var measurement = Measurement(unit: "multiplications", samples: [], target: Double(Dispatch.standard.largeProduct))
    var smallest = Double.nan
    for (rows, width) in [(4, 64), (8, 64), (32, 32), (32, 48), (32, 64), (32, 96), (32, 128), (64, 128), (128, 128)] {
      let own = Dispatch(largeProduct: .max, sharedNumbers: .max)
      let shared = Dispatch(largeProduct: 0, sharedNumbers: Dispatch.standard.sharedNumbers)
      var ratios: [Double] = []
      let engines = (try engine(own, rows, width), try engine(shared, rows, width))
      for repetition in 0...repetitions {
        let ratio = time(engines.0, rows, width) / time(engines.1, rows, width)
        if repetition > 0 { ratios.append(ratio) }
      }
      let ratio = Measurement.median(ratios)
      let product = Double(rows * width * width)
      if ratio < 1 { smallest = .nan } else if smallest.isNaN { smallest = product }
      measurement.details.append(("\(rows)x\(width)x\(width)", .number(ratio)))
    }
    measurement.samples = [smallest]
    return measurement
  }

  private static func engine(_ dispatch: Dispatch, _ rows: Int, _ width: Int) throws(BenchError) -> FastEngine {
    let network = Network(
      input: Shape(width), layers: Array(repeating: .dense(width, Activation(.relu)), count: 3), hasOutput: true)
    do {
      let engine = try FastEngine(
        EngineConfiguration(
          network: network, precision: .float32, loss: Loss(.mse), optimizer: Optimizer(.sgd, rate: 0.001), batch: rows),
        dispatch: dispatch)
      engine.load(try ModelState(drawing: network, seed: 1, precision: .float32))
      return engine
    } catch {
      throw BenchError(error.description)
    }
  }

  /// Seconds of a step.
  private static func time(_ engine: FastEngine, _ rows: Int, _ width: Int) -> Double {
    let images = SyntheticImages(rows: rows, inputs: width, classes: width)
    let steps = max(10, 100_000_000 / (rows * width * width))
    let request = StepRequest(
      order: nil, start: 0, batch: rows, steps: steps, rates: [0.001], stopsAtNonFinite: false)
    let begun = Clock.wall
    _ = engine.train(images.samples, request)
    return (Clock.wall - begun) / Double(steps)
  }
}
