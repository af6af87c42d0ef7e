import Testing

@testable import NNCommands

/// The seed experiment as TensorFlow computed it, through the language.
@Suite struct ReferenceCurveTests {
  struct Row {
    var step: Int
    var cost: Double
    var accuracy: Double
  }

  static func rows(_ text: String) throws -> [Row] {
    try text.split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",")
      return Row(
        step: try #require(Int(cells[0])), cost: try #require(Double(cells[1])),
        accuracy: try #require(Double(cells[2])))
    }
  }

  static let names = ["sigmoid-1", "relu-11", "leaky_relu-3", "tanh-2", "relu-8", "leaky_relu-8"]

  private func check(_ name: String, steps: Int, more: String = "") throws {
    let conversation = Conversation()
    try conversation.write(try fixture("xor10/\(name).safetensors"), to: "start.safetensors")
    let act = name.hasPrefix("leaky") ? "leaky_relu alpha 0.2" : String(name.prefix { $0 != "-" })
    conversation.output(
      """
      \(more)
      data xor
      layer 5 \(act) times 9
      output 1 sigmoid
      loss bce naive
      optimizer sgd rate 0.01
      record every 100 steps
      on nan continue
      load weights "start.safetensors"
      train \(steps) steps
      save curve "curve.csv"
      """)
    let found = try Self.rows(conversation.contents(of: "curve.csv"))
    let wanted = try Self.rows(String(decoding: fixture("xor10/\(name).csv"), as: UTF8.self)).filter { $0.step < steps }
    #expect(found.map(\.step) == wanted.map(\.step))
    for (row, reference) in zip(found, wanted) {
      if reference.cost.isNaN || row.cost.isNaN {
        #expect(row.cost.isNaN && reference.cost.isNaN, "step \(row.step)")
      } else if reference.cost > 1e-3 {
        #expect(abs(row.cost - reference.cost) <= 1e-4 * reference.cost, "step \(row.step)")
      }
      if !(abs(reference.cost - 0.6931) <= 1e-4) { #expect(row.accuracy == reference.accuracy, "step \(row.step)") }
    }
  }

  @Test(arguments: names) func float32(_ name: String) throws { try check(name, steps: 20001) }

  @Test(arguments: names) func float64(_ name: String) throws {
    try check(name, steps: 1001, more: "precision float64")
  }
}
