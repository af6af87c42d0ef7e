import Testing

/// The page "Use it from Swift" shows code that runs: each block stands in the example package, which scripts/test builds and
/// runs.
@Suite struct ArticleTests {
  @Test func everyBlockIsOfTheExample() throws {
    let article = String(
      decoding: try fixture("../../Sources/NeuralNetwork/NeuralNetwork.docc/UseItFromSwift.md"), as: UTF8.self)
    let example = String(
      decoding: try fixture("../../docs/swift-example/Sources/flowers/main.swift"), as: UTF8.self)
    let blocks = article.split(separator: "```swift\n").dropFirst().map { $0.split(separator: "\n```")[0] }
    #expect(blocks.count >= 7)
    for block in blocks {
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
      #expect(example.contains(lines.joined(separator: "\n") + "\n"), "\(block)")
    }
  }
}
