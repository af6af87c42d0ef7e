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
    let isConditioned = !settings.regularization.isNone || settings.clipping != .none
    let names = optimizer.kind.formula.slots
    let columns: [Table.Column] =
      ["w", "dL/dw"] + (isConditioned ? ["g"] : []) + names.map { .init($0) } + ["new w"]
    func cells(_ update: Update) -> (_ place: Int) -> [Table.Cell] {
      { place in
        [.number(update.weights[place]), .number(update.slopes[place])]
          + (isConditioned ? [.number(update.gradients[place])] : []) + update.slots.map { .number($0[place]) }
          + [.number(update.news[place])]
      }
    }
    let network = Update(
      weights: model.parameters.doubles, slopes: pass.gradients, gradients: conditioned(pass.gradients, settings),
      slots: names.indices.map { slot in
        (0..<model.layout.count).map { after.optimizer?.slots[slot * model.layout.count + $0] ?? 0 }
      }, news: after.parameters.doubles)
    let paper = worked(settings, rate: rate, like: network, count: after.optimizer?.updates ?? 1)
    var first = Page(
      blocks: [
        .line(
          Wording(
            en: "update, step \(model.step): \(optimizer.definition.name), rate \(Self.number(rate))",
            ko: "update, 스텝 \(model.step): \(optimizer.definition.name), 학습률 \(Self.number(rate))"))
      ],
      records: [])
    let symbol = isConditioned ? "" : ", g = dL/dw"
    first.blocks.append(.line(Wording(verbatim: "  \(optimizer.definition.formula)\(symbol)")))
    if optimizer.definition.countsUpdates {
      first.blocks.append(.line(Wording(verbatim: "  t = \(after.optimizer?.updates ?? 1)")))
    }
    if isConditioned {
      first.blocks.append(
        .line(
          Wording(en: "  g is dL/dw with \(conditions(settings))", ko: "  g는 dL/dw에서 다음을 한 것: \(conditions(settings))"))
      )
    }
    if optimizer.decay > 0 { first.blocks.append(.line(Wording(verbatim: "  ") + decayText(optimizer))) }
    var pages = [first]
    pages += layers.indices.filter { model.layout.count(ofLayer: $0) > 0 }.map { layer -> Page in
      let records = parameterRecords(layer, columns, cells(network))
      guard !layers[layer].isFrozen else {
        return Page(
          blocks: [.line(title(of: layer) + Wording(en: ": frozen, nothing changes", ko: ": 고정되어(frozen) 바뀌지 않습니다"))],
          records: [records])
      }
      var shown = Table(["tensor", "unit", "input"] + columns)
      for row in parameterRecords(layer, columns, cells(paper)).rows.prefix(4 * Self.limit) {
        shown.append(Array(row.dropFirst()))
      }
      var blocks: [Page.Block] = [.line(title(of: layer)), .table(shown)]
      if records.rows.count > shown.rows.count {
        blocks.append(
          .line(
            Wording(
              en: "(the first \(shown.rows.count) of \(records.rows.count) numbers; `mode jsonl` shows all)",
              ko: "(수 \(records.rows.count)개 가운데 앞의 \(shown.rows.count)개. `mode jsonl`은 모두 보여 줍니다)")))
      }
      if optimizer.kind == .sgd, optimizer.decay == 0, let place = dense(layer)?.weight.offset {
        let (before, gradient) = (Self.number(paper.weights[place]), Self.factor(paper.gradients[place]))
        let step = "\(before) - \(Self.number(rate)) * \(gradient) = \(Self.number(paper.news[place]))"
        blocks.append(
          .line(Wording(en: "  unit 1, input 1: \(step)", ko: "  1번 유닛, 1번 입력: \(step)")))
      }
      return Page(blocks: blocks, records: [records])
    }
    let deviation = zip(paper.news, network.news).reduce(0) { max($0, abs($1.0 - $1.1)) }
    if deviation.isFinite, deviation > 0 {
      let most = NumberFormat.significant(deviation, digits: 1)
      pages[pages.count - 1].blocks.append(
        .line(
          Wording(
            en: "  the weights kept have more digits and differ by at most \(most)",
            ko: "  실제로 저장되는 가중치는 자릿수가 더 많고, 차이는 최대 \(most)")))
    }
    return pages
  }

  /// What an update did to every parameter.
  private struct Update {
    var weights: [Double]
    /// dL/dw.
    var slopes: [Double]
    /// What the optimizer got.
    var gradients: [Double]
    /// What it remembers now.
    var slots: [[Double]]
    var news: [Double]
  }

  /// The update once more, from printed numbers to printed numbers; see ``PaperPass``.
  private func worked(_ settings: TrainingSettings, rate: Double, like network: Update, count: Int) -> Update {
    guard network.news.allSatisfy(\.isFinite) else { return network }
    let numbers = model.layout.count
    var optimizer = settings.optimizer
    optimizer.rate = PaperPass.printed(rate)
    let gradients = conditioned(paper.gradients, settings).map(PaperPass.printed)
    var slots = [Double](repeating: 0, count: 2 * numbers)
    if let old = model.optimizer?.slots.doubles {
      for place in 0..<min(slots.count, old.count) { slots[place] = old[place] }
    }
    var news = paper.parameters
    optimizer.update(&news, gradient: gradients, slots: &slots, count: count)
    for tensor in model.layout.tensors where layers[tensor.layer].isFrozen {
      for place in tensor.range { news[place] = paper.parameters[place] }
    }
    return Update(
      weights: paper.parameters, slopes: paper.gradients, gradients: gradients,
      slots: network.slots.indices.map { slots[$0 * numbers..<($0 + 1) * numbers].map(PaperPass.printed) },
      news: news.map(PaperPass.printed))
  }

  /// dL/dw with the penalty's gradient, then clipped: what the optimizer gets.
  private func conditioned(_ slopes: [Double], _ settings: TrainingSettings) -> [Double] {
    var gradients = slopes
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

  private func conditions(_ settings: TrainingSettings) -> Wording {
    var parts: [Wording] = []
    let penalty = settings.regularization
    if penalty.l1 > 0 {
      parts.append(
        Wording(en: "\(Self.number(penalty.l1)) sign(w) of l1 added", ko: "l1의 \(Self.number(penalty.l1)) sign(w)를 더함"))
    }
    if penalty.l2 > 0 {
      parts.append(
        Wording(en: "2 * \(Self.number(penalty.l2)) w of l2 added", ko: "l2의 2 * \(Self.number(penalty.l2)) w를 더함"))
    }
    switch settings.clipping {
    case .none: break
    case .value(let limit):
      parts.append(
        Wording(en: "each number kept within \(Self.number(limit))", ko: "수마다 크기를 \(Self.number(limit)) 안으로 자름"))
    case .norm(let limit):
      parts.append(
        Wording(
          en: "the whole gradient's length kept within \(Self.number(limit))",
          ko: "기울기 전체의 크기를 \(Self.number(limit)) 안으로 줄임"))
    }
    return Wording(
      en: "\(parts.map(\.english).joined(separator: ", then "))",
      ko: "\(parts.map(\.korean).joined(separator: ", 그다음 "))")
  }

  private func decayText(_ optimizer: Optimizer) -> Wording {
    switch optimizer.definition.decayPlace {
    case .weight:
      Wording(
        en: "before that, w = w - rate * \(Self.number(optimizer.decay)) w",
        ko: "그에 앞서 w = w - rate * \(Self.number(optimizer.decay)) w")
    case .gradient:
      Wording(en: "\(Self.number(optimizer.decay)) w is added to g", ko: "g에 \(Self.number(optimizer.decay)) w를 더합니다")
    }
  }
}
