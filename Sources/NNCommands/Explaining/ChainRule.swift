import NNText
import NeuralNetwork

/// dL/dw of one weight as the product that it is, with this network's numbers: dL/da · f′(z) · x, and where dL/da comes
/// from. Of one row the factors; of several the products and their sum.
struct ChainRule {
  /// A factor with its meaning.
  struct Factor {
    var name: String
    var meaning: String
    var value: Double
  }

  let probe: GradientProbe
  let sheet: HandSheet
  /// From 0.
  let layer: Int
  let unit: Int
  let input: Int
  /// Of the weight in the flat buffer.
  let place: Int

  private var own: LayerPass { sheet.pass.layers[layer] }
  private func place(_ row: Int) -> Int { row * own.width + unit }
  var gradient: Double { sheet.pass.gradients[place] }

  /// The loss reads the last layer's sums: there dL/dz is known at once.
  private var isPairedLast: Bool { sheet.isPaired && layer == sheet.layers.count - 1 }

  private func incoming(_ row: Int) -> Double { sheet.passed[layer][row * sheet.inputs(of: layer) + input] }

  private var incomingName: String {
    layer == 0 ? "input \(input + 1)" : "unit \(input + 1) of layer \(layer)"
  }

  /// The factors at one row of those that passed.
  func factors(row: Int) -> [Factor] {
    let (z, dz) = (own.sums[place(row)], own.sumGradients[place(row)])
    let activation = sheet.layers[layer].activation
    let last = Factor(name: "dz/dw", meaning: "what comes in: \(incomingName)", value: incoming(row))
    if isPairedLast {
      let h = own.outputs[place(row)]
      let name = activation.kind.rawValue
      let whole = sheet.divisor == 1 ? "" : " / \(sheet.divisor)"
      return [
        Factor(
          name: "dL/dz",
          meaning: "\(sheet.loss.definition.name) with \(name): (h - y)\(whole) = "
            + "(\(HandSheet.number(h)) - \(HandSheet.number(sheet.target(row, unit))))\(whole)", value: dz),
        last,
      ]
    }
    guard activation.kind != .softmax, activation.kind != .prelu else {
      return [
        Factor(
          name: "dL/dz", meaning: "through \(activation.kind.rawValue): \(activation.definition.derivative)", value: dz),
        last,
      ]
    }
    let slope = activation.derivative(z)
    return [
      Factor(name: "dL/da", meaning: origin, value: own.outputGradients[place(row)]),
      Factor(
        name: "da/dz",
        meaning: activation.kind == .linear
          ? "no activation" : "the slope of \(activation.kind.rawValue) at z = \(HandSheet.number(z))",
        value: slope),
      last,
    ]
  }

  /// Where dL/da comes from.
  private var origin: String {
    guard layer + 1 < sheet.layers.count else {
      return "from the loss: \(sheet.loss.definition.derivative)\(sheet.divisor == 1 ? "" : " / \(sheet.divisor)")"
    }
    return summands == nil
      ? "what comes back from layer \(layer + 2) (\(sheet.layers[layer + 1].name))"
      : "sum over the units of layer \(layer + 2) of w * dL/dz"
  }

  /// Weight and dL/dz of each unit that this unit goes to; nil where the way back is no plain sum.
  private var summands: [(weight: Double, delta: Double)]? {
    guard layer + 1 < sheet.layers.count, let (weight, _) = sheet.dense(layer + 1), sheet.model.network.blocks.isEmpty
    else { return nil }
    return (0..<weight.shape[0]).map { next in
      (
        sheet.model.parameters[weight.offset + next * weight.inputs + unit],
        sheet.pass.layers[layer + 1].sumGradients[next]
      )
    }
  }

  /// The sum of dL/da with its numbers, a line a unit.
  private var sumLines: [String] {
    guard let summands, summands.count <= HandSheet.limit else { return [] }
    return ["dL/da = sum of w * dL/dz over the units of layer \(layer + 2):"]
      + summands.enumerated().map { index, summand in
        "  unit \(index + 1): \(HandSheet.factor(summand.weight)) * \(HandSheet.factor(summand.delta)) = "
          + HandSheet.number(summand.weight * summand.delta)
      }
  }

  /// Layer by layer from the loss down to this one: dL/dz of every unit.
  private func descent(row: Int) -> [String] {
    guard layer + 1 < sheet.layers.count else { return [] }
    return (layer + 1..<sheet.layers.count).reversed().map { index in
      let pass = sheet.pass.layers[index]
      let shown = (0..<min(pass.width, HandSheet.limit)).map {
        HandSheet.number(pass.sumGradients[row * pass.width + $0])
      }
      let rest = pass.width > HandSheet.limit ? " … (\(pass.width) units)" : ""
      return
        "  layer \(index + 1), \(sheet.layers[index].activation.text): dL/dz = \(shown.joined(separator: "  "))\(rest)"
    }
  }

  /// What stands above the table for people.
  var heading: [String] {
    let weight = HandSheet.number(sheet.model.parameters[place])
    let head =
      "weight \(layer + 1) \(unit + 1) \(input + 1): from \(incomingName) to unit \(unit + 1) of layer \(layer + 1), "
      + "w = \(weight)"
    guard sheet.rows.count == 1 else {
      return [head, "\(sheet.rowText): dL/dw = sum over the rows of dL/dz * x, the loss being a mean"]
    }
    let loss = "\(sheet.rowText) alone, loss \(HandSheet.number(sheet.pass.loss))"
    let way = descent(row: 0)
    return [head, loss] + (way.isEmpty ? [] : ["on the way back from the loss:"] + way + sumLines)
  }

  /// The factors, their product, and the central difference beside it.
  var table: Table {
    let difference = probe.difference(at: place)
    if sheet.rows.count == 1 {
      let factors = factors(row: 0)
      var table = Table(["factor", "value", "what it is"])
      for factor in factors { table.append([.text(factor.name), .number(factor.value), .text(factor.meaning)]) }
      let product = factors.reduce(1) { $0 * $1.value }
      table.append(["product", .number(product), .text("dL/dw = \(factors.map(\.name).joined(separator: " * "))")])
      table.append(["difference", .number(difference), "(L(w + d) - L(w - d)) / 2d, d = 1e-6"])
      return table
    }
    var table = Table(["row", "dL/dz", "x", "dL/dz * x"])
    for row in sheet.rows.indices {
      let (dz, x) = (own.sumGradients[place(row)], incoming(row))
      table.append([.text(String(sheet.rowNumbers[row])), .number(dz), .number(x), .number(dz * x)])
    }
    table.append(["sum", .none, .none, .number(gradient)])
    table.append(["difference", .none, .none, .number(difference)])
    return table
  }
}
