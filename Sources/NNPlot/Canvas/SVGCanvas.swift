import NNText

/// A standalone SVG document with pixels as units. It has its own background, which is dark if the viewer prefers a
/// dark color scheme.
package struct SVGCanvas: Canvas {
  package let metrics: CanvasMetrics
  static let fontSize = 13.0
  /// The distance from the top of a line box to the baseline.
  static let baseline = 14.0
  private var body = ""
  private var height = 0.0
  private var title = ""

  package init(width: Double, plotHeight: Double) {
    metrics = CanvasMetrics(
      width: min(max(width, 240), 10_000), plotHeight: min(max(plotHeight, 80), 10_000), margin: 16, lineHeight: 20,
      axisThickness: 0, labelGap: 8, columnGap: 20, keyWidth: 30, barHeight: 16, barGap: 8, smallestSquare: Size(2, 2),
      largestSquare: Size(64, 30), cell: 0, resolution: 1,
      ellipsis: "…", signs: "blue: above 0, orange: below", edgeLimit: .max)
  }

  /// An upper bound, because the font is not known: wide enough for DejaVu Sans, one of the widest fonts.
  package func width(of text: String) -> Double { Self.width(of: VisibleText.line(text)) }

  static func width(of text: String) -> Double { text.reduce(0) { $0 + width(of: $1) } * fontSize }

  private static func width(of character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", " ", ".", ",", ":", ";", "'", "|", "!", "(", ")", "-": 0.42
    case "m", "w", "M", "W", "@", "%": 1.02
    case "A"..."Z", "_", "+", "=", "<", ">", "#", "~": 0.86
    case "\u{20}"..."\u{7E}": 0.66
    default: max(0.6, Double(DisplayWidth.of(character)) * 0.75) * (DisplayWidth.of(character) == 0 ? 0 : 1)
    }
  }

  package mutating func begin(height: Double, title: String, seriesCount: Int) {
    self.height = height
    self.title = title
  }

  package mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole) {
    guard !text.isEmpty else { return }
    let anchor =
      switch anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    let kind =
      switch role {
      case .title: " class=\"title\""
      case .label: ""
      case .note: " class=\"note\""
      }
    body += "<text x=\"\(number(x))\" y=\"\(number(y + Self.baseline))\"\(anchor)\(kind)>\(escaped(text))</text>\n"
  }

  package mutating func axes(of plot: Rectangle) {
    let (left, right) = (number(plot.x), number(plot.maxX))
    body += "<path class=\"axis\" d=\"M\(left) \(number(plot.y))V\(number(plot.maxY))H\(right)\"/>\n"
  }

  package mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle) {
    switch edge {
    case .left:
      let y = number(position)
      body += "<path class=\"grid\" d=\"M\(number(plot.x - 4)) \(y)H\(number(plot.maxX))\"/>\n"
    case .bottom:
      let x = number(position)
      body += "<path class=\"grid\" d=\"M\(x) \(number(plot.y))V\(number(plot.maxY + 4))\"/>\n"
    }
  }

  package mutating func curve(_ points: [Point], series: Int) {
    let path = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    body += "<polyline class=\"curve\"\(stroke(series)) points=\"\(path)\"/>\n"
  }

  package mutating func mark(_ point: Point, series: Int) {
    body +=
      "<circle class=\"mark\" cx=\"\(number(point.x))\" cy=\"\(number(point.y))\" r=\"3.5\" fill=\"\(color(series))\"/>\n"
  }

  package mutating func bar(_ area: Rectangle, series: Int) {
    body +=
      "<rect x=\"\(number(area.x))\" y=\"\(number(area.y))\" width=\"\(number(area.width))\" "
      + "height=\"\(number(area.height))\" fill=\"\(color(series))\"/>\n"
  }

  package mutating func fill(_ area: Rectangle, _ paint: Paint) {
    body +=
      "<rect x=\"\(number(area.x))\" y=\"\(number(area.y))\" width=\"\(number(area.width))\" "
      + "height=\"\(number(area.height))\"\(attributes("fill", paint))/>\n"
  }

  package mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint) {
    body +=
      "<path d=\"M\(number(start.x)) \(number(start.y))L\(number(end.x)) \(number(end.y))\" "
      + "stroke-width=\"\(number(0.5 + 3.5 * weight))\"\(attributes("stroke", paint))/>\n"
  }

  package mutating func node(_ center: Point) {
    body += "<circle class=\"node\" cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"7\"/>\n"
  }

  /// The attributes of a paint. Gray levels adapt to the viewer's color scheme.
  private func attributes(_ name: String, _ paint: Paint) -> String {
    let color = Palette.color(paint)
    if case .gray = paint { return " class=\"ink\" \(name)-opacity=\"\(number(color.alpha))\"" }
    return " \(name)=\"\(color.hex)\" \(name)-opacity=\"\(number(color.alpha))\""
  }

  package mutating func key(series: Int, x: Double, y: Double) {
    let middle = number(y + metrics.lineHeight / 2)
    body += "<path class=\"curve\"\(stroke(series)) d=\"M\(number(x)) \(middle)H\(number(x + metrics.keyWidth))\"/>\n"
  }

  package var document: String {
    let (width, height) = (number(metrics.width), number(height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
      <title>\(escaped(title))</title>
      <style>
      text { font: \(number(Self.fontSize))px "DejaVu Sans", "Noto Sans", Verdana, sans-serif; fill: #24262b }
      .title { font-weight: 600 }
      .note { fill: #5d626b }
      .paper { fill: #ffffff }
      .axis { fill: none; stroke: #5d626b }
      .grid { fill: none; stroke: #8a8f98; stroke-opacity: 0.25 }
      .ink { fill: #24262b }
      .mark { stroke: #24262b; stroke-width: 0.75; stroke-opacity: 0.7 }
      .node { fill: #ffffff; stroke: #5d626b; stroke-width: 1.5 }
      .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6e7ea }
      .note { fill: #a9aeb8 }
      .paper { fill: #1b1c20 }
      .ink { fill: #e6e7ea }
      .mark { stroke: #e6e7ea }
      .node { fill: #1b1c20; stroke: #a9aeb8 }
      .axis { stroke: #a9aeb8 }
      }
      </style>
      <rect class="paper" width="100%" height="100%"/>
      \(body)</svg>

      """
  }

  private func color(_ series: Int) -> String { Palette.color(series).hex }

  private func stroke(_ series: Int) -> String {
    let dash = Palette.dash(series).map { number($0) }.joined(separator: " ")
    return " stroke=\"\(color(series))\"" + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  /// The number rounded to hundredths of a pixel, finer than any screen.
  private func number(_ value: Double) -> String { NumberFormat.display((value * 100).rounded() / 100) }

  /// Escapes text for XML; characters that XML does not allow become the replacement character.
  private func escaped(_ text: String) -> String {
    VisibleText.line(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
