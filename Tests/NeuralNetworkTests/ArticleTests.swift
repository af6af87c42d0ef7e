import Testing

/// The page "Use it from Swift" shows code that runs: each block stands in the example package, which scripts/test builds and
/// runs.
@Suite struct ArticleTests {
  @Test func everyBlockIsOfTheExample() throws {
    let article = String(
      decoding: try fixture("../../Sources/NeuralNetwork/NeuralNetwork.docc/UseItFromSwift.md"), as: UTF8.self)
    let names = ["flowers", "table", "images", "loop"]
    let programs = try names.map {
      String(decoding: try fixture("../../docs/swift-example/Sources/\($0)/main.swift"), as: UTF8.self)
    }
    let blocks = article.split(separator: "```swift\n").dropFirst().map { $0.split(separator: "\n```")[0] }
    #expect(blocks.count >= 10)
    for block in blocks {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
      let isInside = programs[0].contains(lines.joined(separator: "\n") + "\n")
      #expect(isInside || programs.dropFirst().contains { $0.hasSuffix("\n\n\(block)\n") }, "\(block)")
    }
    for (name, program) in zip(names, programs).dropFirst() {
      let own = program.split(separator: "\n").filter { !$0.hasPrefix("//") && !$0.hasPrefix("import") }
      #expect(own.count < 15, "\(name) has \(own.count) lines")
    }
  }
}
