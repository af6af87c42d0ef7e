import NNText

/// Small pictures side by side: rows of image data, or the weights of units with image inputs.
package struct ImagesChart: Chart {
  package struct Picture: Sendable, Equatable {
    package var name: String
    package var width: Int
    /// The pixels in row-major order, from 0 to 1, or from −1 to 1 if signed.
    package var pixels: [Double]

    package init(_ name: String, width: Int, pixels: [Double]) {
      self.name = name
      self.width = max(1, width)
      self.pixels = pixels
    }

    var height: Int { pixels.count / width }
  }

  package var title: String
  package var isSigned: Bool
  package var pictures: [Picture]

  package init(title: String, isSigned: Bool = false, pictures: [Picture]) {
    self.title = title
    self.isSigned = isSigned
    self.pictures = pictures
  }

  package var table: Table {
    var table = Table(["picture", "row", "column", "value"])
    for picture in pictures {
      for (index, value) in picture.pixels.enumerated() {
        table.append([
          .text(picture.name), .number(Double(index / picture.width + 1)), .number(Double(index % picture.width + 1)),
          .number(value),
        ])
      }
    }
    return table
  }

  package func draw(on canvas: inout some Canvas) {
    let metrics = canvas.metrics
    let (left, room) = (metrics.margin, metrics.width - 2 * metrics.margin)
    let widest = pictures.map(\.width).max() ?? 1
    let tallest = pictures.map(\.height).max() ?? 1
    // In a terminal, two columns are about as wide as a line is high; a large picture uses one per pixel, and is
    // narrower.
    let square: Size
    if metrics.cell > 0 {
      square = Size(Double(widest * 2) <= room ? 2 : 1, 1)
    } else {
      let side = max(2, min(12, (room / 4 - metrics.columnGap) / Double(widest)))
      square = Size(side, side)
    }
    let names = pictures.map { canvas.fitted($0.name, to: room) }
    let slot =
      max(
        square.width * Double(widest), names.reduce(0) { max($0, canvas.width(of: $1)) }) + metrics.columnGap
    let perLine = max(1, Int((room + metrics.columnGap) / slot))
    let lineHeight =
      metrics.lineHeight + square.height * Double(tallest) + (metrics.cell > 0 ? 1 : metrics.lineHeight)
    let lines = (pictures.count + perLine - 1) / perLine
    let top = left + (title.isEmpty ? 0 : metrics.lineHeight * 1.5)
    canvas.begin(
      height: (top + lineHeight * Double(lines) + metrics.margin).rounded(.up), title: title, seriesCount: 1)
    canvas.text(canvas.fitted(title, to: room), x: left, y: left, anchor: .start, role: .title)
    for (index, picture) in pictures.enumerated() {
      let x = left + Double(index % perLine) * slot
      var y = top + Double(index / perLine) * lineHeight
      if metrics.cell > 0 { y = y.rounded(.down) }
      canvas.text(names[index], x: x, y: y, anchor: .start, role: .label)
      y += metrics.lineHeight
      let width = min(picture.width, Int(room / square.width))
      for row in 0..<picture.height {
        for column in 0..<width {
          let value = picture.pixels[row * picture.width + column]
          guard value.isFinite, value != 0 else { continue }
          let area = Rectangle(
            x: x + Double(column) * square.width, y: y + Double(row) * square.height, width: square.width,
            height: square.height)
          canvas.fill(area, isSigned ? .diverging(value) : .gray(value))
        }
      }
    }
  }
}
