import Testing

@testable import NeuralNetwork

/// Files of more than one piece: whole rows come out wherever a piece, or the half of one, ends.
@Suite struct LongCSVTests {
  private static let rows = 60_000

  /// What row `row` holds: number and spelling of each of three cells.
  private static func cells(_ row: Int) -> [(value: Float, text: String)] {
    (0..<3).map { column in
      let number = Double((row * 7919 + column * 104_729) % 1_000_003) / 997 - 500
      let value = Float("\(number)") ?? .nan
      // Now and then something that the fast way leaves to the slow one.
      switch (row + column) % 4001 {
      case 0: return (value, "\"\(number)\"")
      case 1: return (value, " \(number)\t")
      default: return (value, "\(number)")
      }
    }
  }

  private static func text(_ ending: (Int) -> String) -> [UInt8] {
    var text = Array("a,b,y\n".utf8)
    for row in 0..<rows { text += (cells(row).map(\.text).joined(separator: ",") + ending(row)).utf8 }
    return text
  }

  @Test(arguments: ["\n", "\r\n"]) func everyRowIsThere(_ ending: String) throws {
    let bytes = Self.text { $0 % 5003 == 0 ? "\n\n" : ending }
    #expect(bytes.count > 2 << 20)
    let data = try TemporaryFile(bytes).read { try Dataset(csv: $0, CSVOptions(targets: ["y"])) }
    var (x, y): ([Float], [Float]) = ([], [])
    for row in 0..<Self.rows {
      let cells = Self.cells(row)
      x += [cells[0].value, cells[1].value]
      y.append(cells[2].value)
    }
    #expect(data.x == x)
    #expect(data.targets == .numbers(names: ["y"], values: y))
    let inMemory = try Dataset(csv: "f.csv", contents: bytes, CSVOptions(targets: ["y"]))
    #expect(inMemory.x == x)
  }

  /// A mistake is named by its own line, however far down.
  @Test(arguments: [3, 20_011, 59_999]) func mistakesKeepTheirLine(_ row: Int) throws {
    let bytes = Self.text { $0 == row ? ",1\n" : "\n" }
    #expect {
      try TemporaryFile(bytes).read { _ = try Dataset(csv: $0, name: "f.csv", CSVOptions(targets: ["y"])) }
    } throws: { "\($0)".contains("line \(row + 2): found 4 values") }
  }
}
