import NeuralNetwork
import Testing

/// Every activation × loss, in hidden and in output layers, against central differences in float64.
@Suite struct GradientTests {
  static let outputs: [Activation] = Activation.Kind.allCases.map { Activation($0) }
  static let losses: [Loss] = Loss.Kind.allCases.map { Loss($0, parameter: 0.3) }

  @Test(arguments: outputs, losses)
  func outputActivation(activation: Activation, loss: Loss) throws {
    // log h needs an output between 0 and 1.
    if loss.kind == .bceNaive && ![.sigmoid, .softmax, .hardSigmoid].contains(activation.kind) { return }
    try check([.dense(4, Activation(.tanh)), .dense(3, activation)], loss)
  }

  @Test(arguments: outputs, losses)
  func hiddenActivation(activation: Activation, loss: Loss) throws {
    let output = loss.definition.partner ?? (loss.definition.reads == .shares ? .sigmoid : .linear)
    try check([.dense(5, activation), .dense(4, activation, bias: false), .dense(2, Activation(output))], loss)
  }

  @Test func flattenAndOneUnit() throws {
    let layers: [Layer] = [.flatten, .dense(3, Activation(.gelu)), .dropout(0.5), .dense(1, Activation(.sigmoid))]
    try check(layers, Loss(.bce), input: Shape([3, 1]))
  }

  @Test func dropoutDuringTraining() throws {
    let layers: [Layer] = [.dense(6, Activation(.tanh)), .dropout(0.4), .dense(2)]
    let network = Network(input: Shape(3), layers: layers)
    var state = try ModelState(drawing: network, seed: 3, precision: .float64)
    state.step = 17
    let samples = Self.samples(rows: 5, inputs: 3, outputs: 2, loss: Loss(.mse))
    let engine = try ReferenceEngine<Double>(configuration(network, Loss(.mse), rows: 5))
    func run(_ state: ModelState, rate: Double) -> (loss: Double, after: ModelState) {
      engine.load(state)
      let request = StepRequest(
        order: nil, start: 0, batch: 5, steps: 1, rates: [rate], stopsAtNonFinite: false)
      return (engine.train(samples, request).last.loss, engine.snapshot())
    }
    let after = run(state, rate: 1).after
    for index in 0..<state.parameters.count {
      let gradient = state.parameters[index] - after.parameters[index]
      let numeric = Self.slope(of: state, at: index) { run($0, rate: 0).loss }
      #expect(Self.agree(gradient, numeric), "parameter \(index): \(gradient) and \(numeric)")
    }
  }

  private func check(_ layers: [Layer], _ loss: Loss, input: Shape = Shape(3)) throws {
    let network = Network(input: input, layers: layers)
    let state = try ModelState(
      drawing: network, initialization: Initialization(bias: .normal(mean: 0, deviation: 0.3)), seed: 5,
      precision: .float64)
    let outputs = try network.shapes().last?.count ?? 0
    let samples = Self.samples(rows: 3, inputs: input.count, outputs: outputs, loss: loss)
    let engine = try ReferenceEngine<Double>(configuration(network, loss, rows: 3))
    engine.load(state)
    let gradients = engine.differentiate(samples, rows: nil).gradients
    for index in gradients.indices {
      let numeric = Self.slope(of: state, at: index) { moved in
        engine.load(moved)
        return engine.evaluate(samples, rows: nil).loss
      }
      #expect(Self.agree(gradients[index], numeric), "parameter \(index): \(gradients[index]) and \(numeric)")
    }
  }

  private func configuration(_ network: Network, _ loss: Loss, rows: Int) -> EngineConfiguration {
    EngineConfiguration(
      network: network, precision: .float64, loss: loss, optimizer: Optimizer(.sgd), batch: rows,
      dropoutKey: DropoutMask.key(seed: 1))
  }

  private static func slope(of state: ModelState, at index: Int, _ loss: (ModelState) -> Double) -> Double {
    var (above, below) = (state, state)
    let step = 1e-6
    above.parameters[index] += step
    below.parameters[index] -= step
    return (loss(above) - loss(below)) / (2 * step)
  }

  /// Within 1e-5 of each other; below 1e-4 the difference quotient has too few digits for a relative figure.
  private static func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-5 * max(abs(a), abs(b), 1e-4) }

  private static func samples(rows: Int, inputs: Int, outputs: Int, loss: Loss) -> Samples {
    var stream = RandomStream(seed: 11, .clouds)
    let x = (0..<(rows * inputs)).map { _ in Float(stream.normal()) }
    let y = (0..<(rows * outputs)).map { index -> Float in
      switch (loss.definition.reads, loss.definition.mean) {
      case (.logits, .rows): index % outputs == (index / outputs) % outputs ? 1 : 0
      case (.logits, .numbers), (.shares, _): Float(stream.uniform())
      case (.margins, _): stream.uniform() < 0.5 ? -1 : 1
      case (.numbers, _): Float(stream.normal())
      }
    }
    return Samples(x: x, inputs: inputs, y: y, outputs: outputs)
  }
}
