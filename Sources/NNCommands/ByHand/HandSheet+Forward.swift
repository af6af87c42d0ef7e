import NNText
import NeuralNetwork

/// What `forward` prints.
extension HandSheet {
  var forwardPages: [Page] {
    [inputPage] + layers.indices.map(forwardPage) + [lossPage]
  }

  private var inputPage: Page {
    let inputs = samples.inputs
    func table(rows: Int, inputs shown: Int, outputs: Int) -> Table {
      let targets = samples.outputs == 1 ? ["y"] : (0..<outputs).map { "y\($0 + 1)" }
      var table = Table(["row"] + (0..<shown).map { .init("x\($0 + 1)") } + targets.map { .init($0) })
      for row in 0..<rows {
        table.append(
          [.number(Double(rowNumbers[row]))] + (0..<shown).map { .number(passed[0][row * inputs + $0]) }
            + targets.indices.map { .number(target(row, $0)) })
      }
      return table
    }
    let shown = table(
      rows: min(rows.count, Self.limit), inputs: min(inputs, Self.limit), outputs: min(samples.outputs, Self.limit))
    let note = Self.rest((.rows, rows.count), (.inputs, inputs), (.targets, samples.outputs))
    return Page(
      blocks: [
        .line(
          Wording(
            en: "forward, step \(model.step): \(rowText) of the training part",
            ko: "forward, 스텝 \(model.step): 훈련 데이터의 \(rowText)")), .table(shown),
      ] + note.lines,
      records: [table(rows: rows.count, inputs: inputs, outputs: samples.outputs)])
  }

  private func forwardPage(_ layer: Int) -> Page {
    let own = pass.layers[layer]
    let shown = paper.layers[layer]
    var blocks: [Page.Block] = [.line(title(of: layer))]
    if let weights = unitTable(layer, bias: "b", weight: "w", numbers: { model.parameters[$0] }) {
      blocks.append(.table(weights))
    }
    blocks.append(
      .table(activityTable(layer, ["z", "a"], isForPrograms: false) { [shown.sums[$0], shown.outputs[$0]] }))
    blocks += Self.rest((.rows, rows.count), (.inputs, inputs(of: layer)), (.units, own.width)).lines
    blocks += worked(layer).map { .line(Wording(verbatim: "  ") + $0) }
    for block in model.network.blocksEnded(at: layer) {
      blocks.append(
        .line(
          Wording(
            en: "  the input of layer \(model.network.blocks[block].layers.lowerBound + 1) is added to a",
            ko: "  \(model.network.blocks[block].layers.lowerBound + 1)층의 입력을 a에 더합니다")))
    }
    return Page(
      blocks: blocks,
      records: [activityTable(layer, ["z", "a"], isForPrograms: true) { [own.sums[$0], own.outputs[$0]] }])
  }

  /// The first unit at a row, with its numbers put in.
  private func worked(_ layer: Int) -> [Wording] {
    let own = paper.layers[layer]
    guard own.width > 0 else { return [] }
    let place = shownRow * own.width
    let (z, a) = (own.sums[place], own.outputs[place])
    let at = Wording(en: "row \(rowNumbers[shownRow]), unit 1: ", ko: "\(rowNumbers[shownRow])행, 1번 유닛: ")
    var lines: [Wording] = []
    if let (weight, bias) = dense(layer) {
      lines.append(Wording(verbatim: "z = w x + b"))
      if weight.inputs <= Self.limit {
        let terms = (0..<weight.inputs).map {
          "\(Self.factor(paper.parameters[weight.offset + $0])) * "
            + Self.factor(paper.passed[layer][shownRow * weight.inputs + $0])
        }
        let sum = (terms + (bias.map { [Self.factor(paper.parameters[$0.offset])] } ?? [])).joined(separator: " + ")
        lines.append(at + Wording(verbatim: "z = \(sum) = \(Self.number(z))"))
      }
    } else if case .dropout(let dropout) = layers[layer].kind {
      let share = Self.number(1 - dropout.share)
      lines.append(
        Wording(en: "z = x / \(share) where it is kept, else 0", ko: "z = 남긴 곳에서는 x / \(share), 아니면 0"))
    }
    let activation = layers[layer].activation
    if activation.kind != .linear {
      lines.append(
        Wording(verbatim: "a = \(activation.kind.rawValue)(z): ") + Wording(formula: activation.definition.formula))
      if activation.kind != .softmax {
        lines.append(at + Wording(verbatim: "a = \(activation.kind.rawValue)(\(Self.number(z))) = \(Self.number(a))"))
      }
    }
    return lines
  }

