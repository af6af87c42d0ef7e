import CCairo
import Glibc
import NNText

/// A PNG picture drawn by cairo, with the sizes, colors and layout of ``SVGCanvas``, on a white background.
package struct CairoCanvas: Canvas {
  package let metrics: CanvasMetrics
  private var picture: Picture?

  /// Owns cairo's picture and closes it with the last canvas that draws on it.
  private final class Picture {
    let raw: OpaquePointer
    init(_ raw: OpaquePointer) { self.raw = raw }
    deinit { nnc_close(raw) }
  }

  /// Pixels per unit: sharp on screens and in print.
  private static let scale = 2.0
  private static let ink = PaintColor(0x24262B)
  private static let pale = PaintColor(0x5D626B)

  package init(width: Double, plotHeight: Double) {
    metrics = SVGCanvas(width: width, plotHeight: plotHeight).metrics
  }

  /// Whether libcairo is installed.
  package static var isAvailable: Bool { nnc_available() }

  /// The same estimate as for SVG, so that both have the same layout.
  package func width(of text: String) -> Double { SVGCanvas.width(of: VisibleText.line(text)) }

  package mutating func begin(height: Double, title: String, seriesCount: Int) {
    picture = nnc_open(metrics.width, height, Self.scale).map(Picture.init)
    use(PaintColor(0xFFFFFF))
    if let picture { nnc_fill(picture.raw, 0, 0, metrics.width, height) }
  }

  private func use(_ color: PaintColor) {
    guard let picture else { return }
    nnc_color(picture.raw, color.red, color.green, color.blue, color.alpha)
  }

  package mutating func text(_ text: String, x: Double, y: Double, anchor: TextAnchor, role: TextRole) {
    guard let picture, !text.isEmpty else { return }
    let place =
      switch anchor {
      case .start: 0.0
      case .middle: 0.5
      case .end: 1.0
      }
    use(role == .note ? Self.pale : Self.ink)
    nnc_text(picture.raw, VisibleText.line(text), x, y + SVGCanvas.baseline, place, SVGCanvas.fontSize, role == .title)
  }

  private func line(_ points: [Point], width: Double, dash: [Double] = []) {
    guard let picture else { return }
    let numbers = points.flatMap { [$0.x, $0.y] }
    nnc_line(picture.raw, numbers, points.count, width, dash, dash.count)
  }

  package mutating func axes(of plot: Rectangle) {
    use(Self.pale)
    line([Point(plot.x, plot.y), Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY)], width: 1)
  }

  package mutating func tick(_ edge: Edge, at position: Double, of plot: Rectangle) {
    use(PaintColor(0x8A8F98, alpha: 0.25))
    switch edge {
    case .left: line([Point(plot.x - 4, position), Point(plot.maxX, position)], width: 1)
    case .bottom: line([Point(position, plot.y), Point(position, plot.maxY + 4)], width: 1)
    }
  }

  package mutating func curve(_ points: [Point], series: Int) {
    use(Palette.color(series))
    line(points, width: 2, dash: Palette.dash(series))
  }

  package mutating func mark(_ point: Point, series: Int) {
    guard let picture else { return }
    use(Self.ink)
    nnc_disc(picture.raw, point.x, point.y, 3.8)
    use(Palette.color(series))
    nnc_disc(picture.raw, point.x, point.y, 3.2)
  }

  package mutating func bar(_ area: Rectangle, series: Int) {
    guard let picture else { return }
    use(Palette.color(series))
    nnc_fill(picture.raw, area.x, area.y, area.width, area.height)
  }

  package mutating func fill(_ area: Rectangle, _ paint: Paint) {
    guard let picture else { return }
    use(Palette.color(paint))
    nnc_fill(picture.raw, area.x, area.y, area.width, area.height)
  }

  package mutating func edge(from start: Point, to end: Point, weight: Double, _ paint: Paint) {
    use(Palette.color(paint))
    line([start, end], width: 0.5 + 3.5 * weight)
  }

  package mutating func node(_ center: Point) {
    guard let picture else { return }
    use(Self.pale)
    nnc_disc(picture.raw, center.x, center.y, 7.75)
    use(PaintColor(0xFFFFFF))
    nnc_disc(picture.raw, center.x, center.y, 6.25)
  }

  package mutating func key(series: Int, x: Double, y: Double) {
    use(Palette.color(series))
    let middle = y + metrics.lineHeight / 2
    line([Point(x, middle), Point(x + metrics.keyWidth, middle)], width: 2, dash: Palette.dash(series))
  }

  /// The bytes of the PNG file; `nil` if cairo failed.
  package var bytes: [UInt8]? {
    guard let picture else { return nil }
    var length = 0
    guard let png = nnc_png(picture.raw, &length) else { return nil }
    defer { free(png) }
    return Array(UnsafeBufferPointer(start: png, count: length))
  }
}
