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
    let tables = activityTables(layer, ["z", "a"]) { [own.sums[$0], own.outputs[$0]] }
    var blocks: [Page.Block] = [.line(title(of: layer))]
    if let weights = unitTable(layer, bias: "b", weight: "w", numbers: { model.parameters[$0] }) {
      blocks.append(.table(weights))
    }
    blocks.append(.table(tables.shown))
    blocks += Self.rest((.rows, rows.count), (.inputs, inputs(of: layer)), (.units, own.width)).lines
    blocks += worked(layer).map { .line(Wording(verbatim: "  ") + $0) }
    for block in model.network.blocksEnded(at: layer) {
      blocks.append(
        .line(
          Wording(
            en: "  the input of layer \(model.network.blocks[block].layers.lowerBound + 1) is added to a",
            ko: "  \(model.network.blocks[block].layers.lowerBound + 1)번째 층의 입력을 a에 더합니다")))
    }
    return Page(blocks: blocks, records: [tables.all])
  }

  /// The first unit at the first row, with its numbers put in.
  private func worked(_ layer: Int) -> [Wording] {
    let own = pass.layers[layer]
    guard let z = own.sums.first, let a = own.outputs.first else { return [] }
    let at = Wording(en: "row \(rowNumbers[0]), unit 1: ", ko: "\(rowNumbers[0])행, 1번째 유닛: ")
    var lines: [Wording] = []
    if let (weight, bias) = dense(layer) {
      lines.append(Wording(verbatim: "z = w x + b"))
      if weight.inputs <= Self.limit {
        let terms = (0..<weight.inputs).map {
          "\(Self.factor(model.parameters[weight.offset + $0])) * \(Self.factor(passed[layer][$0]))"
        }
        let sum = (terms + (bias.map { [Self.factor(model.parameters[$0.offset])] } ?? [])).joined(separator: " + ")
        lines.append(at + Wording(verbatim: "z = \(sum) = \(Self.number(z))"))
      }
    } else if case .dropout(let dropout) = layers[layer].kind {
      let share = Self.number(1 - dropout.share)
      lines.append(
        Wording(en: "z = x / \(share) where it is kept, else 0", ko: "z = 남긴 곳에서는 x / \(share), 아니면 0"))
    }
    let activation = layers[layer].activation
    if activation.kind != .linear {
      lines.append(Wording(verbatim: "a = \(activation.kind.rawValue)(z): \(activation.definition.formula)"))
      if activation.kind != .softmax {
        lines.append(at + Wording(verbatim: "a = \(activation.kind.rawValue)(\(Self.number(z))) = \(Self.number(a))"))
      }
    }
    return lines
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
            en: "loss \(definition.name): \(definition.formula)", ko: "손실 \(definition.name): \(definition.formula)")),
        .line(Wording(verbatim: "  L = \(Self.number(pass.loss))") + mean),
      ], records: [records])
  }
}

extension Wording? {
  /// As blocks of a page.
  var lines: [HandSheet.Page.Block] { map { [.line($0)] } ?? [] }
}
