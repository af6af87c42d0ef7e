/// The paint of an area or an edge; each canvas renders it as well as it can.
package enum Paint: Sendable, Equatable {
  /// The color of a series, from 0 (faint) to 1 (strong).
  case series(Int, strength: Double)
  /// A value from −1 to 1: one color for each sign, stronger away from 0.
  case diverging(Double)
  /// A gray level from 0 (background) to 1 (foreground).
  case gray(Double)
}

/// An RGBA color for SVG and PNG pictures, with components from 0 to 1.
struct PaintColor: Sendable, Equatable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha: Double

  init(_ hex: UInt32, alpha: Double = 1) {
    red = Double(hex >> 16 & 0xFF) / 255
    green = Double(hex >> 8 & 0xFF) / 255
    blue = Double(hex & 0xFF) / 255
    self.alpha = alpha
  }

  /// `#2f7fd6`.
  var hex: String {
    "#"
      + [red, green, blue].map { part in
        let text = String(Int((part * 255).rounded()), radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }
}

/// The colors of SVG and PNG pictures.
enum Palette {
  /// Colors with a contrast of 3 or more on both the light and the dark background.
  private static let series: [UInt32] = [
    0x2F7FD6, 0xD9640D, 0x1C9650, 0xA25DDC, 0xE0484D, 0x0E8FA0, 0xD6589F, 0x85851D,
  ]

  /// Dash patterns, fewer than colors and coprime to their number, so that 40 series differ in color or pattern.
  private static let dashes: [[Double]] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [14, 4]]

  static func color(_ index: Int) -> PaintColor { PaintColor(series[index % series.count]) }
  static func dash(_ index: Int) -> [Double] { dashes[index % dashes.count] }

  static func color(_ paint: Paint) -> PaintColor {
    switch paint {
    case .series(let index, let strength):
      var color = color(index)
      color.alpha = 0.12 + 0.48 * unit(strength)
      return color
    case .diverging(let value):
      // Blue and orange can be distinguished with any kind of color vision.
      var color = color(value < 0 ? 1 : 0)
      color.alpha = 0.85 * unit(abs(value))
      return color
    case .gray(let value): return PaintColor(0x24262B, alpha: unit(value))
    }
  }

  private static func unit(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 1) : 0 }
}
