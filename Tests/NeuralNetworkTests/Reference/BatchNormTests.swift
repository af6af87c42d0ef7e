import NeuralNetwork
import Testing

/// Which statistics a batchnorm uses, and when the running ones move.
@Suite struct BatchNormTests {
  private let samples = Samples(x: [1, 10, 3, 20, 5, 60], inputs: 2, y: [0, 0, 0], outputs: 1)

  private func engine(_ network: Network, loss: Loss = Loss(.mse)) throws -> ReferenceEngine<Double> {
    let engine = try ReferenceEngine<Double>(
      EngineConfiguration(
        network: network, precision: .float64, loss: loss, optimizer: Optimizer(.sgd, rate: 0.1), batch: 3))
    engine.load(try ModelState(drawing: network, seed: 1, precision: .float64))
    return engine
  }

  private var network: Network { Network(input: Shape(2), layers: [.batchNorm, .dense(1)]) }

  private func steps(_ count: Int, batch: Int = 3, rate: Double = 0.1) -> StepRequest {
    StepRequest(order: nil, start: 0, batch: batch, steps: count, rates: [rate], stopsAtNonFinite: true)
  }

  @Test func runningStatisticsBeginAtZeroAndOne() throws {
    let state = try ModelState(drawing: network, seed: 1, precision: .float32)
    #expect(state.buffers == .float32([0, 0, 1, 1]))
    #expect(state.parameters.floats.prefix(4) == [1, 1, 0, 0])
    #expect(state.layout.buffers.map(\.name) == ["0.running_mean", "0.running_var"])
    #expect(state.layout.count == 4 + 3)
  }

  @Test func aStepMovesThemATenthOfTheWay() throws {
    let engine = try engine(network)
    _ = engine.train(samples, steps(1))
    let buffers = engine.snapshot().buffers.doubles
    // Means 3 and 30, unbiased variances 4 and 700.
    for (found, expected) in zip(buffers, [0.3, 3, 0.9 + 0.4, 0.9 + 70]) { #expect(abs(found - expected) < 1e-12) }
  }

  @Test func lookingMovesNothing() throws {
    let engine = try engine(network)
    _ = engine.train(samples, steps(2))
    let before = engine.snapshot()
    _ = engine.evaluate(samples, rows: nil)
    _ = engine.differentiate(samples, rows: nil)
    #expect(engine.snapshot().buffers == before.buffers)
  }

  @Test func evaluationOfARowDoesNotDependOnTheOthers() throws {
    let engine = try engine(network)
    _ = engine.train(samples, steps(5))
    let all = engine.evaluate(samples, rows: nil).outputs
    #expect(engine.evaluate(samples, rows: [1]).outputs == [all[1]])
  }

  @Test func aBatchOfOneRowUsesTheRunningOnesAndLeavesThem() throws {
    let engine = try engine(network)
    _ = engine.train(samples, steps(3, batch: 1, rate: 0))
    #expect(engine.snapshot().buffers == .float64([0, 0, 1, 1]))
    #expect(engine.differentiate(samples, rows: [2]).loss == engine.evaluate(samples, rows: [2]).loss)
  }

  @Test func frozenItStaysAsItIs() throws {
    var frozen = network
    frozen.layers[0].isFrozen = true
    let engine = try engine(frozen)
    _ = engine.train(samples, steps(3))
    let after = engine.snapshot()
    #expect(after.buffers == .float64([0, 0, 1, 1]))
    #expect(after.parameters.doubles.prefix(4) == [1, 1, 0, 0])
  }

  @Test func aStepThatIsNotDoneLeavesThem() throws {
    let engine = try engine(network)
    let broken = Samples(x: [.infinity, 0, 1, 2], inputs: 2, y: [0, 0], outputs: 1)
    let result = engine.train(broken, steps(1, batch: 2))
    #expect(result.stopped)
    #expect(engine.snapshot().buffers == .float64([0, 0, 1, 1]))
  }

  @Test func theyLiveWithTheModel() throws {
    let engine = try engine(network)
    _ = engine.train(samples, steps(4))
    let state = engine.snapshot()
    let file = try Safetensors(bytes: state.safetensors().bytes)
    let back = try ModelState(drawing: network, seed: 2, precision: .float64).loading(file)
    #expect(back.buffers == state.buffers && back.parameters == state.parameters)
    #expect(state.converted(to: .float32).buffers.precision == .float32)
    var longer = network
    longer.layers.append(.dense(3))
    #expect(try state.reshaped(to: longer, seed: 3).buffers == state.buffers)
  }

  @Test func penaltiesSpareTheScale() throws {
    let engine = try ReferenceEngine<Double>(
      EngineConfiguration(
        network: network, precision: .float64, loss: Loss(.mse), optimizer: Optimizer(.sgd, rate: 0.1),
        regularization: Regularization(l1: 0, l2: 100), batch: 3))
    var state = try ModelState(drawing: network, seed: 1, precision: .float64)
    for i in 4..<6 { state.parameters[i] = 0 }
    engine.load(state)
    _ = engine.train(samples, steps(1))
    #expect(engine.snapshot().parameters.doubles.prefix(2) == [1, 1])
  }
}
