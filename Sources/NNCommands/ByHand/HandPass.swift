import NNScript
import NNText
import NeuralNetwork

/// A pass by hand on its way: what `forward` computed, for `backward` to show and `update` to follow.
struct HandPass: Sendable {
  enum Stage: Sendable { case forward, backward }

  /// What the numbers were computed from; another value of any of them makes them numbers of another network.
  struct Origin: Equatable, Sendable {
    var name: String
    var network: Network
    var parameters: NumberBuffer
    var step: Int
    var loss: Loss
    var data: PreparedData.Key
    var batch: BatchSize
    var seed: UInt64
  }

  var stage: Stage
  var origin: Origin
  /// The row that was asked for, from 0 in the training part; `nil` means the next batch.
  var row: Int?
  /// Rows of the training part that passed, from 0.
  var rows: [Int]
  var pass: Differentiation
}

extension HandPass.Origin {
  /// What is another thing now; `nil` where nothing is.
  func change(to now: Self) -> Wording? {
    if name != now.name { return Wording(en: "the current model is another one", ko: "지금 모델이 다른 모델입니다") }
    if network != now.network { return Wording(en: "the model's layers changed", ko: "모델의 층이 바뀌었습니다") }
    if step != now.step || parameters != now.parameters { return Wording(en: "the weights changed", ko: "가중치가 바뀌었습니다") }
    if loss != now.loss { return Wording(en: "the loss changed", ko: "손실 함수가 바뀌었습니다") }
    if data != now.data { return Wording(en: "the data changed", ko: "데이터가 바뀌었습니다") }
    if batch != now.batch || seed != now.seed { return Wording(en: "batch or seed changed", ko: "배치나 시드가 바뀌었습니다") }
    return nil
  }
}

/// One pass in three words: `forward`, `backward`, `update`. Together they are `train 1 steps`, bit for bit.
extension Session {
  /// - Parameter row: as `show row` counts, from 1; `nil` means the next batch.
  func forward(row: Int?, at range: SourceRange, rowRange: SourceRange?) throws(Stop) {
    let (trainer, data, origin) = try handTrainer(at: range)
    let chosen = try row.map { (row) throws(Stop) in
      try inWorkspace { (workspace) throws(Diagnostic) in
        try workspace.trainingRow(row, data, at: rowRange ?? range)
      }
    }
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
          .outOfOrder,
          Wording(
            en: "there is no backward pass yet, so there are no gradients to follow",
            ko: "아직 backward를 하지 않아 따라갈 기울기가 없습니다"), at: range,
          help: Wording(en: "say backward first", ko: "먼저 backward를 쓰세요")))
    }
    showDefaultsOnce()
    let before = trainer.model
    let rate = trainer.rate
    let outcome = trainer.update(row: hand.row)
    let after = trainer.model
    state.handPass = nil
    state.unfinished = nil
    state.revision += 1
    state.workspace.measures.forget()
    state.lastBatchLoss = trainer.batchLoss
    if case .nonFinite(let step, let loss) = outcome {
      // There was no update to do again.
      journal.trace?.replaceCurrent(by: [])
      try reportDivergence(step: step, loss: loss, at: range)
    }
    keepTrained(after, on: data)
    try write(pages: sheet(hand, before, data).updatePages(to: after, trainer.settings, rate: rate))
  }

  private func handTrainer(at range: SourceRange) throws(Stop) -> (Trainer, PreparedData, HandPass.Origin) {
    let (trainer, data) = try trainer(at: range)
    let (model, description) = (trainer.model, state.workspace.description)
    let origin = HandPass.Origin(
      name: description.current, network: model.network, parameters: model.parameters, step: model.step,
      loss: description.loss, data: data.key, batch: description.batch, seed: description.settings.seed)
    return (trainer, data, origin)
  }

  /// The pass that `forward` left, if it is still one of this network.
  private func handPass(_ origin: HandPass.Origin, for word: String, at range: SourceRange) throws(Stop) -> HandPass {
    guard let hand = state.handPass else {
      throw .failed(
        Diagnostic(
          .outOfOrder,
          Wording(
            en: "there is no forward pass for '\(word)' to go on with", ko: "먼저 forward를 해야 합니다: '\(word)'"),
          at: range, help: Wording(en: "say forward first", ko: "먼저 forward를 쓰세요")))
    }
    if let change = hand.origin.change(to: origin) {
      throw .failed(
        Diagnostic(
          .outOfOrder,
          Wording(
            en: "since 'forward', \(change): its numbers are of another network",
            ko: "'forward' 뒤에 \(change). 그 수는 이제 다른 신경망의 것입니다"), at: range,
          help: Wording(en: "say forward again", ko: "forward를 다시 쓰세요")))
    }
    return hand
  }

  private func sheet(_ hand: HandPass, _ model: ModelState, _ data: PreparedData) -> HandSheet {
    HandSheet(
      rows: hand.rows, pass: hand.pass, model: model, data: data, loss: state.workspace.description.loss)
  }

  /// Layer by layer, Enter by Enter where somebody sits there; one record a line for programs, which is what batch
  /// gets that asked for no other mode.
  private func write(pages: [HandSheet.Page]) throws(Stop) {
    let isForPrograms = output.mode.isForPrograms || !console.isInteractive && !output.isModeGiven
    guard !isForPrograms else {
      let format = output.mode.isForPrograms ? output.mode : .jsonl
      for table in pages.flatMap(\.records) { writeData(table.rendered(as: format)) }
      return
    }
    try turningPagesAtPrompt { () throws(Stop) in
      for (index, page) in pages.enumerated() {
        if index > 0 {
          print("")
          if console.isInteractive {
            console.turnPage()
            try checkInterrupts()
          }
        }
        for block in page.blocks {
          switch block {
          case .line(let line): printWrapped(line)
          case .table(let table): print(table)
          }
        }
      }
    }
  }
}

extension DiagnosticCode {
  static let outOfOrder = DiagnosticCode(
    "E0608", Wording(en: "a pass by hand out of order", ko: "순서가 맞지 않는 수동 계산"),
    Wording(
      en: """
        `forward`, `backward` and `update` belong together in this order: what `backward` shows are the gradients of the \
        last `forward`, and `update` follows them. A training, or a change of model, data, loss, batch or seed between them, \
        makes the numbers those of another network; begin again with `forward`.
        """,
      ko: """
        `forward`, `backward`, `update`는 이 순서로 함께 씁니다. `backward`는 마지막 `forward`의 기울기를 보여 주고 `update`는 \
        그것을 따라갑니다. 그 사이에 학습하거나 모델, 데이터, 손실, 배치, 시드를 바꾸면 그 수는 다른 신경망의 것이 됩니다. `forward`부터 다시 시작하세요.
        """))
}
