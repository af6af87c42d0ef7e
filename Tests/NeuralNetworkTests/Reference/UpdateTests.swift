import NeuralNetwork
import Testing

/// Regularization, clipping, freezing: one step of a net with one weight and one bias, worked out by hand.
@Suite struct UpdateTests {
  /// h = w x + b with w = 2, b = 1 at x = 3, y = 5: h = 7, L = 4, dL/dw = 12, dL/db = 4.
  private func step(
    regularization: Regularization = .none, clipping: Clipping = .none, isFrozen: Bool = false
  ) throws -> [Double] {
    var network = Network(input: Shape(1), layers: [.dense(1)])
    network.layers[0].isFrozen = isFrozen
    let state = try ModelState(network: network, parameters: .float64([2, 1]))
    let engine = try ReferenceEngine<Double>(
      EngineConfiguration(
        network: network, precision: .float64, loss: Loss(.mse), optimizer: Optimizer(.sgd, rate: 0.1),
        regularization: regularization, clipping: clipping, batch: 1))
    engine.load(state)
    let samples = Samples(x: [3], inputs: 1, y: [5], outputs: 1)
    let request = StepRequest(order: nil, start: 0, batch: 1, steps: 1, rates: [0.1], stopsAtNonFinite: true)
    let result = engine.train(samples, request)
    #expect(result.last.loss == 4)
    return engine.snapshot().parameters.doubles
  }

  private func expect(_ found: [Double], _ expected: [Double]) {
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-6, "\(found), expected \(expected)") }
  }

  @Test func plain() throws { expect(try step(), [0.8, 0.6]) }

  @Test func l1AndL2TouchWeightsOnly() throws {
    expect(try step(regularization: Regularization(l1: 0.5, l2: 0.25)), [2 - 0.1 * (12 + 0.5 + 1), 0.6])
  }

  @Test func clippingByNorm() throws {
    let norm = (12.0 * 12 + 4 * 4).squareRoot()
    expect(try step(clipping: .norm(1)), [2 - 0.1 * 12 / norm, 1 - 0.1 * 4 / norm])
    expect(try step(clipping: .norm(100)), [0.8, 0.6])
  }

  @Test func clippingByValue() throws { expect(try step(clipping: .value(5)), [1.5, 0.6]) }

  @Test func frozenLayersStay() throws { expect(try step(isFrozen: true), [2, 1]) }

  @Test func stopsBeforeTheUpdateOfALossThatIsNotFinite() throws {
    let network = Network(input: Shape(1), layers: [.dense(1, Activation(.sigmoid))])
    let state = try ModelState(network: network, parameters: .float32([20, 0]))
    let engine = try ReferenceEngine<Float>(
      EngineConfiguration(
        network: network, precision: .float32, loss: Loss(.bceNaive), optimizer: Optimizer(.sgd), batch: 1,
        decision: .threshold(0.5)))
    engine.load(state)
    let samples = Samples(x: [1], inputs: 1, y: [1], outputs: 1)
    var request = StepRequest(order: nil, start: 0, batch: 1, steps: 3, rates: [0.1], stopsAtNonFinite: true)
    let stopped = engine.train(samples, request)
    #expect(stopped.stopped && stopped.steps == 0)
    #expect(engine.snapshot().parameters == .float32([20, 0]))
    request.stopsAtNonFinite = false
    let result = engine.train(samples, request)
    #expect(!result.stopped && result.steps == 3 && result.last.loss.isNaN)
    // NaN is not above 0.5, so the row of class 1 is wrong from then on.
    #expect(result.last.accuracy == 0)
  }
}
