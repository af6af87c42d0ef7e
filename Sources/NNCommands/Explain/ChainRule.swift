import NNText
import NeuralNetwork

/// dL/dw of one weight as the product that it is, with this network's numbers: dL/da · f′(z) · x, and where dL/da comes
/// from. Of one row the factors; of several the products and their sum. Results follow from the numbers printed, as in
/// ``PaperPass``; the difference beside them is the network's.
struct ChainRule {
  /// A factor with its meaning.
  struct Factor {
    var name: String
    var meaning: Wording
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
  /// For programs: the network's numbers and not the printed ones.
  let isExact: Bool

  private var layers: [LayerPass] { isExact ? sheet.pass.layers : sheet.paper.layers }
  private var own: LayerPass { layers[layer] }
  private func place(_ row: Int) -> Int { row * own.width + unit }
  private func printed(_ value: Double) -> Double { isExact ? value : PaperPass.printed(value) }

  /// The loss reads the last layer's sums: there dL/dz is known at once.
  private var isPairedLast: Bool { sheet.isPaired && layer == sheet.layers.count - 1 }

  private func incoming(_ row: Int) -> Double {
    (isExact ? sheet.passed : sheet.paper.passed)[layer][row * sheet.inputs(of: layer) + input]
  }

  private var incomingName: Wording {
    layer == 0
      ? Wording(en: "input \(input + 1)", ko: "\(input + 1)번 입력")
      : Wording(en: "unit \(input + 1) of layer \(layer)", ko: "\(layer)층의 \(input + 1)번 유닛")
  }

  /// The factors at one row of those that passed.
  func factors(row: Int) -> [Factor] {
    let (z, dz) = (own.sums[place(row)], own.sumGradients[place(row)])
    let activation = sheet.layers[layer].activation
    let last = Factor(
      name: "dz/dw", meaning: Wording(en: "what comes in: \(incomingName)", ko: "들어오는 값: \(incomingName)"),
      value: incoming(row))
    if isPairedLast {
      let h = own.outputs[place(row)]
      let name = activation.kind.rawValue
      let whole = sheet.divisor == 1 ? "" : " / \(sheet.divisor)"
      let numbers = "(\(HandSheet.number(h)) - \(HandSheet.number(sheet.target(row, unit))))"
      let loss = sheet.loss.definition
      let slope =
        loss.isCrossEntropy
        ? Wording(verbatim: "(h - y)\(whole) = \(numbers)\(whole)")
        : Wording(verbatim: "\(loss.derivative)\(whole)")
      return [
        Factor(
          name: "dL/dz",
          meaning: Wording(
            en: "\(loss.name) with \(name): \(slope)", ko: "\(loss.name) 손실과 \(name)를 함께: \(slope)"), value: dz),
        last,
      ]
    }
    guard activation.kind != .softmax, activation.kind != .prelu else {
      return [
        Factor(
          name: "dL/dz",
          meaning: Wording(
            en: "through \(activation.kind.rawValue): \(Wording(formula: activation.definition.derivative))",
            ko: "\(activation.kind.rawValue)를 거쳐: \(Wording(formula: activation.definition.derivative))"), value: dz),
        last,
      ]
    }
    let slope = printed(activation.derivative(z))
    return [
      Factor(name: "dL/da", meaning: origin, value: own.outputGradients[place(row)]),
      Factor(
        name: "da/dz",
        meaning: activation.kind == .linear
          ? Wording(en: "no activation", ko: "활성화 함수 없음")
          : Wording(
            en: "the slope of \(activation.kind.rawValue) at z = \(HandSheet.number(z))",
            ko: "z = \(HandSheet.number(z))에서 \(activation.kind.rawValue)의 미분값"),
        value: slope),
      last,
    ]
  }

  /// Where dL/da comes from.
  private var origin: Wording {
    guard layer + 1 < sheet.layers.count else {
      return Wording(
        en:
          "from the loss: \(Wording(formula: sheet.loss.definition.derivative))\(sheet.divisor == 1 ? "" : " / \(sheet.divisor)")",
        ko:
          "손실에서: \(Wording(formula: sheet.loss.definition.derivative))\(sheet.divisor == 1 ? "" : " / \(sheet.divisor)")"
      )
    }
    return summands == nil
      ? Wording(
        en: "what comes back from layer \(layer + 2) (\(sheet.layers[layer + 1].name))",
        ko: "\(layer + 2)층(\(sheet.layers[layer + 1].name))에서 돌아오는 값")
      : Wording(
        en: "sum over the units of layer \(layer + 2) of w * dL/dz", ko: "\(layer + 2)층의 유닛마다 w * dL/dz를 구해 더한 값")
  }

