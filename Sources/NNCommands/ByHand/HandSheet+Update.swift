import NNText
import NeuralNetwork

/// What `update` prints: old weight, gradient, what the optimizer remembers, new weight.
extension HandSheet {
  /// - Parameters:
  ///   - after: the model with the update done.
  ///   - settings: those the update was done with.
  ///   - rate: the learning rate of this update.
  func updatePages(to after: ModelState, _ settings: TrainingSettings, rate: Double) -> [Page] {
    let optimizer = settings.optimizer
    let gradients = conditioned(settings)
    let isConditioned = !settings.regularization.isNone || settings.clipping != .none
    let names = optimizer.slotNames
    let slots = names.indices.map { slot in
      (0..<model.layout.count).map { after.optimizer?.slots[slot * model.layout.count + $0] ?? 0 }
    }
    let columns: [Table.Column] =
      ["w", "dL/dw"] + (isConditioned ? ["g"] : []) + names.map { .init($0) } + ["new w"]
    func cells(_ place: Int) -> [Table.Cell] {
      [.number(model.parameters[place]), .number(pass.gradients[place])]
        + (isConditioned ? [.number(gradients[place])] : []) + slots.map { .number($0[place]) }
        + [.number(after.parameters[place])]
    }
    var first = Page(
      blocks: [.line("update, step \(model.step): \(optimizer.definition.name), rate \(Self.number(rate))")],
      records: [])
    let symbol = isConditioned ? "" : ", g = dL/dw"
    first.blocks.append(.line("  \(optimizer.definition.formula)\(symbol)"))
    if optimizer.kind == .adam || optimizer.kind == .adamw {
      first.blocks.append(.line("  t = \(after.optimizer?.updates ?? 1)"))
    }
    if isConditioned { first.blocks.append(.line("  g is dL/dw with \(conditions(settings))")) }
    if optimizer.decay > 0 { first.blocks.append(.line("  \(decayText(optimizer))")) }
    let pages = layers.indices.filter { model.layout.count(ofLayer: $0) > 0 }.map { layer -> Page in
      let records = parameterRecords(layer, columns, cells)
      guard !layers[layer].isFrozen else {
        return Page(blocks: [.line(title(of: layer) + ": frozen, nothing changes")], records: [records])
      }
      var shown = Table(["tensor", "unit", "input"] + columns)
      for row in records.rows.prefix(4 * Self.limit) { shown.append(Array(row.dropFirst())) }
      var blocks: [Page.Block] = [.line(title(of: layer)), .table(shown)]
      if records.rows.count > shown.rows.count {
        blocks.append(
          .line("(the first \(shown.rows.count) of \(records.rows.count) numbers; `mode jsonl` shows all)"))
      }
      if optimizer.kind == .sgd, optimizer.decay == 0, let place = dense(layer)?.weight.offset {
        blocks.append(
          .line(
            "  unit 1, input 1: \(Self.number(model.parameters[place])) - \(Self.number(rate)) * "
              + "\(Self.factor(gradients[place])) = \(Self.number(after.parameters[place]))"))
      }
      return Page(blocks: blocks, records: [records])
    }
    return [first] + pages
  }

  /// dL/dw with the penalty's gradient, then clipped: what the optimizer gets.
  private func conditioned(_ settings: TrainingSettings) -> [Double] {
    var gradients = pass.gradients
    let trained = model.layout.tensors.filter { !layers[$0.layer].isFrozen }
    let (l1, l2) = (settings.regularization.l1, settings.regularization.l2)
    for place in trained.filter({ $0.role == .weight }).flatMap(\.range) {
      let w = model.parameters[place]
      gradients[place] += l1 * (w > 0 ? 1 : w < 0 ? -1 : 0) + 2 * l2 * w
    }
    let places = trained.flatMap(\.range)
    switch settings.clipping {
    case .none: break
    case .value(let limit): for place in places { gradients[place] = min(max(gradients[place], -limit), limit) }
    case .norm(let limit):
      let norm = places.reduce(0) { $0 + gradients[$1] * gradients[$1] }.squareRoot()
      let factor = limit / (norm + 1e-6)
      if factor < 1 { for place in places { gradients[place] *= factor } }
    }
    return gradients
  }

  private func conditions(_ settings: TrainingSettings) -> String {
    var parts: [String] = []
    let penalty = settings.regularization
    if penalty.l1 > 0 { parts.append("\(Self.number(penalty.l1)) sign(w) of l1 added") }
    if penalty.l2 > 0 { parts.append("2 * \(Self.number(penalty.l2)) w of l2 added") }
    switch settings.clipping {
    case .none: break
    case .value(let limit): parts.append("each number kept within \(Self.number(limit))")
    case .norm(let limit): parts.append("the whole gradient's length kept within \(Self.number(limit))")
    }
    return parts.joined(separator: ", then ")
  }

  private func decayText(_ optimizer: Optimizer) -> String {
    optimizer.kind == .adamw
      ? "before that, w = w - rate * \(Self.number(optimizer.decay)) w"
      : "\(Self.number(optimizer.decay)) w is added to g"
  }
}

extension Optimizer {
  /// What its formula calls the numbers it keeps, in the order of its slots.
  fileprivate var slotNames: [String] {
    switch kind {
    case .sgd: []
    case .momentum, .nesterov: ["v"]
    case .adagrad: ["s"]
    case .rmsprop: ["s", "v"]
    case .adam, .adamw: ["m", "s"]
    }
  }
}
