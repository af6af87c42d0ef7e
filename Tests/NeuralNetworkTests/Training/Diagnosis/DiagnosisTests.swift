import NeuralNetwork
import Testing

@Suite struct DiagnosisTests {
  private let xor = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)
  private let one = Network(input: Shape(2), layers: [.dense(1, Activation(.sigmoid))])

  private func findings(
    _ state: ModelState, _ loss: Loss.Kind, _ samples: Samples? = nil, isClass: Bool = true
  ) throws -> [Finding] {
    try Patient(
      state, samples: samples ?? xor, loss: Loss(loss), decision: isClass ? .threshold(0.5) : nil
    ).findings()
  }

  private func deep(_ hidden: Activation.Kind, seed: UInt64) throws -> ModelState {
    let layers: [Layer] = Array(repeating: .dense(5, Activation(hidden)), count: 9) + [.dense(1, Activation(.sigmoid))]
    let normal = Initializer.normal(mean: 0, deviation: 1)
    return try ModelState(
      drawing: Network(input: Shape(2), layers: layers), initialization: Initialization(weights: normal, bias: normal),
      seed: seed, precision: .float32)
  }

  @Test func logOfZeroNamesTheRow() throws {
    let state = try ModelState(network: one, parameters: .float32([9, 9, 0]))
    let samples = Samples(x: xor.x.floats, inputs: 2, y: [0, 1, 1, 1], outputs: 1)
    let found = try findings(state, .bceNaive, samples)
    #expect(found.map(\.code) == ["N1"])
    #expect(found[0].certainty == .certain)
    #expect(found[0].evidence[0].english == "row 4: z = 18, h = 1 exactly, y = 1")
    #expect(found[0].evidence[1].english == "(1 - y) log(1 - h) = 0 log 0 = 0 * -inf = NaN")
    #expect(found[0].statements == ["loss bce"])
  }

  @Test func stableLossHasNoSuchFinding() throws {
    let state = try ModelState(network: one, parameters: .float32([9, 9, 0]))
    #expect(try findings(state, .bce).allSatisfy { $0.code.first != "N" })
  }

  @Test func aNaNIsNeverCalledVanishing() throws {
    let layers: [Layer] =
      Array(repeating: .dense(3, Activation(.sigmoid)), count: 5) + [.dense(1, Activation(.sigmoid))]
    let net = Network(input: Shape(2), layers: layers)
    let count = try ParameterLayout(net).count
    let state = try ModelState(network: net, parameters: .float32(Array(repeating: .nan, count: count)))
    let found = try findings(state, .bceNaive)
    #expect(found.map(\.code) == ["N3"])
    #expect(!found.contains { $0.title.english.contains("vanishing") })
  }

  @Test func blowUp() throws {
    let state = try ModelState(network: one, parameters: .float32([3e38, 3e38, 0]))
    let found = try findings(state, .bce)
    #expect(found.first?.code == "N3")
    #expect(found.first?.certainty == .certain)
  }

  @Test func tenSigmoidLayersVanish() throws {
    let found = try findings(try deep(.sigmoid, seed: 1), .bce)
    let vanishing = try #require(found.first { $0.code == "G1" })
    #expect(vanishing.certainty == .heuristic)
    #expect(vanishing.evidence.map(\.english).contains("the slope of sigmoid is at most 0.25"))
    #expect(vanishing.statements.first == "activation tanh on hidden")
  }

  @Test func tenTanhLayersDoNot() throws {
    #expect(try !findings(try deep(.tanh, seed: 2), .bce).contains { $0.code == "G1" })
  }

  @Test func explodingGradient() throws {
    let layers: [Layer] = Array(repeating: .dense(4), count: 5) + [.dense(1)]
    let net = Network(input: Shape(2), layers: layers)
    let state = try ModelState(
      drawing: net, initialization: Initialization(weights: .constant(5)), seed: 0, precision: .float32)
    #expect(try findings(state, .mse, isClass: false).contains { $0.code == "G2" })
  }

  @Test func deadUnitsAndDeadLayers() throws {
    let net = Network(input: Shape(2), layers: [.dense(2, Activation(.relu)), .dense(1, Activation(.sigmoid))])
    var state = try ModelState(network: net, parameters: .float32([1, 1, -1, -1, 0.5, -0.5, 1, 1, 0]))
    let units = try findings(state, .bce)
    let dead = try #require(units.first { $0.code == "D1" })
    #expect(dead.evidence.map(\.english) == ["layer 1 (relu): 1 of 2 units, 2: slope 0 at all 4 rows"])
    state.parameters = .float32([-1, -1, -1, -1, -0.5, -0.5, 1, 1, 0])
    let layer = try findings(state, .bce)
    #expect(layer.contains { $0.code == "D2" && $0.title.english == "a layer was born dead" })
    #expect(!layer.contains { $0.code == "D1" })
    #expect(layer.contains { $0.code == "P2" })
    state.step = 100
    #expect(try findings(state, .bce).contains { $0.title.english == "a layer is dead" })
  }

  @Test func aLossOfLn2IsTheEntropyOfTheLabels() throws {
    let state = try ModelState(network: one, parameters: .float32([0, 0, 0]))
    let found = try findings(state, .bce)
    #expect(found.map(\.code) == ["P1", "P2"])
    #expect(found[0].evidence[0].english == "loss 0.6931, entropy of the labels 0.6931 = ln 2")
  }

  @Test func aTrainedNetworkIsHealthy() throws {
    let net = Network(input: Shape(2), layers: [.dense(1, Activation(.sigmoid))])
    let state = try ModelState(network: net, parameters: .float32([6, 6, -3]))
    let or = Samples(x: xor.x.floats, inputs: 2, y: [0, 1, 1, 1], outputs: 1)
    #expect(try findings(state, .bce, or).isEmpty)
  }

  static let misfits: [(Activation.Kind, Loss.Kind, Bool)] = [
    (.tanh, .bceNaive, true), (.relu, .bce, true), (.sigmoid, .hinge, true), (.sigmoid, .bce, false),
    (.linear, .bce, false), (.linear, .hinge, false), (.sigmoid, .mse, false),
  ]

  @Test(arguments: misfits)
  func outputsThatDoNotFit(output: Activation.Kind, loss: Loss.Kind, isMisfit: Bool) throws {
    let net = Network(input: Shape(2), layers: [.dense(1, Activation(output))])
    let state = try ModelState(drawing: net, seed: 1, precision: .float32)
    #expect(try findings(state, loss).contains { $0.code == "O1" } == isMisfit)
  }

  @Test func targetsThatASigmoidCannotReach() throws {
    let samples = Samples(x: xor.x.floats, inputs: 2, y: [0, 3, 1, -2], outputs: 1)
    let state = try ModelState(drawing: one, seed: 1, precision: .float32)
    let found = try findings(state, .mse, samples, isClass: false)
    #expect(
      found.first?.evidence.map(\.english) == [
        "targets lie in -2 to 3; sigmoid gives (0, 1)", "2 of 4 targets can never be reached",
      ])
  }

  @Test func saturationIsAShare() throws {
    let pass = LayerPass(
      width: 2, sums: [9, 0, -9, 1], outputs: [0.9999, 0.5, 0.0001, 0.73], outputGradients: [], sumGradients: [])
    #expect(pass.saturatedShare(Activation(.sigmoid)) == 0.5)
    #expect(pass.saturatedShare(Activation(.relu)) == 0)
  }
}
