import NNText

/// Units as nodes and weights as lines between them: the color shows the sign, the width the magnitude.
package struct NetworkChart: Chart {
  package struct Layer: Sendable, Equatable {
    package var name: String
    /// The number of units; at most ``NetworkChart/unitLimit`` are drawn.
    package var units: Int
    /// The weights, units × units of the previous layer; empty for the input.
    package var weights: [[Double]]

    package init(_ name: String, units: Int, weights: [[Double]] = []) {
      self.name = name
      self.units = units
      self.weights = weights
    }
  }

  package var title: String
  package var layers: [Layer]
  /// The maximum number of units drawn per layer.
  static let unitLimit = 10

  package init(title: String, layers: [Layer]) {
    self.title = title
    self.layers = layers
  }

  package var table: Table {
    var table = Table(["layer", "unit", "input", "weight"])
    for (index, layer) in layers.enumerated() {
      for (unit, row) in layer.weights.enumerated() {
        for (input, weight) in row.enumerated() {
          table.append([
            .number(Double(index)), .number(Double(unit + 1)), .number(Double(input + 1)), .number(weight),
          ])
        }
      }
    }
    return table
  }

  package func draw(on canvas: inout some Canvas) {
    let metrics = canvas.metrics
    let (left, room) = (metrics.margin, metrics.width - 2 * metrics.margin)
    let tallest = layers.map { min($0.units, Self.unitLimit) }.max() ?? 1
    let isCut = layers.contains { $0.units > Self.unitLimit }
    let pitch = metrics.cell > 0 ? 3.0 : 34
    let inset = metrics.cell > 0 ? 3.0 : 30
    let span = room - 2 * inset
    func center(of layer: Int) -> Double {
      left + inset + (layers.count > 1 ? span * Double(layer) / Double(layers.count - 1) : span / 2)
    }
    // Names are centered over their layers; those at the ends are moved inside.
    func middles(_ names: [String]) -> [Double] {
      names.indices.map { index in
        let half = canvas.width(of: names[index]) / 2
        return max(left + half, min(center(of: index), metrics.width - metrics.margin - half))
      }
    }
    func fit(_ names: [String]) -> Bool {
      let (middles, widths) = (middles(names), names.map { canvas.width(of: $0) })
      return widths.allSatisfy { $0 <= room }
        && names.indices.dropFirst().allSatisfy {
          middles[$0] - middles[$0 - 1] >= (widths[$0] + widths[$0 - 1] + metrics.columnGap) / 2
        }
    }
    // With many layers there is room only for the numbers of units.
    let full = layers.map { "\($0.name) (\($0.units))" }
    let names = fit(full) ? full : layers.map { String($0.units) }
    let isWide = fit(names)
    let places = middles(names)
    let namesTop = left + metrics.lineHeight * 1.5
    let top = (namesTop + metrics.lineHeight * (isWide ? 1.5 : 0)).rounded(.up)
    let height = pitch * Double(tallest)
    let largest = layers.flatMap { $0.weights.joined() }.filter(\.isFinite).map { abs($0) }.max() ?? 0
    let edges = edges(largest)
    var notes = ["\(metrics.signs); the strongest is \(NumberFormat.rounded(largest, digits: 3))"]
    if edges.count > metrics.edgeLimit {
      notes.append("the strongest \(metrics.edgeLimit) of \(edges.count) weights")
    }
    if isCut { notes.append("only the first \(Self.unitLimit) units of wide layers") }
    canvas.begin(
      height: (top + height + metrics.lineHeight * (Double(notes.count) + 0.5) + metrics.margin).rounded(.up),
      title: title, seriesCount: 2)
    canvas.text(canvas.fitted(title, to: room), x: left, y: left, anchor: .start, role: .title)

    func center(_ layer: Int, _ unit: Int) -> Point {
      let count = min(layers[layer].units, Self.unitLimit)
      let x = center(of: layer)
      let y = top + height / 2 + (Double(unit) - Double(count - 1) / 2) * pitch
      return metrics.cell > 0 ? Point(x.rounded(.down) + 0.5, y.rounded(.down) + 0.5) : Point(x, y)
    }
    for edge in edges.suffix(metrics.edgeLimit) {
      canvas.edge(
        from: center(edge.layer - 1, edge.input), to: center(edge.layer, edge.unit), weight: edge.strength,
        .diverging(edge.isNegative ? -max(0.25, edge.strength) : max(0.25, edge.strength)))
    }
    for (index, layer) in layers.enumerated() {
      for unit in 0..<min(layer.units, Self.unitLimit) { canvas.node(center(index, unit)) }
      guard isWide else { continue }
      canvas.text(names[index], x: places[index], y: namesTop, anchor: .middle, role: .label)
    }
    for (index, note) in notes.enumerated() {
      let y = top + height + metrics.lineHeight * (Double(index) + (metrics.cell > 0 ? 0 : 0.5))
      canvas.text(canvas.fitted(note, to: room), x: left, y: y, anchor: .start, role: .note)
    }
  }

  private struct Edge {
    var layer: Int
    var unit: Int
    var input: Int
    var strength: Double
    var isNegative: Bool
  }

  /// The edges, weakest first, so that strong ones are drawn on top.
  private func edges(_ largest: Double) -> [Edge] {
    guard largest > 0 else { return [] }
    var edges: [Edge] = []
    for (index, layer) in layers.enumerated().dropFirst() {
      for (unit, row) in layer.weights.prefix(Self.unitLimit).enumerated() {
        for (input, weight) in row.prefix(Self.unitLimit).enumerated() where weight.isFinite {
          edges.append(
            Edge(layer: index, unit: unit, input: input, strength: abs(weight) / largest, isNegative: weight < 0))
        }
      }
    }
    return edges.enumerated().sorted { ($0.1.strength, $0.0) < ($1.1.strength, $1.0) }.map(\.1)
  }
}
