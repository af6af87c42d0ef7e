import NeuralNetwork
import Testing

@Suite struct ModelStateTests {
  private func network(_ layers: Layer...) -> Network { Network(input: Shape(3), layers: layers) }

  @Test func aSeedDrawsTheSameWeights() throws {
    let net = network(.dense(4, Activation(.relu)), .dense(2))
    let first = try ModelState(drawing: net, seed: 1, precision: .float32)
    #expect(first.parameters == (try ModelState(drawing: net, seed: 1, precision: .float32)).parameters)
    #expect(first.parameters != (try ModelState(drawing: net, seed: 2, precision: .float32)).parameters)
  }

  @Test func defaultsAreHeForReluAndGlorotElse() throws {
    let net = network(.dense(200, Activation(.relu)), .dense(200, Activation(.tanh)))
    let state = try ModelState(drawing: net, seed: 1, precision: .float64)
    func largest(_ layer: Int) throws -> Double {
      let tensor = try #require(state.layout.tensor(.weight, ofLayer: layer))
      return tensor.range.map { abs(state.parameters[$0]) }.max() ?? 0
    }
    let (he, glorot) = ((6.0 / 3).squareRoot(), (6.0 / 400).squareRoot())
    #expect(try largest(0) <= he && largest(0) > 0.95 * he)
    #expect(try largest(1) <= glorot && largest(1) > 0.95 * glorot)
    let bias = try #require(state.layout.tensor(.bias, ofLayer: 0))
    #expect(bias.range.allSatisfy { state.parameters[$0] == 0 })
  }

  @Test(arguments: [(2, 5), (5, 2), (4, 4)])
  func orthogonalRowsOrColumns(units: Int, inputs: Int) throws {
    let net = Network(input: Shape(inputs), layers: [.dense(units, bias: false)])
    let state = try ModelState(
      drawing: net, initialization: Initialization(weights: .orthogonal), seed: 1, precision: .float64)
    let w = state.parameters.doubles
    let small = min(units, inputs)
    for a in 0..<small {
      for b in 0..<small {
        let dot = (0..<max(units, inputs)).reduce(0.0) { sum, i in
          units <= inputs ? sum + w[a * inputs + i] * w[b * inputs + i] : sum + w[i * inputs + a] * w[i * inputs + b]
        }
        #expect(abs(dot - (a == b ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test func reshapingKeepsWhatStillFits() throws {
    var state = try ModelState(drawing: network(.dense(4), .dense(2)), seed: 1, precision: .float32)
    state.step = 9
    state.optimizer = OptimizerState(.adam, parameters: state.layout.count, precision: .float32)
    let wider = network(.dense(4, Activation(.prelu)), .dense(3))
    let result = try state.reshaped(to: wider, seed: 7)
    #expect(result.step == 9)
    #expect(result.optimizer == nil)
    #expect(result.parameters.floats[0..<16] == state.parameters.floats[0..<16])
    #expect(result.parameters[16] == 0.25)
    #expect(result.parameters.count == 16 + 1 + 15)
  }

  @Test func copiesAreIndependent() throws {
    let state = try ModelState(drawing: network(.dense(2)), seed: 1, precision: .float32)
    var copy = state
    copy.parameters[0] = 5
    copy.setFrozen(true, layers: 0..<9)
    #expect(state.parameters[0] != 5)
    #expect(!state.network.layers[0].isFrozen && copy.network.layers[0].isFrozen)
  }
}
