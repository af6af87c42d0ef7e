import NeuralNetwork
import Testing

/// The curves that TensorFlow computed, all 20,001 steps of them, on every instruction set of this machine.
@Suite struct FastCurveTests {
  @Test(
    arguments: ["sigmoid-1", "relu-11", "leaky_relu-3", "tanh-2", "relu-8", "leaky_relu-8"],
    InstructionSet.available)
  func followsTensorFlow(name: String, instructions: InstructionSet) throws {
    let fixture = try CurveFixture(name)
    let engine = try FastEngine(fixture.configuration(.float32), instructions: instructions)
    engine.load(fixture.state)
    let request = StepRequest(
      order: nil, start: 0, batch: 4, steps: 20001, rates: [0.01], stopsAtNonFinite: false, observeFrom: 0,
      observeEvery: 100)
    let result = engine.train(fixture.samples, request)
    #expect(result.observations.count == fixture.rows.count)
    for (row, seen) in zip(fixture.rows, result.observations) {
      #expect(row.step == seen.step)
      #expect(row.cost.isNaN == seen.loss.isNaN, "step \(row.step)")
      if row.cost > 1e-3 { #expect(abs(seen.loss - row.cost) <= 1e-4 * row.cost, "step \(row.step)") }
      if !(abs(row.cost - 0.6931) <= 1e-4) { #expect(seen.accuracy == row.accuracy, "step \(row.step)") }
    }
  }
}
