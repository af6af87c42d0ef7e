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
