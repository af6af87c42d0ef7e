import Glibc
import Testing

@testable import NNCommands
@testable import NeuralNetwork

/// What an earlier nnsh wrote (`Tests/Fixtures/earlier`) loads, and goes on as it did then.
@Suite struct EarlierFileTests {
  private static let folder =
    "/" + #filePath.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
    + "/Tests/Fixtures/earlier"

  static let names: [String] = {
    var names: [String] = []
    guard let handle = opendir(folder) else { return [] }
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".setup.nn") { names.append(String(name.dropLast(9))) }
    }
    closedir(handle)
    return names.sorted()
  }()

  private func state(_ text: String) throws -> ModelState {
    let conversation = Conversation { $0.folder = Self.folder }
    conversation.output(text)
    return try #require(conversation.session.state.workspace.model)
  }

  private func expect(
    _ found: ModelState, as name: String, of file: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    // A model is loaded in the precision in force.
    let then = try state("precision \(found.precision.rawValue)\nload \"\(name).\(file).safetensors\"")
    #expect(found.step == then.step && found.network == then.network, sourceLocation: sourceLocation)
    let pairs = [
      (found.parameters, then.parameters), (found.buffers, then.buffers),
      (try #require(found.optimizer?.slots), try #require(then.optimizer?.slots)),
    ]
    for (numbers, others) in pairs {
      #expect(numbers.count == others.count && numbers.precision == others.precision, sourceLocation: sourceLocation)
      if name.hasPrefix("exact") {
        // Sums, products and roots of one order: the same bits on every machine.
        #expect(numbers.doubles == others.doubles, sourceLocation: sourceLocation)
      } else {
        // exp, log and the width of the kernels are the machine's own.
        let tolerance = numbers.precision == .float64 ? 1e-9 : 1e-4
        let worst = zip(numbers.doubles, others.doubles).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
        #expect(worst <= tolerance, sourceLocation: sourceLocation)
      }
    }
  }

  @Test func thereAreAll() { #expect(Self.names.count == 14) }

  @Test(arguments: names) func aModelGoesOn(name: String) throws {
    let setup = String(decoding: try fixture("earlier/\(name).setup.nn"), as: UTF8.self)
    try expect(
      state(setup + "load \"\(name).safetensors\"\ntrain 7 steps"), as: name, of: "after")
  }

  @Test(arguments: names) func aSessionGoesOn(name: String) throws {
    let session = String(decoding: try fixture("earlier/\(name).nn"), as: UTF8.self)
    try expect(state(session + "train 7 steps"), as: name, of: "after")
  }

  @Test(arguments: names) func aCheckpointGoesOn(name: String) throws {
    let setup = String(decoding: try fixture("earlier/\(name).setup.nn"), as: UTF8.self)
    try expect(
      state(setup + "resume \"\(name).checkpoint\"\ntrain more"), as: name, of: "resumed")
  }
}
