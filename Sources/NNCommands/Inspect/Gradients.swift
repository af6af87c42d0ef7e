import NNScript
import NNText
import NeuralNetwork

/// `gradients`: how strongly each layer feels the loss, and what that says.
struct Gradients: SessionCommand {
  var signature: Signature {
    Signature(
      "gradients", group: .looking,
      summary: Wording(
        en: "gradient, saturation and dead units of each layer", ko: "층마다 기울기(gradient), 포화, 죽은 유닛을 보여 줍니다"),
      details: Wording(
        en: """
          A table and a bar a layer, of the current weights over the training part. `norm` is the length of the \
          gradient of the layer's weights, `to last` its share of the last layer's, `factor` what one layer back \
          multiplies it by, `update/weight` one plain step at the learning rate in force as a share of the weights. \
          Of more than 10000 training rows so many are taken, evenly spaced.
          """,
        ko: """
          지금의 가중치로 훈련 데이터에서 계산한 표와, 층마다 막대 하나입니다. `norm`은 그 층의 가중치에 \
          대한 기울기(gradient)의 길이, `to last`는 그것을 마지막 층의 길이로 나눈 비, `factor`는 한 층 \
          뒤로 갈 때 곱해지는 수, `update/weight`는 지금의 학습률로 단순한 스텝을 한 번 밟을 때 갱신의 \
          크기를 가중치의 크기로 나눈 비입니다. 훈련 데이터가 10000행을 넘으면 고른 간격으로 그만큼만 \
          씁니다.
          """),
      forms: [Form("gradients", [])],
      examples: [Example("gradients", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid")],
      seeAlso: ["diagnose", "activation", "init"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let profile = try session.gradientProfile(at: call.range)
    let rows = profile.layers.map { layer -> [Table.Cell] in
      [
        .number(Double(layer.number)), .text(layer.name), .number(layer.norm),
        layer.toLast.map { .number($0) } ?? .none, layer.factor.map { .number($0) } ?? .none,
        layer.updateRatio.map { .number($0) } ?? .none,
        layer.saturated.map { .number($0 * 100) } ?? .none, .number(Double(layer.dead)),
      ]
    }
    let digits = Table.NumberStyle.significant(3)
    let table = Table(
      [
        .init("layer"), .init("activation"), .init("norm", numbers: digits), .init("to last", numbers: digits),
        .init("factor", numbers: digits), .init("update/weight", numbers: digits),
        .init("saturated %", numbers: .fixed(1)), .init("dead units"),
      ], rows: rows)
    guard !session.mode.isForPrograms else { return session.show(table) }
    try session.turningPagesAtPrompt { () throws(Stop) in
      session.show(table)
      try show(profile, in: session, at: call.range)
    }
  }

  /// What the table says, as a chart and in words.
  private func show(_ profile: GradientProfile, in session: Session, at range: SourceRange) throws(Stop) {
    let whole = try session.trainingRows(at: range)
    if profile.rows < whole {
      session.write(
        Wording(
          en: "over \(profile.rows) of the \(whole) training rows, evenly spaced",
          ko: "훈련 데이터 \(whole)행 가운데 고른 간격으로 뽑은 \(profile.rows)행에서 계산했습니다"))
    }
    if let chart = profile.chart { try session.draw(chart, to: nil, at: range) }
    for sentence in profile.sentences { session.tell(sentence) }
  }
}
