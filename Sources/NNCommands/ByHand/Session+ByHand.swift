import NNScript
import NNText
import NeuralNetwork

/// One pass in three words: `forward`, `backward`, `update`. Together they are `train 1 steps`, bit for bit.
extension Session {
  /// - Parameter row: as `show row` counts, from 1; nil: the next batch.
  func forward(row: Int?, at range: SourceRange, rowRange: SourceRange?) throws(Stop) {
    let (trainer, data, origin) = try handTrainer(at: range)
    let chosen = try row.map { (row) throws(Stop) in try trainingRow(row, data, at: rowRange ?? range) }
    let rows = chosen.map { [$0] } ?? trainer.nextRows
    let hand = HandPass(
      stage: .forward, origin: origin, row: chosen, rows: rows, pass: trainer.rehearse(rows: rows))
    try change { (state) throws(Diagnostic) in state.handPass = hand }
    try write(pages: sheet(hand, trainer.model, data).forwardPages)
  }

  func backward(at range: SourceRange) throws(Stop) {
    let (trainer, data, origin) = try handTrainer(at: range)
    var hand = try handPass(origin, for: "backward", at: range)
    hand.stage = .backward
    try change { (state) throws(Diagnostic) in state.handPass = hand }
    try write(pages: sheet(hand, trainer.model, data).backwardPages)
  }

  func update(at range: SourceRange) throws(Stop) {
    let (trainer, data, origin) = try handTrainer(at: range)
    let hand = try handPass(origin, for: "update", at: range)
    guard hand.stage == .backward else {
      throw .failed(
        Diagnostic(
          .outOfOrder, "there is no backward pass yet, so there are no gradients to follow", at: range,
          help: "say backward first"))
    }
    showDefaultsOnce()
    let before = trainer.model
    let rate = trainer.rate
    let outcome = trainer.update(row: hand.row)
    let after = trainer.model
    state.handPass = nil
    keepUpdated(after, batchLoss: trainer.batchLoss)
    if case .nonFinite(let step, let loss) = outcome {
      try reportDivergence(step: step, loss: loss, at: range)
    }
    try write(pages: sheet(hand, before, data).updatePages(to: after, trainer.settings, rate: rate))
  }

  /// The model after an update that no run records.
  private func keepUpdated(_ model: ModelState, batchLoss: Double?) {
    state.unfinished = nil
    state.revision += 1
    measures.forget()
    unsaved.insert(state.description.current)
    state.description.model.touch(model.network)
    state.keep(model)
    state.lastBatchLoss = batchLoss
  }

  private func handTrainer(at range: SourceRange) throws(Stop) -> (Trainer, PreparedData, HandPass.Origin) {
    guard training == nil else { throw .failed(.trainingInTraining(at: range)) }
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let description = state.description
    let origin = HandPass.Origin(
      name: description.current, network: model.network, parameters: model.parameters, step: model.step,
      loss: description.loss, data: data.key, batch: description.batch, seed: description.settings.seed)
    var settings = description.trainingSettings
    settings.threads = options.threads
    do {
      return (
        try Trainer(model, train: data.train, decision: description.decision, settings: settings), data, origin
      )
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  /// The pass that `forward` left, if it is still one of this network.
  private func handPass(_ origin: HandPass.Origin, for word: String, at range: SourceRange) throws(Stop) -> HandPass {
    guard let hand = state.handPass else {
      throw .failed(
        Diagnostic(
          .outOfOrder, "there is no forward pass for '\(word)' to go on with", at: range, help: "say forward first"))
    }
    if let change = hand.origin.change(to: origin) {
      throw .failed(
        Diagnostic(
          .outOfOrder, "since 'forward', \(change): its numbers are of another network", at: range,
          help: "say forward again"))
    }
    return hand
  }

  /// The place of a row of the data (from 1) in the training part.
  func trainingRow(_ row: Int, _ data: PreparedData, at range: SourceRange) throws(Stop) -> Int {
    let count = state.dataset?.rows ?? 0
    guard row <= count else {
      throw .failed(Diagnostic(.noSuchRow, "there is no row \(row): the data have \(count)", at: range))
    }
    guard let place = data.split.train.firstIndex(of: row - 1) else {
      let part = data.split.test.contains(row - 1) ? "test" : "validation"
      throw .failed(
        Diagnostic(
          .noSuchRow, "row \(row) belongs to the \(part) part, and a step learns from training rows only", at: range,
          help: data.split.train.first.map { "row \($0 + 1) is one of them" }))
    }
    return place
  }

  func sheet(_ hand: HandPass, _ model: ModelState, _ data: PreparedData) -> HandSheet {
    HandSheet(
      rows: hand.rows, pass: hand.pass, model: model, samples: data.train,
      rowNumbers: hand.rows.map { data.split.train[$0] + 1 }, loss: state.description.loss)
  }

  /// Layer by layer, Enter by Enter where somebody sits there; one record a line for programs, which is what batch
  /// gets that asked for no other mode.
  private func write(pages: [HandSheet.Page]) throws(Stop) {
    let isForPrograms = mode.isForPrograms || !console.isInteractive && !isModeGiven
    guard !isForPrograms else {
      let format = mode.isForPrograms ? mode : .jsonl
      for table in pages.flatMap(\.records) { writeText(table.rendered(as: format)) }
      return
    }
    for (index, page) in pages.enumerated() {
      if index > 0 {
        write("")
        if console.isInteractive {
          console.pause(nil)
          try checkInterrupts()
        }
      }
      for block in page.blocks {
        switch block {
        case .line(let line): write(line)
        case .table(let table): show(table)
        }
      }
    }
  }
}

extension DiagnosticCode {
  static let outOfOrder = DiagnosticCode(
    "E0608", "a pass by hand out of order",
    """
    `forward`, `backward` and `update` belong together in this order: what `backward` shows are the gradients of the \
    last `forward`, and `update` follows them. A training, or a change of model, data, loss, batch or seed between them, \
    makes the numbers those of another network; begin again with `forward`.
    """)
}
