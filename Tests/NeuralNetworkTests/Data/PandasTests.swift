import NNText
import Testing

@testable import NeuralNetwork

/// Tables that pandas wrote, held against what it says of their columns. Made by Tests/Fixtures/pandas/make.py.
@Suite struct PandasTests {
  private struct Figures {
    var columns: [(name: String, low: Double, high: Double, mean: Double)] = []
    var words: [(word: String, rows: Int)] = []
  }

  private static func member(_ value: JSONValue, _ key: String) throws -> JSONValue {
    guard case .object(let members) = value else { throw JSONError(offset: 0, message: Wording(verbatim: "no object")) }
    return try #require(members.first { $0.key == key }?.value)
  }

  private static func figures(of table: String) throws -> Figures {
    let figures = try member(try JSONParser.parse(try fixture("pandas/figures.json")[...]), table)
    var found = Figures()
    for column in try #require(try member(figures, "columns").array) {
      func text(_ key: String) throws -> String { try #require(try member(column, key).string) }
      func number(_ key: String) throws -> Double { try #require(Double(text(key))) }
      found.columns.append((try text("name"), try number("low"), try number("high"), try number("mean")))
    }
    for word in try #require(try member(figures, "words").array) {
      found.words.append(
        (try #require(try member(word, "word").string), try #require(try member(word, "rows").count)))
    }
    return found
  }

  @Test(arguments: ["plain", "marked", "quoted", "missing"]) func saysOfItsColumnsWhatPandasSays(
    _ table: String
  ) throws {
    var options = CSVOptions(targets: ["kind"])
    if table == "marked" { options.separator = UInt8(ascii: ";") }
    if table == "missing" { options.missing = .drop }
    let data = try Dataset(csv: table, contents: fixture("pandas/\(table).csv"), options)
    let figures = try Self.figures(of: table)
    #expect(data.featureNames == figures.columns.map(\.name))
    let all = Array(0..<data.rows)
    let ranges = data.numbers.ranges(rows: all, width: data.shape.count)
    let moments = data.numbers.moments(rows: all, width: data.shape.count)
    for (index, column) in figures.columns.enumerated() {
      #expect(Float(ranges[index].low) == Float(column.low), "\(column.name)")
      #expect(Float(ranges[index].high) == Float(column.high), "\(column.name)")
      #expect(abs(moments[index].mean - column.mean) <= 1e-6 * max(1, abs(column.mean)), "\(column.name)")
    }
    #expect(data.targets.classNames == figures.words.map(\.word))
    let indices = try #require(data.targets.classIndices)
    #expect(figures.words.indices.map { word in indices.count { $0 == word } } == figures.words.map(\.rows))
    // The same shares in every part, to the row.
    let split = try Split(rows: data.rows, shares: [50, 50], classes: indices, seed: 1)
    for (word, figure) in figures.words.enumerated() {
      let part = split.train.count { indices[$0] == word }
      #expect(abs(Double(part) - Double(figure.rows) / 2) <= 1, "\(figure.word)")
    }
  }
}