  /// Weight and dL/dz of each unit that this unit goes to; `nil` where the way back is not a plain sum.
  private var summands: [(weight: Double, delta: Double)]? {
    guard let weight = sheet.denseBehind(layer) else { return nil }
    return (0..<weight.shape[0]).map { next in
      (
        printed(sheet.model.parameters[weight.offset + next * weight.inputs + unit]),
        layers[layer + 1].sumGradients[next]
      )
    }
  }

  /// The sum of dL/da with its numbers, a line a unit.
  private var sumLines: [Wording] {
    guard let summands, summands.count <= HandSheet.limit else { return [] }
    return [
      Wording(
        en: "dL/da = sum of w * dL/dz over the units of layer \(layer + 2):",
        ko: "dL/da = \(layer + 2)층의 유닛마다 w * dL/dz를 구해 더한 값:")
    ]
      + summands.enumerated().map { index, summand in
        let product = "\(HandSheet.factor(summand.weight)) * \(HandSheet.factor(summand.delta))"
        let result = HandSheet.number(summand.weight * summand.delta)
        return Wording(
          en: "  unit \(index + 1): \(product) = \(result)", ko: "  \(index + 1)번 유닛: \(product) = \(result)")
      }
  }

  /// Layer by layer from the loss down to this one: dL/dz of every unit.
  private func descent(row: Int) -> [Wording] {
    guard layer + 1 < sheet.layers.count else { return [] }
    return (layer + 1..<sheet.layers.count).reversed().map { index in
      let pass = layers[index]
      let shown = (0..<min(pass.width, HandSheet.limit)).map {
        HandSheet.number(pass.sumGradients[row * pass.width + $0])
      }
      let rest =
        pass.width > HandSheet.limit
        ? Wording(en: " … (\(pass.width) units)", ko: " … (유닛 \(pass.width)개)") : .nothing
      let (name, numbers) = (sheet.layers[index].activation.text, shown.joined(separator: "  "))
      return Wording(
        en: "  layer \(index + 1), \(name): dL/dz = \(numbers)\(rest)",
        ko: "  \(index + 1)층, \(name): dL/dz = \(numbers)\(rest)")
    }
  }

  /// What stands above the table for people.
  var heading: [Wording] {
    let weight = HandSheet.number(sheet.model.parameters[place])
    let head = Wording(
      en: """
        weight \(layer + 1) \(unit + 1) \(input + 1): from \(incomingName) to unit \(unit + 1) of layer \(layer + 1), \
        w = \(weight)
        """,
      ko: """
        weight \(layer + 1) \(unit + 1) \(input + 1): \(incomingName)에서 \(layer + 1)층의 \(unit + 1)번 유닛으로, \
        w = \(weight)
        """)
    guard sheet.rows.count == 1 else {
      return [
        head,
        Wording(
          en: "\(sheet.rowText): dL/dw = sum over the rows of dL/dz * x, the loss being a mean",
          ko: "\(sheet.rowText): 손실이 평균이므로 dL/dw = 행마다 dL/dz * x를 구해 더한 값"),
      ]
    }
    let loss = Wording(
      en: "\(sheet.rowText) alone, loss \(HandSheet.number(sheet.pass.loss))",
      ko: "\(sheet.rowText)만, 손실 \(HandSheet.number(sheet.pass.loss))")
    let way = descent(row: 0)
    return [head, loss]
      + (way.isEmpty ? [] : [Wording(en: "on the way back from the loss:", ko: "손실에서 거꾸로 오는 길:")] + way + sumLines)
  }

  /// The factors, their product, and the central difference beside it.
  func table(in language: Language) -> Table {
    let difference = probe.difference(at: place)
    if sheet.rows.count == 1 {
      let factors = factors(row: 0)
      var table = Table(["factor", "value", "what it is"])
      for factor in factors {
        table.append([.text(factor.name), .number(factor.value), .text(factor.meaning[language])])
      }
      let product = factors.reduce(1) { $0 * $1.value }
      table.append(["product", .number(product), .text("dL/dw = \(factors.map(\.name).joined(separator: " * "))")])
      table.append(["difference", .number(difference), "(L(w + d) - L(w - d)) / 2d, d = 1e-6"])
      return table
    }
    var table = Table(["row", "dL/dz", "x", "dL/dz * x"])
    var sum = 0.0
    for row in sheet.rows.indices {
      let (dz, x) = (own.sumGradients[place(row)], incoming(row))
      let product = printed(dz * x)
      sum += product
      table.append([.text(String(sheet.rowNumbers[row])), .number(dz), .number(x), .number(product)])
    }
    table.append(["sum", .none, .none, .number(sum)])
    table.append(["difference", .none, .none, .number(difference)])
    return table
  }
}
