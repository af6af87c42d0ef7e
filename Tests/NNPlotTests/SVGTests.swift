import Foundation
import FoundationXML
import NNPlot
import Testing

/// Parses the shapes of a document.
private final class Reader: NSObject, XMLParserDelegate {
  struct Text { var x = 0.0, y = 0.0, anchor = "start", content = "" }

  var size = (width: 0.0, height: 0.0)
  var texts: [Text] = []
  var points: [(x: Double, y: Double)] = []
  var strokes: [String] = []
  private var isInText = false

  static func read(_ document: String) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.coderInvalidValue) }
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    func number(_ key: String) -> Double { attributes[key].flatMap(Double.init) ?? .nan }
    switch name {
    case "svg": size = (number("width"), number("height"))
    case "text":
      isInText = true
      texts.append(Text(x: number("x"), y: number("y"), anchor: attributes["text-anchor"] ?? "start"))
    case "polyline":
      strokes.append((attributes["stroke"] ?? "") + " " + (attributes["stroke-dasharray"] ?? ""))
      for pair in (attributes["points"] ?? "").split(separator: " ") {
        let values = pair.split(separator: ",").compactMap { Double($0) }
        points.append((values[0], values[1]))
      }
    case "rect" where attributes["class"] == nil:
      points.append((number("x"), number("y")))
      points.append((number("x") + number("width"), number("y") + number("height")))
    default: break
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { isInText = false }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInText { texts[texts.count - 1].content += string }
  }

  /// Texts and points that extend beyond the picture, by the average width of a character at the font size.
  var outside: [String] {
    texts.filter { text in
      let width = Double(text.content.count) * 13 * 0.55
      let start = text.anchor == "end" ? text.x - width : text.anchor == "middle" ? text.x - width / 2 : text.x
      return !(start >= 0 && start + width <= size.width && text.y >= 10 && text.y <= size.height - 3)
    }.map(\.content)
      + points.filter { !((0...size.width).contains($0.x) && (0...size.height).contains($0.y)) }.map { "\($0)" }
  }
}

@Suite struct SVGTests {
  private func chart(_ count: Int, title: String = "title", name: String = "series") -> LineChart {
    LineChart(
      title: title, x: .init("step"), y: .init("loss"),
      series: (0..<count).map { series in
        .init("\(name) \(series)", points: (0..<50).map { Point(Double($0 * 400), Double($0 * series % 17)) })
      })
  }

  @Test(arguments: [0, 1, 5, 20], [240.0, 400, 760])
  func everythingLiesInsideTheViewBox(count: Int, width: Double) throws {
    let reader = try Reader.read(chart(count).svg(width: width, height: 200))
    #expect(reader.size.width == width)
    #expect(reader.outside.isEmpty, "\(reader.outside)")
  }

  @Test func extremesStayInside() throws {
    for values in TerminalChartTests.extremes {
      for isLogarithmic in [false, true] {
        let chart = LineChart(
          x: .init("x", isLogarithmic: isLogarithmic), y: .init("y", isLogarithmic: isLogarithmic),
          series: [.init("a", x: values, y: values)])
        let reader = try Reader.read(chart.svg())
        #expect(reader.outside.isEmpty, "\(values): \(reader.outside)")
      }
    }
  }

  @Test func longTextsAreCut() throws {
    let long = String(repeating: "wide WORDS ", count: 40)
    let reader = try Reader.read(chart(3, title: long, name: long).svg(width: 400))
    #expect(reader.outside.isEmpty, "\(reader.outside)")
  }

  @Test func textsAreEscaped() throws {
    let reader = try Reader.read(chart(1, title: "a<b> & \"c\" \u{1}\u{FFFE}").svg())
    #expect(reader.texts.contains { $0.content == "a<b> & \"c\" \\u{1}\u{FFFD}" })
  }

  @Test func seriesLookDifferent() throws {
    let reader = try Reader.read(chart(40).svg())
    #expect(Set(reader.strokes).count == 40)
  }

  @Test func theLegendIsBelowTheData() throws {
    let reader = try Reader.read(chart(20).svg())
    let lowest = try #require(reader.points.map(\.y).max())
    let entries = reader.texts.filter { $0.content.hasPrefix("series") }
    #expect(entries.count == 20)
    #expect(entries.allSatisfy { $0.y > lowest + 10 })
  }

  @Test func barsStayInside() throws {
    for isLogarithmic in [false, true] {
      let chart = BarChart(
        title: "Gradients", label: "norm", isLogarithmic: isLogarithmic,
        bars: [.init("one <&>", -1.25), .init("two", 3e-9), .init("three", .nan), .init("four", 7)])
      let reader = try Reader.read(chart.svg(width: 300))
      #expect(reader.outside.isEmpty, "\(reader.outside)")
    }
  }

  @Test func isTheSameEveryTime() {
    #expect(chart(5).svg() == chart(5).svg())
  }
}