  /// How the printed numbers and the network's own go together.
  private var precision: Wording {
    guard paper.deviation.isFinite, paper.deviation > 0 else {
      return Wording(en: "every result follows from the numbers printed", ko: "모든 결과는 여기 적힌 수로 계산한 값입니다")
    }
    let most = NumberFormat.significant(paper.deviation, digits: 1)
    return Wording(
      en: """
        every result follows from the numbers printed, 7 digits each; the network's own z, a and L, with more digits, \
        differ by at most \(most)
        """,
      ko: """
        모든 결과는 여기 적힌 일곱 자리 수로 계산한 값입니다. 신경망은 더 많은 자리로 계산하며, z, a, L의 차이는 \
        최대 \(most)
        """)
  }

  private var lossPage: Page {
    let definition = loss.definition
    var records = Table(["step", "loss"])
    records.append([.number(Double(model.step)), .number(pass.loss)])
    let mean = divisor == 1 ? Wording.nothing : Wording(en: ", the mean of \(divisor)", ko: ", \(divisor)개의 평균")
    return Page(
      blocks: [
        .line(
          Wording(
            en: "loss \(definition.name): \(Wording(formula: definition.formula))",
            ko: "손실 \(definition.name): \(Wording(formula: definition.formula))")),
        .line(Wording(verbatim: "  L = \(Self.number(paper.loss))") + mean),
        .line(Wording(verbatim: "  ") + precision),
      ], records: [records])
  }
}

extension Wording? {
  /// As blocks of a page.
  var lines: [HandSheet.Page.Block] { map { [.line($0)] } ?? [] }
}

/// What `backward` prints: from the last layer to the first.
extension HandSheet {
  var backwardPages: [Page] {
    var pages = layers.indices.reversed().map(backwardPage)
    if !pages.isEmpty {
      pages[0].blocks.insert(
        .line(
          Wording(
            en: "backward, step \(model.step): \(rowText) of the training part",
            ko: "backward, 스텝 \(model.step): 훈련 데이터의 \(rowText)")), at: 0)
    }
    return pages
  }

  private func backwardPage(_ layer: Int) -> Page {
    let own = pass.layers[layer]
    let (shown, slopes) = (paper.layers[layer], paper.slopes[layer])
    let incoming = shown.outputGradients.isEmpty ? [] : ["dL/da"]
    let table = activityTable(layer, incoming + (slopes.isEmpty ? [] : ["f'(z)"]) + ["dL/dz"], isForPrograms: false) {
      (shown.outputGradients.isEmpty ? [] : [shown.outputGradients[$0]]) + (slopes.isEmpty ? [] : [slopes[$0]])
        + [shown.sumGradients[$0]]
    }
    var blocks: [Page.Block] = [.line(title(of: layer)), .table(table)]
    blocks += Self.rest((.rows, rows.count), (.units, own.width)).lines
    blocks += [flow(into: layer), slope(layer)].compactMap { $0 }.map { .line(Wording(verbatim: "  ") + $0) }
    var records = [
      activityTable(layer, ["dL/da", "dL/dz"], isForPrograms: true) {
        [own.outputGradients.isEmpty ? nil : own.outputGradients[$0], own.sumGradients[$0]]
      }
    ]
    if let table = unitTable(layer, bias: "dL/db", weight: "dL/dw", numbers: { paper.gradients[$0] }) {
      blocks.append(.table(table))
      blocks += Self.rest((.inputs, inputs(of: layer)), (.units, own.width)).lines
      blocks += product(layer).map { .line(Wording(verbatim: "  ") + $0) }
    }
    if model.layout.count(ofLayer: layer) > 0 {
      records.append(parameterRecords(layer, ["dL/dw"]) { [.number(pass.gradients[$0])] })
    }
    if layers[layer].isFrozen {
      blocks.append(
        .line(
          Wording(
            en: "  the layer is frozen: `update` leaves it alone", ko: "  고정된(frozen) 층이라 `update`가 바꾸지 않습니다")))
    }
    return Page(blocks: blocks, records: records)
  }

  /// Whose numbers are put in.
  private var shownAt: Wording {
    Wording(en: "row \(rowNumbers[shownRow]), unit 1", ko: "\(rowNumbers[shownRow])행, 1번 유닛")
  }

