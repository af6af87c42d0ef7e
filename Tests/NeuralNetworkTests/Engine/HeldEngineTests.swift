import Glibc
import Testing

@testable import NeuralNetwork

/// An engine that is given rows of another network ends there: it never computes with what lies beside them.
@Suite struct HeldEngineTests {
  /// An exit test waits for any child of the process: beside tests that start programs of their own it may wait for ever.
  /// `scripts/test` runs these in a process of their own.
  static let alone = ConditionTrait.enabled(if: getenv("NNSH_TRAPS") != nil, "traps are tried alone: NNSH_TRAPS=1")

  static func engine(_ precision: Precision) throws -> any Engine {
    let test = EngineCase(
      [.dense(3, Activation(.tanh)), .dense(1, Activation(.sigmoid))], inputs: 4, loss: Loss(.bce), rows: 6)
    var configuration = test.configuration
    configuration.precision = precision
    let engine = try EngineFactory.engine(for: configuration)
    engine.load(try test.state().converted(to: precision))
    return engine
  }

  /// Six rows.
  static func samples(inputs: Int, outputs: Int) -> Samples {
    Samples(
      x: Array(repeating: 0.5, count: 6 * inputs), inputs: inputs, y: Array(repeating: 0, count: 6 * outputs),
      outputs: outputs)
  }

  @Test func rowsOfItsNetworkPass() throws {
    for precision in [Precision.float32, .float64] {
      let engine = try Self.engine(precision)
      let samples = Self.samples(inputs: 4, outputs: 1)
      #expect(engine.evaluate(samples, rows: [5, 0]).outputs.count == 2)
      #expect(engine.differentiate(samples, rows: nil).loss.isFinite)
    }
  }

  @Test(Self.alone) func narrowRowsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = try HeldEngineTests.engine(.float32).evaluate(HeldEngineTests.samples(inputs: 2, outputs: 1), rows: nil)
    }
    await #expect(processExitsWith: .failure) {
      _ = try HeldEngineTests.engine(.float64).evaluate(HeldEngineTests.samples(inputs: 2, outputs: 1), rows: nil)
    }
  }

  @Test(Self.alone) func otherTargetsTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = try HeldEngineTests.engine(.float32).differentiate(
        HeldEngineTests.samples(inputs: 4, outputs: 3), rows: nil)
    }
  }

  @Test(Self.alone) func rowsThatAreNotThereTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = try HeldEngineTests.engine(.float32).rehearse(HeldEngineTests.samples(inputs: 4, outputs: 1), rows: [6])
    }
    await #expect(processExitsWith: .failure) {
      _ = try HeldEngineTests.engine(.float32).train(
        HeldEngineTests.samples(inputs: 4, outputs: 1),
        StepRequest(order: [0, -1], start: 0, batch: 1, steps: 2, rates: [0.1], stopsAtNonFinite: true))
    }
  }

  @Test(Self.alone) func weightsOfAnotherNetworkTrap() async {
    await #expect(processExitsWith: .failure) {
      let engine = try HeldEngineTests.engine(.float32)
      let other = Network(input: Shape(2), layers: [.dense(1, Activation(.sigmoid))], hasOutput: true)
      engine.load(try ModelState(drawing: other, seed: 1))
    }
  }
}
