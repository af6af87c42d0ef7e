import NeuralNetwork
import Testing

/// `focal` against Keras's own losses, against the losses it is made of, and where logits are extreme.
@Suite struct FocalTests {
  static let logits = [[1.5, -0.5, 0.25], [-2.0, 3.0, 0.0]]
  static let targets = [[1.0, 0, 0], [0, 0, 1.0]]
  /// By `CategoricalFocalCrossentropy(alpha=1)` and `BinaryFocalCrossentropy` on logits, in float64.
  static let figures: [(output: Activation.Kind, gamma: Double, loss: Double, gradients: [Double])] = [
    (
      .softmax, 0.5, 1.5869201319888468,
      [
        -0.11450787079040327, 0.0367365640616332, 0.07777130672877006, 0.003347825884062587, 0.49686141557910496,
        -0.5002092414631676,
      ]
    ),
    (
      .softmax, 2, 1.4024131096044237,
      [
        -0.03484600508158647, 0.011179340678815439, 0.023666664402771032, 0.003770127114352324, 0.5595364752593095,
        -0.5633066023736618,
      ]
    ),
    (
      .sigmoid, 0.5, 0.7509943985382147,
      [
        -0.01884712337841378, 0.05377275547601546, 0.09284633311275935, 0.010075877801608953, 0.1667112233075815,
        -0.07934760975447369,
      ]
    ),
    (
      .sigmoid, 2, 0.5461131713244999,
      [
        -0.002838517537205987, 0.02298949955848574, 0.06770723550033786, 0.0008118233658987945, 0.18779164677248136,
        -0.049714465856664385,
      ]
    ),
  ]

  @Test(arguments: figures)
  func lossAndGradientAreThoseOfKeras(
    figure: (output: Activation.Kind, gamma: Double, loss: Double, gradients: [Double])
  ) {
    let form = Loss(.focal, parameter: figure.gamma).form(behind: Activation(figure.output))
    let divisor = Double(form.divisor(rows: 2, outputs: 3))
    let loss = zip(Self.logits, Self.targets).reduce(0) { $0 + form.value($1.0, $1.1) } / divisor
    #expect(abs(loss - figure.loss) < 1e-6)
    let gradients = zip(Self.logits, Self.targets).flatMap { form.gradient($0, $1) }
    for (one, other) in zip(gradients, figure.gradients) { #expect(abs(one / divisor - other) < 1e-6) }
  }

  @Test func defaultIsThePapers() {
    #expect(Loss(.focal).parameter == 2 && Loss(.focal) == Loss(.focal, parameter: 2))
    #expect(Loss.standard(for: .sigmoid).kind == .bce && Loss.standard(for: .softmax).kind == .crossEntropy)
  }

  @Test(arguments: [(Activation.Kind.sigmoid, Loss.Kind.bce), (.softmax, .crossEntropy), (.linear, .bce)])
  func withoutGammaItIsTheLossItIsMadeOf(output: Activation.Kind, plain: Loss.Kind) throws {
    let layers: [Layer] = [.dense(6, Activation(.tanh)), .dense(3, Activation(output))]
    for instructions in InstructionSet.available {
      let (focal, other) = (
        EngineCase(layers, inputs: 2, loss: Loss(.focal, parameter: 0), rows: 9),
        EngineCase(layers, inputs: 2, loss: Loss(plain), rows: 9)
      )
      let samples = try other.samples()
      let passes = try [focal, other].map { test in
        let engine = try FastEngine(test.configuration, instructions: instructions)
        engine.load(try test.state())
        return engine.differentiate(samples, rows: nil)
      }
      #expect(abs(passes[0].loss - passes[1].loss) < 1e-7)
      for (one, other) in zip(passes[0].gradients, passes[1].gradients) { #expect(abs(one - other) < 1e-7) }
    }
  }

  /// One weight of 1 and no bias: the input is the logit.
  @Test(arguments: [Activation.Kind.sigmoid, .softmax], [0, 0.3, 1, 2, 1e30])
  func noLogitIsTooLarge(output: Activation.Kind, gamma: Double) throws {
    let units = output == .softmax ? 3 : 1
    let network = Network(
      input: Shape(units), layers: [.dense(units, Activation(output), bias: false)], hasOutput: true)
    var logits: [[Float]] = []
    for z in [0, 1e-3, 8, 16.7, 40, 88, 110, 1e4, 3e38] as [Float] {
      logits += units == 1 ? [[z], [-z]] : [[z, -z, 0], [-z, z, z], [z, z, z]]
    }
    let targets = (0..<units).map { hot in (0..<units).map { Float($0 == hot ? 1 : 0) } } + (units == 1 ? [[0]] : [])
    for precision in [Precision.float32, .float64] {
      let configuration = EngineConfiguration(
        network: network, precision: precision, loss: Loss(.focal, parameter: gamma), optimizer: Optimizer(.sgd),
        batch: 1)
      var state = try ModelState(drawing: network, seed: 1, precision: precision)
      for place in 0..<state.parameters.count { state.parameters[place] = place % (units + 1) == 0 ? 1 : 0 }
      var engines: [any Engine] = [
        try ReferenceEngine<Double>(configuration), try ReferenceEngine<Float>(configuration),
      ]
      if precision == .float32 {
        for instructions in InstructionSet.available {
          engines.append(try FastEngine(configuration, instructions: instructions))
        }
      }
      for engine in engines {
        engine.load(state)
        for z in logits {
          for y in targets {
            let pass = engine.differentiate(Samples(x: z, inputs: units, y: y, outputs: units), rows: nil)
            let slopes = pass.layers.last?.sumGradients ?? []
            #expect(pass.loss.isFinite && pass.loss >= 0, "\(z), \(y): \(pass.loss)")
            #expect(slopes.count == units && slopes.allSatisfy(\.isFinite), "\(z), \(y): \(slopes)")
          }
        }
      }
    }
  }
}
