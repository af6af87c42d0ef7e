import NeuralNetwork
import Testing

@Suite struct SurveyTests {
  /// An engine that notes how many rows pass it at a time.
  private final class Counting: Engine {
    let engine: any Engine
    var counts: [Int] = []
    var configuration: EngineConfiguration { engine.configuration }

    init(_ engine: any Engine) { self.engine = engine }

    func load(_ state: ModelState) { engine.load(state) }
    func snapshot() -> ModelState { engine.snapshot() }
    func train(_ samples: Samples, _ request: StepRequest) -> StepResult { engine.train(samples, request) }
    func evaluate(_ samples: Samples, rows: [Int32]?) -> Evaluation { engine.evaluate(samples, rows: rows) }
    func rehearse(_ samples: Samples, rows: [Int32]) -> Differentiation { engine.rehearse(samples, rows: rows) }
    func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation {
      counts.append(rows?.count ?? samples.rows)
      return engine.differentiate(samples, rows: rows)
    }
  }

  private func engine(_ test: EngineCase) throws -> Counting {
    var configuration = test.configuration
    configuration.batch = 1
    let engine = try FastEngine(configuration)
    engine.load(try test.state())
    return Counting(engine)
  }

  @Test(arguments: [1, 999, 1000, 1001, 2300])
  func theSumOfThePartsIsThePassOverAll(rows: Int) throws {
    let test = EngineCase(
      [.dense(6, Activation(.relu)), .dense(3, Activation(.softmax))], inputs: 2, loss: Loss(.crossEntropy), rows: rows)
    let engine = try engine(test)
    let samples = try test.samples()
    let survey = Survey(engine, samples, rows: Survey.rows(of: rows))
    #expect(engine.counts.count == (rows + 999) / 1000 && engine.counts.reduce(0, +) == rows)
    #expect((engine.counts.max() ?? 0) - (engine.counts.min() ?? 0) <= 1)
    let whole = engine.differentiate(samples, rows: nil)
    #expect(survey.rows == rows)
    #expect(agree([survey.loss], [whole.loss]) && agree(survey.gradients, whole.gradients))
    #expect(agree(survey.outputs, whole.layers[1].outputs) && agree(survey.sums, whole.layers[1].sums))
    for (index, (found, pass)) in zip(survey.layers, whole.layers).enumerated() {
      let activation = test.network.layers[index].activation
      #expect(found.width == pass.width && found.units == pass.units)
      #expect(found.deadUnits == pass.deadUnits(activation))
      #expect(agree([found.saturatedShare], [pass.saturatedShare(activation)]))
      #expect(agree([found.largestSum], [pass.sums.reduce(0) { max($0, abs($1)) }]))
    }
  }

  /// A unit that one part calls dead and another does not is not dead.
  @Test func aUnitThatLivesInOnePartLives() throws {
    let network = Network(input: Shape(1), layers: [.dense(2, Activation(.relu)), .dense(1)])
    var test = EngineCase(network.layers, inputs: 1, loss: Loss(.mse), rows: 1)
    test.network = network
    let engine = try engine(test)
    engine.load(try ModelState(network: network, parameters: .float32([1, -1, 0, 0, 1, 1, 0])))
    let x = (0..<1500).map { Float($0 < 1499 ? 1 : -1) }
    let survey = Survey(
      engine, Samples(x: x, inputs: 1, y: x, outputs: 1), rows: Survey.rows(of: x.count))
    #expect(engine.counts == [750, 750])
    #expect(survey.layers[0].deadUnits.isEmpty)
  }

  /// Large images pass a few at a time: what a pass keeps does not grow with the data.
  @Test func aWideNetworkPassesAFewRowsAtATime() throws {
    var test = EngineCase([.flatten, .dense(2)], inputs: 1, loss: Loss(.mse), rows: 50)
    test.network.input = Shape([100, 100, 3])
    let engine = try engine(test)
    _ = Survey(engine, try test.samples(), rows: Survey.rows(of: 50))
    #expect(engine.counts == [12, 13, 12, 13] && engine.counts.reduce(0, +) == 50)
  }

  @Test func manyRowsAreTakenEvenlySpaced() {
    #expect(Survey.rows(of: 3) == [0, 1, 2])
    #expect(Survey.rows(of: 10, limit: 4) == [0, 2, 5, 7])
    let rows = Survey.rows(of: 60_000)
    #expect(rows.count == Survey.rowLimit && rows.last == 59_994)
  }

  @Test func aNaNIsTheLargestSum() throws {
    let network = Network(input: Shape(1), layers: [.dense(1)])
    let configuration = EngineConfiguration(
      network: network, precision: .float32, loss: Loss(.mse), optimizer: .standard, batch: 1)
    let engine = try FastEngine(configuration)
    engine.load(try ModelState(network: network, parameters: .float32([.nan, 0])))
    let survey = Survey(engine, Samples(x: [1], inputs: 1, y: [1], outputs: 1), rows: [0])
    #expect(survey.loss.isNaN && survey.layers[0].largestSum == .infinity)
  }
}
