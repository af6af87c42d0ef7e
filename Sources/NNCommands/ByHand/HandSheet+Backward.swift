import NNText
import NeuralNetwork

/// What `backward` prints: from the last layer to the first.
extension HandSheet {
  var backwardPages: [Page] {
    var pages = layers.indices.reversed().map(backwardPage)
    if !pages.isEmpty {
      pages[0].blocks.insert(.line("backward, step \(model.step): \(rowText) of the training part"), at: 0)
    }
    return pages
  }

  private func backwardPage(_ layer: Int) -> Page {
    let own = pass.layers[layer]
    let tables = activityTables(layer, ["dL/da", "dL/dz"]) {
      [own.outputGradients.isEmpty ? nil : own.outputGradients[$0], own.sumGradients[$0]]
    }
    var blocks: [Page.Block] = [.line(title(of: layer)), .table(tables.shown)]
    blocks += Self.rest(("rows", rows.count), ("units", own.width)).lines
    blocks += [flow(into: layer), slope(layer)].compactMap { $0 }.map { .line("  " + $0) }
    var records = [tables.all]
    if let table = unitTable(layer, bias: "dL/db", weight: "dL/dw", numbers: { pass.gradients[$0] }) {
      blocks.append(.table(table))
      blocks += Self.rest(("inputs", inputs(of: layer)), ("units", own.width)).lines
      blocks += product(layer).map { .line("  " + $0) }
    }
    if model.layout.count(ofLayer: layer) > 0 {
      records.append(parameterRecords(layer, ["dL/dw"]) { [.number(pass.gradients[$0])] })
    }
    if layers[layer].isFrozen { blocks.append(.line("  the layer is frozen: `update` leaves it alone")) }
    return Page(blocks: blocks, records: records)
  }

  /// Where dL/da, or dL/dz of a paired loss, comes from.
  private func flow(into layer: Int) -> String? {
    let own = pass.layers[layer]
    guard layer == layers.count - 1 else {
      guard let (weight, _) = dense(layer + 1), model.network.blocksBegun(at: layer + 1).isEmpty,
        model.network.blocksEnded(at: layer).isEmpty, let result = own.outputGradients.first
      else { return "dL/da comes back from layer \(layer + 2) (\(layers[layer + 1].name))" }
      let units = weight.shape[0]
      guard units <= Self.limit else { return "dL/da = sum over the units of layer \(layer + 2) of w dL/dz" }
      let terms = (0..<units).map {
        "\(Self.factor(model.parameters[weight.offset + $0 * weight.inputs])) * "
          + Self.factor(pass.layers[layer + 1].sumGradients[$0])
      }
      return "row \(rowNumbers[0]), unit 1: dL/da = sum of w dL/dz of layer \(layer + 2) = "
        + "\(terms.joined(separator: " + ")) = \(Self.number(result))"
    }
    let mean = divisor == 1 ? "" : ", divided by \(divisor) for the mean"
    guard isPaired, let z = own.sumGradients.first, let h = own.outputs.first else {
      return "the loss \(loss.definition.name): \(loss.definition.derivative)\(mean)"
    }
    func whole(_ difference: String) -> String { divisor == 1 ? difference : "(\(difference)) / \(divisor)" }
    return "\(loss.definition.name) with \(layers[layer].activation.kind.rawValue): dL/dz = \(whole("h - y")); row "
      + "\(rowNumbers[0]), unit 1: \(whole("\(Self.number(h)) - \(Self.number(target(0, 0)))")) = \(Self.number(z))"
  }

  /// From dL/da to dL/dz.
  private func slope(_ layer: Int) -> String? {
    let own = pass.layers[layer]
    let activation = layers[layer].activation
    guard let da = own.outputGradients.first, let dz = own.sumGradients.first, let z = own.sums.first else {
      return nil
    }
    if activation.kind == .softmax { return "dL/dz through softmax: \(activation.definition.derivative)" }
    guard activation.kind != .linear else { return "dL/dz = dL/da: no activation" }
    guard activation.kind != .prelu else { return "dL/dz = dL/da * f'(z): \(activation.definition.derivative)" }
    let factor = activation.derivative(z)
    return "row \(rowNumbers[0]), unit 1: dL/dz = dL/da * f'(z) = \(Self.factor(da)) * \(Self.factor(factor)) = "
      + "\(Self.number(dz)); \(activation.definition.derivative)"
  }

  /// The first weight's gradient, put together from its rows.
  private func product(_ layer: Int) -> [String] {
    guard let (weight, _) = dense(layer) else { return [] }
    let general = "dL/dw = sum over the rows of dL/dz * x, dL/db = sum of dL/dz"
    guard rows.count <= Self.limit else { return [general] }
    let (width, inputs) = (pass.layers[layer].width, inputs(of: layer))
    let terms = rows.indices.map {
      "\(Self.factor(pass.layers[layer].sumGradients[$0 * width])) * \(Self.factor(passed[layer][$0 * inputs]))"
    }
    return [
      general,
      "unit 1, input 1: \(terms.joined(separator: " + ")) = \(Self.number(pass.gradients[weight.offset]))",
    ]
  }
}
