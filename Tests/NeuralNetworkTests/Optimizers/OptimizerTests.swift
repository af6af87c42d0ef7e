import NeuralNetwork
import Testing

/// Three updates by PyTorch's formulas, worked out in NumPy.
@Suite struct OptimizerTests {
  static let figures: [(kind: Optimizer.Kind, decay: Double, weights: [Double])] = [
    (.sgd, 0, [1.0025, -2.01, 0.4875]),
    (.sgd, 0.1, [0.98763725, -1.9802245, 0.4801495625]),
    (.momentum, 0, [0.9917, -1.9974, 0.4686]),
    (.momentum, 0.1, [0.96387725, -1.9417045, 0.4548820625]),
    (.nesterov, 0, [0.99503, -2.00766, 0.45924]),
    (.nesterov, 0.1, [0.95543356025, -1.9282866205, 0.4399253241875]),
    (.rmsprop, 0, [0.2256108783307669, -1.863941027312282, -0.1822871904472494]),
    (.rmsprop, 0.1, [0.12087194668035232, -1.2382417434686763, -0.200129450719174]),
    (.adagrad, 0, [0.971282898323153, -2.0124498660661474, 0.45807496550336524]),
    (.adagrad, 0.1, [0.940670481301388, -1.950946704800007, 0.4457680328772499]),
    (.adam, 0, [0.9137088795361232, -1.9561526399478018, 0.41768555977408606]),
    (.adam, 0.1, [0.8794472283921906, -1.886226814637288, 0.40156837667766426]),
    (.adamw, 0, [0.9137088795361232, -1.9561526399478018, 0.41768555977408606]),
    (.adamw, 0.1, [0.8995155493664686, -1.9268677241785674, 0.4107883315145683]),
    (.lion, 0, [0.95, -2.05, 0.45]),
    (.lion, 0.1, [0.935823625, -2.0203985, 0.4427861875]),
  ]

  @Test(arguments: figures)
  func threeUpdatesAreThoseOfPyTorch(figure: (kind: Optimizer.Kind, decay: Double, weights: [Double])) {
    var optimizer = Optimizer(figure.kind, rate: 0.05)
    optimizer.decay = figure.decay
    if figure.kind == .rmsprop { optimizer.momentum = 0.5 }
    var weights = [1.0, -2, 0.5]
    var first = [0.0, 0, 0]
    var second = [0.0, 0, 0]
    let gradients = [[0.1, -0.2, 0.3], [0.05, 0.1, -0.15], [-0.2, 0.3, 0.1]]
    for (index, gradient) in gradients.enumerated() {
      let settings = OptimizerSettings<Double>(optimizer, rate: 0.05, update: index + 1)
      figure.kind.formula.update(&weights, gradient, first: &first, second: &second, count: 3, settings: settings)
    }
    for (weight, expected) in zip(weights, figure.weights) { #expect(abs(weight - expected) < 1e-13) }
  }

  @Test func defaultsArePyTorchs() {
    #expect(Optimizer.standard == Optimizer(.adam, rate: 0.001))
    #expect(Optimizer(.adam).epsilon == 1e-8)
    #expect(Optimizer(.rmsprop).beta2 == 0.99)
    #expect(Optimizer(.adamw).decay == 0.01)
    #expect(Optimizer(.adagrad).epsilon == 1e-10)
  }

  @Test(arguments: Optimizer.Kind.allCases)
  func settingsAreReachedByName(kind: Optimizer.Kind) {
    var optimizer = Optimizer(kind)
    for parameter in kind.definition.parameters {
      #expect(optimizer[parameter.name] == parameter.defaultValue)
      optimizer[parameter.name] = 0.5
      #expect(optimizer[parameter.name] == 0.5)
    }
    #expect(optimizer["alpha"] == nil)
    #expect(kind.definition.name == kind.rawValue)
  }

  @Test func sgdTakesNoMomentum() {
    var optimizer = Optimizer(.sgd)
    optimizer["momentum"] = 0.9
    #expect(optimizer["momentum"] == nil)
    #expect(optimizer.momentum == 0)
  }
}
