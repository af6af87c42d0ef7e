import Glibc
import NeuralNetwork
import Testing

/// The curves that TensorFlow computed, through the reference engine in float64.
@Suite struct ReferenceCurveTests {
  @Test(arguments: ["sigmoid-1", "relu-11", "leaky_relu-3", "tanh-2", "relu-8", "leaky_relu-8"])
  func float64FollowsTensorFlow(name: String) throws {
    let fixture = try CurveFixture(name)
    let engine = try ReferenceEngine<Double>(fixture.configuration(.float64))
    engine.load(fixture.state.converted(to: .float64))
    // In debug a part of the curve: the loops of the oracle are slow there, the fast engine follows all of it.
    let rows = fixture.rows.prefix(while: { $0.step <= fixture.lastStep })
    let request = StepRequest(
      order: nil, start: 0, batch: 4, steps: fixture.lastStep + 1, rates: [0.01], stopsAtNonFinite: false,
      observeFrom: 0, observeEvery: 100)
    let result = engine.train(fixture.samples, request)
    #expect(result.observations.count == rows.count)
    for (row, seen) in zip(rows, result.observations) {
      #expect(row.step == seen.step)
      if row.cost.isNaN {
        #expect(seen.loss.isNaN, "step \(row.step)")
      } else if row.cost > 1e-3 {
        #expect(abs(seen.loss - row.cost) <= 1e-4 * row.cost, "step \(row.step)")
      }
      if !(abs(row.cost - 0.6931) <= 1e-4) { #expect(seen.accuracy == row.accuracy, "step \(row.step)") }
    }
  }
}

/// One recorded curve with the weights it began from.
struct CurveFixture {
  struct Row {
    var step: Int
    var cost: Double
    var accuracy: Double
  }

  let network: Network
  let state: ModelState
  let rows: [Row]
  let samples = Samples(x: [0, 0, 0, 1, 1, 0, 1, 1], inputs: 2, y: [0, 1, 1, 0], outputs: 1)

  #if DEBUG
    let lastStep = 4000
  #else
    let lastStep = 20000
  #endif

  init(_ name: String) throws {
    let word = String(name.prefix { $0 != "-" })
    let hidden = Activation(try #require(Activation.Kind(rawValue: word)), alpha: word == "leaky_relu" ? 0.2 : nil)
    network = Network(
      input: Shape(2),
      layers: Array(repeating: .dense(5, hidden), count: 9) + [.dense(1, Activation(.sigmoid))], hasOutput: true)
    let file = try Safetensors(bytes: try fixture("xor10/\(name).safetensors"))
    state = try ModelState(drawing: network, seed: 0, precision: .float32).loading(file)
    let text = String(decoding: try fixture("xor10/\(name).csv"), as: UTF8.self)
    rows = text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",")
      return Row(step: Int(cells[0])!, cost: Double(cells[1])!, accuracy: Double(cells[2])!)
    }
  }

  func configuration(_ precision: Precision) -> EngineConfiguration {
    EngineConfiguration(
      network: network, precision: precision, loss: Loss(.bceNaive), optimizer: Optimizer(.sgd, rate: 0.01), batch: 4,
      decision: .threshold(0.5))
  }
}

/// The bytes of a file in Tests/Fixtures.
func fixture(_ path: String, file: String = #filePath) throws -> [UInt8] {
  let tests = file.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
  let handle = try #require(fopen("/\(tests)/Tests/Fixtures/\(path)", "rb"))
  defer { fclose(handle) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&chunk, 1, chunk.count, handle)
    if count == 0 { return bytes }
    bytes += chunk[0..<count]
  }
}
