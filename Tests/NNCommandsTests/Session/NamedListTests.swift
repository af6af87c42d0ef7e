import Testing

@testable import NNCommands

@Suite struct NamedListTests {
  private struct Item: NamedItem, Equatable {
    static let stem = "run"
    var name: String
    var number = 0
  }

  @Test func keepsOrderAndNames() {
    var list = NamedList<Item>()
    var plain: [Item] = []
    for number in 0..<1000 {
      // Now and then a name that is there, or one that would be given later.
      let name = number % 7 == 0 ? "best" : number % 31 == 0 ? "run\(number)" : list.nextName
      let free = (1...).lazy.map { "run\($0)" }.first { name in !plain.contains { $0.name == name } }
      #expect(list.nextName == free)
      list.add(Item(name: name, number: number))
      plain.removeAll { $0.name == name }
      plain.append(Item(name: name, number: number))
    }
    #expect(Array(list) == plain)
    #expect(list.count == plain.count && list.last == plain.last && list[63] == plain[63] && list[64] == plain[64])
    #expect(list.has("best") && !list.has("worst"))
  }

  @Test(
    "a thousandth costs what the first did",
    arguments: [
      "repeat N\ntrain 1 steps\nend", "for i from 1 to N\ntrain 1 steps as \"r{$i}\"\nend",
      "for i from 1 to N\nsweep r in 0.1 0.2\noptimizer sgd rate $r\ntrain 1 steps\nend\nend",
    ])
  func isLinear(_ loop: String) {
    func seconds(_ count: Int) -> Double {
      let conversation = Conversation()
      let watch = Stopwatch()
      conversation.output("data xor\noutput sigmoid\n" + loop.replacing("N", with: "\(count)"))
      return watch.seconds
    }
    _ = seconds(20)
    // Once each would be at the mercy of whatever else the machine does.
    let (few, many) = ((0..<3).map { _ in seconds(100) }.min() ?? 0, (0..<3).map { _ in seconds(800) }.min() ?? 0)
    // Eight times as many; with a square in it, 64 times.
    #expect(many < 24 * few, "\(few) s, \(many) s")
  }
}