  /// Where dL/da, or dL/dz of a paired loss, comes from.
  private func flow(into layer: Int) -> Wording? {
    let own = paper.layers[layer]
    let place = shownRow * own.width
    guard layer == layers.count - 1 else {
      guard let weight = denseBehind(layer), !own.outputGradients.isEmpty else {
        return Wording(
          en: "dL/da comes back from layer \(layer + 2) (\(layers[layer + 1].name))",
          ko: "dL/da는 \(layer + 2)층(\(layers[layer + 1].name))에서 돌아옵니다")
      }
      let units = weight.shape[0]
      guard units <= Self.limit else {
        return Wording(
          en: "dL/da = sum over the units of layer \(layer + 2) of w dL/dz",
          ko: "dL/da = \(layer + 2)층의 유닛마다 w dL/dz를 구해 더한 값")
      }
      let terms = (0..<units).map {
        "\(Self.factor(paper.parameters[weight.offset + $0 * weight.inputs])) * "
          + Self.factor(paper.layers[layer + 1].sumGradients[shownRow * units + $0])
      }
      let sum = "\(terms.joined(separator: " + ")) = \(Self.number(own.outputGradients[place]))"
      return Wording(
        en: "\(shownAt): dL/da = sum of w dL/dz of layer \(layer + 2) = \(sum)",
        ko: "\(shownAt): dL/da = \(layer + 2)층의 w dL/dz의 합 = \(sum)")
    }
    let mean =
      divisor == 1
      ? Wording.nothing : Wording(en: ", divided by \(divisor) for the mean", ko: ", 평균이므로 개수(\(divisor))로 나눔")
    let definition = loss.definition
    guard isPaired, own.width > 0 else {
      return Wording(
        en: "the loss \(definition.name): \(Wording(formula: definition.derivative))\(mean)",
        ko: "손실 \(definition.name): \(Wording(formula: definition.derivative))\(mean)")
    }
    guard definition.isCrossEntropy else {
      let number = "dL/dz = \(Self.number(own.sumGradients[place]))"
      return Wording(
        en: "the loss \(definition.name): \(Wording(formula: definition.derivative))\(mean); \(shownAt): \(number)",
        ko: "손실 \(definition.name): \(Wording(formula: definition.derivative))\(mean). \(shownAt): \(number)")
    }
    func whole(_ difference: String) -> String { divisor == 1 ? difference : "(\(difference)) / \(divisor)" }
    let (name, activation) = (definition.name, layers[layer].activation.kind.rawValue)
    let difference = "\(Self.number(own.outputs[place])) - \(Self.factor(target(shownRow, 0)))"
    let numbers = "\(whole(difference)) = \(Self.number(own.sumGradients[place]))"
    return Wording(
      en: "\(name) with \(activation): dL/dz = \(whole("h - y")); \(shownAt): \(numbers)",
      ko: "\(name) 손실과 \(activation)를 함께 쓰면 dL/dz = \(whole("h - y")). \(shownAt): \(numbers)")
  }

  /// From dL/da to dL/dz.
  private func slope(_ layer: Int) -> Wording? {
    let own = paper.layers[layer]
    let activation = layers[layer].activation
    guard own.width > 0, !own.outputGradients.isEmpty else { return nil }
    let derivative = Wording(formula: activation.definition.derivative)
    if activation.kind == .softmax {
      return Wording(en: "dL/dz through softmax: \(derivative)", ko: "softmax를 거친 dL/dz: \(derivative)")
    }
    guard activation.kind != .linear else {
      return Wording(en: "dL/dz = dL/da: no activation", ko: "dL/dz = dL/da: 활성화 함수 없음")
    }
    guard activation.kind != .prelu else { return Wording(verbatim: "dL/dz = dL/da * f'(z): ") + derivative }
    let place = shownRow * own.width
    let factors = "\(Self.factor(own.outputGradients[place])) * \(Self.factor(paper.slopes[layer][place]))"
    let numbers = "\(factors) = \(Self.number(own.sumGradients[place]))"
    return shownAt + Wording(verbatim: ": dL/dz = dL/da * f'(z) = \(numbers); ") + derivative
  }

  /// The first weight's gradient, put together from its rows.
  private func product(_ layer: Int) -> [Wording] {
    guard let (weight, _) = dense(layer) else { return [] }
    let general = Wording(
      en: "dL/dw = sum over the rows of dL/dz * x, dL/db = sum of dL/dz",
      ko: "dL/dw = 행마다 dL/dz * x를 구해 더한 값, dL/db = dL/dz를 더한 값")
    guard rows.count <= Self.limit else { return [general] }
    let (own, inputs) = (paper.layers[layer], inputs(of: layer))
    let terms = rows.indices.map {
      "\(Self.factor(own.sumGradients[$0 * own.width])) * \(Self.factor(paper.passed[layer][$0 * inputs]))"
    }
    let sum = "\(terms.joined(separator: " + ")) = \(Self.number(paper.gradients[weight.offset]))"
    return [general, Wording(en: "unit 1, input 1: \(sum)", ko: "1번 유닛, 1번 입력: \(sum)")]
  }
}
