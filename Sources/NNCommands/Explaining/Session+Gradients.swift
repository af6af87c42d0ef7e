import NNScript
import NNText
import NeuralNetwork

/// `explain backward` and `check gradients`: gradients taken apart and held against central differences.
extension Session {
  /// Rows of the training part that `check gradients` and an `explain backward` without a row look at, at most.
  private static let probedRows = 16

  /// - Parameter row: as `show row` counts, from 1; nil: the first rows of the training part.
  private func probe(row: Int?, at range: SourceRange, rowRange: SourceRange?) throws(Stop) -> (
    GradientProbe, PreparedData
  ) {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let rows: [Int32]
    if let row {
      rows = [Int32(try trainingRow(row, data, at: rowRange ?? range))]
    } else {
      rows = (0..<Int32(min(data.train.rows, Self.probedRows))).map { $0 }
    }
    do {
      return (
        try GradientProbe(model, samples: data.train, rows: rows, settings: state.description.trainingSettings), data
      )
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  private func sheet(_ probe: GradientProbe, _ data: PreparedData) -> HandSheet {
    let rows = probe.rows.map { Int($0) }
    return HandSheet(
      rows: rows, pass: probe.pass, model: probe.model, samples: data.train,
      rowNumbers: rows.map { data.split.train[$0] + 1 }, loss: state.description.loss)
  }

  /// `explain backward [row I] weight K I J`.
  func explainWeight(_ call: Invocation) throws(Stop) {
    let model = try drawnModel(at: call.range)
    let place: Int
    do { place = try SetCommand.parameter(of: model.network, call) } catch { throw .failed(error) }
    let layer = (call.arguments.integer("layer") ?? 1) - 1
    guard case .dense = model.network.layers[layer].kind else {
      throw .failed(.notBuiltYet("explain backward of a \(model.network.layers[layer].name) weight", at: call.range))
    }
    let (probe, data) = try probe(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
    let chain = ChainRule(
      probe: probe, sheet: sheet(probe, data), layer: layer, unit: (call.arguments.integer("unit") ?? 1) - 1,
      input: (call.arguments.integer("input") ?? 1) - 1, place: place)
    if !mode.isForPrograms { for line in chain.heading { write(line) } }
    show(chain.table)
  }

  /// `explain backward [row I]`: the rule for this network, layer by layer, with the length of what goes back.
  func explainBackward(_ call: Invocation) throws(Stop) {
    let (probe, data) = try probe(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
    let sheet = sheet(probe, data)
    if !mode.isForPrograms {
      write(
        "\(sheet.rowText), loss \(sheet.loss.definition.name) = \(HandSheet.number(sheet.pass.loss)), from the last layer to the first"
      )
    }
    var table = Table(["layer", "length of dL/dz", "how it is found"])
    for index in sheet.layers.indices.reversed() {
      let length = sheet.pass.layers[index].sumGradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
      table.append([.number(Double(index + 1)), .number(length), .text(sheet.rule(index))])
    }
    show(table)
    guard !mode.isForPrograms else { return }
    write("of every weight: dL/dw = sum over the rows of dL/dz * what comes in; of a bias: the sum of dL/dz")
    write("`explain backward row 1 weight K I J` puts in the numbers of one weight")
  }

  /// `check gradients`.
  func checkGradients(at range: SourceRange) throws(Stop) {
    let (probe, _) = try probe(row: nil, at: range, rowRange: nil)
    guard probe.pass.loss.isFinite else {
      throw .failed(
        Diagnostic(
          .noMeasure, "the loss is \(NumberFormat.display(probe.pass.loss)): there are no gradients to check",
          at: range,
          help: "diagnose"))
    }
    var table = Table([
      "layer", "tensor", "numbers", "checked", "largest gradient", .init("largest error", numbers: .significant(2)),
      "verdict",
    ])
    var worst = 0.0
    for tensor in probe.model.layout.tensors {
      let places = stride(from: 0, to: tensor.count, by: max(1, tensor.count / Self.checkedNumbers))
        .prefix(Self.checkedNumbers).map { tensor.offset + $0 }
      var (largest, error) = (0.0, 0.0)
      for place in places {
        if let signal = console.pendingSignal() { throw .signal(signal) }
        largest = max(largest, abs(probe.pass.gradients[place]))
        error = max(error, abs(probe.pass.gradients[place] - probe.difference(at: place)))
      }
      worst = max(worst, error)
      table.append([
        .number(Double(tensor.layer + 1)), .text(tensor.role.rawValue), .number(Double(tensor.count)),
        .number(Double(places.count)), .number(largest), .number(error),
        .text(error <= Self.checkedError ? "agrees" : "differs"),
      ])
    }
    show(table)
    guard !mode.isForPrograms else { return }
    write(
      worst <= Self.checkedError
        ? "every gradient checked agrees with its central difference within \(NumberFormat.display(Self.checkedError)), in float64"
        : "a gradient differs from its central difference: at a kink (relu at z = 0) a difference means nothing, elsewhere this is a fault of nnsh"
    )
  }

  /// Of each tensor: more would take minutes.
  private static let checkedNumbers = 100
  private static let checkedError = 1e-5
}

extension HandSheet {
  /// dL/dz of a layer (from 0) in words.
  func rule(_ layer: Int) -> String {
    let activation = layers[layer].activation
    let slope = activation.kind == .linear ? "" : " * f'(z), \(activation.definition.derivative)"
    guard layer == layers.count - 1 else {
      let from =
        dense(layer + 1) == nil
        ? "what comes back from the \(layers[layer + 1].name)" : "w of layer \(layer + 2) * its dL/dz"
      return "\(from)\(slope)"
    }
    let whole = divisor == 1 ? "" : " / \(divisor)"
    return isPaired ? "(h - y)\(whole)" : "\(loss.definition.derivative)\(whole)\(slope)"
  }
}
