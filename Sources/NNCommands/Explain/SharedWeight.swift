import NNText
import NeuralNetwork

/// dL/dw of a weight that one row uses at many places: of a filter, or the scale of a normalization. Every use is a
/// product dL/dz · x, and the gradient is their sum.
struct SharedWeight {
  /// One place where the weight is used.
  struct Use {
    /// From 0, of the rows that passed.
    var row: Int
    /// `row column` of the picture that goes out, from 1; empty where there is none.
    var place: String
    var delta: Double
    /// What the weight is multiplied by there.
    var incoming: Double

    var product: Double { delta * incoming }
  }

  let probe: GradientProbe
  let sheet: HandSheet
  /// From 0.
  let layer: Int
  let unit: Int
  let input: Int
  /// Of the weight in the flat buffer.
  let place: Int

  /// Uses shown to people, the largest.
  private static let limit = 8

  private var weight: Double { sheet.model.parameters[place] }

  /// `nil` where what comes in cannot be told from what goes out: a scale of 0.
  var uses: [Use]? {
    let own = sheet.pass.layers[layer]
    guard let shapes = try? sheet.model.network.shapes() else { return nil }
    let (before, after) = (shapes[layer], shapes[layer + 1])
    let columns = after.isImage ? after.dimensions[1] : 1
    let places = own.width / own.units
    func use(_ row: Int, _ position: Int, _ incoming: Double) -> Use {
      Use(
        row: row, place: places > 1 ? "\(position / columns + 1) \(position % columns + 1)" : "",
        delta: own.sumGradients[row * own.width + position * own.units + unit], incoming: incoming)
    }
    if case .conv2d(let convolution) = sheet.layers[layer].kind {
      guard let window = try? convolution.window(over: before) else { return nil }
      let area = convolution.kernel * convolution.kernel
      let (channel, i, j) = (
        input / area, input % area / convolution.kernel, input % convolution.kernel
      )
      let x = sheet.passed[layer]
      return sheet.rows.indices.flatMap { row in
        (0..<places).compactMap { position -> Use? in
          let (r, c) = (position / columns, position % columns)
          // Beyond the edge there are zeros.
          guard window.rowsInside(r).contains(i), window.columnsInside(c).contains(j) else { return nil }
          return use(row, position, x[row * before.count + window.pixel(r, c, i, j) + channel])
        }
      }
    }
    guard weight != 0 else { return nil }
    let shift = sheet.model.layout.tensor(.bias, ofLayer: layer).map { sheet.model.parameters[$0.offset + unit] } ?? 0
    return sheet.rows.indices.flatMap { row in
      (0..<places).map { position in
        use(row, position, (own.sums[row * own.width + position * own.units + unit] - shift) / weight)
      }
    }
  }

  /// What stands above the table for people.
  var heading: [Wording] {
    let (name, number) = (sheet.layers[layer].name, HandSheet.number(weight))
    let head = "weight \(layer + 1) \(unit + 1) \(input + 1)"
    let loss = Wording(
      en: "\(sheet.rowText), loss \(HandSheet.number(sheet.pass.loss))",
      ko: "\(sheet.rowText), 손실 \(HandSheet.number(sheet.pass.loss))")
    guard case .conv2d(let convolution) = sheet.layers[layer].kind else {
      return [
        Wording(
          en: "\(head): scale of unit \(unit + 1) of \(name), w = \(number)",
          ko: "\(head): \(name) 층 \(unit + 1)번 유닛의 배율(scale), w = \(number)"),
        Wording(
          en: "dL/dw = sum over the uses of dL/dz * x, x being the normalized input",
          ko: "dL/dw = 쓰인 곳마다 dL/dz * x를 구해 더한 값, x는 정규화된 입력"), loss,
      ]
    }
    let area = convolution.kernel * convolution.kernel
    let (channel, row, column) = (
      input / area + 1, input % area / convolution.kernel + 1, input % convolution.kernel + 1
    )
    return [
      Wording(
        en: "\(head): of filter \(unit + 1), channel \(channel), row \(row), column \(column); w = \(number)",
        ko: "\(head): \(unit + 1)번 필터, \(channel)번 채널, \(row)행 \(column)열. w = \(number)"),
      Wording(
        en: "a filter uses this weight at every place of the picture: dL/dw = sum over the places of dL/dz * x",
        ko: "필터는 그림 위를 옮겨 다니며 이 가중치를 자리마다 씁니다. dL/dw = 자리마다 dL/dz * x를 구해 더한 값"), loss,
    ]
  }

  /// The products, their sum, and the central difference beside it.
  ///
  /// - Parameter isForPrograms: every use in order; else the largest, the others summed up.
  func table(isForPrograms: Bool, in language: Language) -> Table {
    let uses = uses ?? []
    let hasPlaces = uses.contains { !$0.place.isEmpty }
    let blank: [Table.Cell] = hasPlaces ? [.none] : []
    var table = Table(["row"] + (hasPlaces ? ["place"] : []) + ["dL/dz", "x", "dL/dz * x"])
    let shown =
      isForPrograms
      ? uses
      : Array(
        uses.enumerated().sorted { (-abs($0.1.product), $0.0) < (-abs($1.1.product), $1.0) }
          .prefix(Self.limit).map(\.1))
    for use in shown {
      table.append(
        [.text(String(sheet.rowNumbers[use.row]))] + (hasPlaces ? [.text(use.place)] : [])
          + [.number(use.delta), .number(use.incoming), .number(use.product)])
    }
    let sum = sheet.pass.gradients[place]
    if shown.count < uses.count {
      let rest = uses.reduce(0) { $0 + $1.product } - shown.reduce(0) { $0 + $1.product }
      let count = uses.count - shown.count
      let more = Wording(en: "\(count) more", ko: "그 밖의 \(count)개")
      table.append([.text(more[language])] + blank + [.none, .none, .number(rest)])
    }
    table.append(["sum"] + blank + [.none, .none, .number(sum)])
    table.append(["difference"] + blank + [.none, .none, .number(probe.difference(at: place))])
    return table
  }
}
