import CLimits
import NeuralNetwork

/// P1: the seed experiment's training, against the program hard-wired for it.
///
/// Both are measured in computing time of their thread and in turn, so that a busy machine and a machine that changes
/// its pace leave the ratio alone.
enum SeedExperiment: Workload {
  static let id = "P1"
  static let summary = "2-5x9-1 tanh, naive bce, sgd 0.01, full batch of 4, 20001 steps, recorded every 100"

  private static let steps = 20001
  private static let samples = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)

  static func run(repetitions: Int) throws(BenchError) -> Measurement {
    let (engine, start) = try compiled()
    let parameters = start.parameters.floats
    var measurement = Measurement(unit: "us/step", samples: [], target: 0.70, targetRatio: 2.0)
    var wall: [Double] = []
    var limitLoss = Float.nan
    var result: StepResult?
    let request = StepRequest(
      order: nil, start: 0, batch: 4, steps: steps, rates: [0.01], stopsAtNonFinite: true, observeFrom: 0,
      observeEvery: 100)
    // The first repetition warms up.
    for repetition in 0...repetitions {
      let begun = (wall: Clock.wall, computed: Clock.computed)
      engine.load(start)
      result = engine.train(samples, request)
      let ended = (wall: Clock.wall, computed: Clock.computed)
      if limit_available() { limitLoss = limit_p1(parameters, Int32(steps), 0.01) }
      let limit = Clock.computed - ended.computed
      guard repetition > 0 else { continue }
      measurement.samples.append((ended.computed - begun.computed) / Double(steps) * 1e6)
      wall.append((ended.wall - begun.wall) / Double(steps) * 1e6)
      if limit_available() { measurement.limits.append(limit / Double(steps) * 1e6) }
    }
    guard let result, result.steps == steps else { throw BenchError("the training stopped early") }
    let loss = result.last.loss
    // A limit program that computes something else would be no limit.
    if limit_available(), !(abs(Double(limitLoss) - loss) <= 0.02 * loss) {
      throw BenchError("the limit program's loss is \(limitLoss), the engine's \(loss)")
    }
    measurement.details = [
      ("wall", .number(Measurement.median(wall))), ("isa", .text(engine.instructions.rawValue)),
      ("records", .number(Double(result.observations.count))), ("loss", .number(loss)),
    ]
    return measurement
  }

  /// 2-5x9-1, tanh.
  static let network = Network(
    input: Shape(2),
    layers: Array(repeating: .dense(5, Activation(.tanh)), count: 9) + [.dense(1, Activation(.sigmoid))],
    hasOutput: true)

  private static func compiled() throws(BenchError) -> (FastEngine, ModelState) {
    let configuration = EngineConfiguration(
      network: network, precision: .float32, loss: Loss(.bceNaive), optimizer: Optimizer(.sgd, rate: 0.01), batch: 4,
      decision: .threshold(0.5))
    do {
      return (
        try FastEngine(configuration), try ModelState(drawing: network, seed: 1, precision: .float32)
      )
    } catch {
      throw BenchError(error.description)
    }
  }
}
