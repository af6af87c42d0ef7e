import NeuralNetwork
import Testing

/// One network with data that suit its loss, for two engines to be compared on.
struct EngineCase: CustomTestStringConvertible {
  var network: Network
  var loss: Loss
  var rows: Int
  var optimizer = Optimizer(.sgd, rate: 0.05)
  var regularization = Regularization.none
  var clipping = Clipping.none
  var batch: Int?

  var testDescription: String { "\(network.layers.map(\.name)), \(loss.kind.rawValue), \(rows) rows" }

  init(_ layers: [Layer], inputs: Int, loss: Loss, rows: Int) {
    network = Network(input: Shape(inputs), layers: layers, hasOutput: true)
    self.loss = loss
    self.rows = rows
  }

  var configuration: EngineConfiguration {
    let outputs = network.layers.compactMap { layer -> Int? in
      if case .dense(let dense) = layer.kind { dense.units } else { nil }
    }.last
    return EngineConfiguration(
      network: network, precision: .float32, loss: loss, optimizer: optimizer, regularization: regularization,
      clipping: clipping, batch: batch ?? rows, dropoutKey: DropoutMask.key(seed: 3),
      decision: Decision.standard(units: outputs ?? 1, loss: loss, output: network.outputActivation))
  }

  /// Weights of seed 1, biases of all kinds.
  func state() throws -> ModelState {
    var state = try ModelState(drawing: network, seed: 1, precision: .float32)
    var noise = Noise(state: 11)
    for tensor in state.layout.tensors where tensor.role == .bias {
      for i in tensor.range { state.parameters[i] = Double(noise.next()) / 2 }
    }
    return state
  }

  /// Inputs in −1 … 1, targets as the loss wants them.
  func samples() throws -> Samples {
    let shapes = try network.shapes()
    let inputs = shapes[0].count
    let outputs = shapes[shapes.count - 1].count
    var noise = Noise(state: 5)
    let x = (0..<(rows * inputs)).map { _ in noise.next() }
    var y: [Float] = []
    for row in 0..<rows {
      let hot = row % outputs
      for unit in 0..<outputs {
        switch (loss.definition.reads, loss.definition.mean) {
        case (.logits, .rows): y.append(unit == hot ? 1 : 0)
        case (.logits, .numbers), (.shares, _): y.append((row + unit) % 2 == 0 ? 1 : 0)
        case (.margins, _): y.append((row + unit) % 2 == 0 ? 1 : -1)
        case (.numbers, _): y.append(2 * noise.next())
        }
      }
    }
    return Samples(x: x, inputs: inputs, y: y, outputs: outputs)
  }

  func request(steps: Int, order: [Int32]? = nil) -> StepRequest {
    StepRequest(
      order: order, start: 0, batch: batch ?? rows, steps: steps, rates: [optimizer.rate], stopsAtNonFinite: false,
      observeFrom: 0, observeEvery: 1)
  }
}

extension Layer {
  /// A normalization with an activation behind it.
  static func normal(_ layer: Layer, _ kind: Activation.Kind) -> Layer {
    var layer = layer
    layer.activation = Activation(kind)
    return layer
  }
}

/// Numbers in −1 … 1 of a linear congruential generator: enough for test data.
struct Noise {
  var state: UInt32

  mutating func next() -> Float {
    state = state &* 1_664_525 &+ 1_013_904_223
    return Float(state >> 8) / Float(1 << 23) - 1
  }
}

/// Whether numbers agree: each within 1e-4 of the other one's size, or of a hundredth of the largest's where they
/// cancel out; NaN where the other has NaN.
func agree(_ found: [Double], _ expected: [Double], tolerance: Double = 1e-4) -> Bool {
  guard found.count == expected.count else { return false }
  let largest = expected.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
  return zip(found, expected).allSatisfy { a, b in
    a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(abs(b), largest / 100)
  }
}
