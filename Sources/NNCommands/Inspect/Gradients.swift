import Glibc
import NNPlot
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
      seeAlso: ["diagnose", "activation", "init"], traits: .looks)
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
    guard !session.output.mode.isForPrograms else { return session.print(table) }
    try session.turningPagesAtPrompt { () throws(Stop) in
      session.print(table)
      try show(profile, in: session, at: call.range)
    }
  }

  /// What the table says, as a chart and in words.
  private func show(_ profile: GradientProfile, in session: Session, at range: SourceRange) throws(Stop) {
    let whole = try session.trainingRows(at: range)
    if profile.rows < whole {
      session.print(
        Wording(
          en: "over \(profile.rows) of the \(whole) training rows, evenly spaced",
          ko: "훈련 데이터 \(whole)행 가운데 고른 간격으로 뽑은 \(profile.rows)행에서 계산했습니다"))
    }
    if let chart = profile.chart { try session.draw(chart, to: nil, at: range) }
    for sentence in profile.sentences { session.printWrapped(sentence) }
  }
}

/// What a backward pass says of each layer that has weights.
struct GradientProfile {
  struct LayerLine {
    /// Row of `show model`.
    var number: Int
    var name: String
    /// Length of dL/d(weights).
    var norm: Double
    /// Length of dL/dz over all rows. Unlike ``norm``, no sum in which the rows cancel out.
    var delta: Double
    /// Share of the last layer's norm; `nil` where that is 0 or not finite.
    var toLast: Double?
    /// This norm by that of the next layer with weights: what one layer back multiplies the gradient by.
    var factor: Double?
    /// rate · norm / length of the weights; `nil` for weights that are all 0.
    var updateRatio: Double?
    /// Share of outputs on a flat end; `nil` for an activation without two ends.
    var saturated: Double?
    /// Units whose slope is 0 at every row.
    var dead: Int
    var units: Int
  }

  private(set) var layers: [LayerLine] = []
  let loss: Double

  /// Rows that passed.
  let rows: Int

  init(model: ModelState, pass: Survey, rate: Double) {
    loss = pass.loss
    rows = pass.rows
    for (index, layer) in model.network.layers.enumerated() {
      guard let norm = pass.gradientNorm(ofLayer: index, model.layout),
        let weights = model.layout.tensor(.weight, ofLayer: index)
      else { continue }
      let length = weights.range.reduce(0) { $0 + model.parameters[$1] * model.parameters[$1] }.squareRoot()
      let outcome = pass.layers[index]
      layers.append(
        LayerLine(
          number: index + 1, name: layer.activation.kind.rawValue, norm: norm,
          delta: pass.layers[index].deltaNorm,
          updateRatio: Self.ratio(rate * norm, to: length),
          saturated: layer.activation.hasTwoEnds ? outcome.saturatedShare : nil,
          dead: outcome.deadUnits.count, units: outcome.width))
    }
    guard let last = layers.last else { return }
    for index in layers.indices {
      layers[index].toLast = Self.ratio(layers[index].norm, to: last.norm)
      if index + 1 < layers.count {
        layers[index].factor = Self.ratio(layers[index].norm, to: layers[index + 1].norm)
      }
    }
  }

  /// `nil` where the quotient would say nothing.
  private static func ratio(_ value: Double, to whole: Double) -> Double? {
    let ratio = value / whole
    return whole != 0 && ratio.isFinite ? ratio : nil
  }
}

extension Activation {
  /// Whether it can be saturated on both sides: sigmoid, tanh and their like.
  fileprivate var hasTwoEnds: Bool { definition.asymptotes.count == 2 }
}

extension GradientProfile {
  /// A bar a layer.
  func bars(isLogarithmic: Bool) -> BarChart {
    BarChart(
      title: "gradient norm by layer", label: "gradient norm", isLogarithmic: isLogarithmic,
      bars: layers.map { BarChart.Bar("\($0.number) \($0.name)", $0.norm) })
  }

  /// The bars of several layers, on a scale that shows them all; `nil` where there is nothing to compare.
  var chart: BarChart? {
    let norms = layers.map(\.norm)
    guard norms.count > 1, norms.allSatisfy(\.isFinite), let largest = norms.max(), largest > 0 else { return nil }
    let smallest = norms.filter { $0 > 0 }.min() ?? largest
    return bars(isLogarithmic: largest > 100 * smallest)
  }
}

extension GradientProfile {
  /// Below and above these shares of the last layer's gradient the first layer's is worth a name.
  private static let vanishingShare = 1e-2
  private static let explodingShare = 1e2
  private static let saturatedShare = 0.5

  /// What the numbers show, in a teacher's words; nothing beyond them.
  var sentences: [Wording] {
    guard loss.isFinite, layers.allSatisfy(\.norm.isFinite) else {
      let what =
        loss.isFinite
        ? Wording(en: "a gradient is not finite", ko: "유한하지 않은 기울기가 있습니다")
        : Wording(en: "the loss is \(NumberFormat.display(loss))", ko: "손실이 \(NumberFormat.display(loss))입니다")
      return [
        Wording(
          en: "\(what): these gradients say nothing; `diagnose` looks for the cause",
          ko: "\(what). 이 기울기로는 아무것도 알 수 없습니다. `diagnose`로 원인을 찾으세요")
      ]
    }
    return [flow].compactMap { $0 } + layers.compactMap(Self.saturation) + layers.compactMap(Self.deadUnits)
  }

  /// How the gradient fares on its way back through the layers.
  private var flow: Wording? {
    guard let first = layers.first, let last = layers.last, layers.count > 1 else { return nil }
    let starved = layers.prefix { $0.norm == 0 }
    if starved.count == layers.count {
      return Wording(en: "no layer's weights get any gradient", ko: "어느 층의 가중치도 기울기를 받지 못합니다")
    }
    if let end = starved.last {
      return first.number == end.number
        ? Wording(en: "no gradient reaches layer \(end.number)", ko: "\(end.number)층에는 기울기가 닿지 않습니다")
        : Wording(
          en: "no gradient reaches layers \(first.number) to \(end.number)",
          ko: "\(first.number)층부터 \(end.number)층까지는 기울기가 닿지 않습니다")
    }
    guard let share = first.toLast else {
      return Wording(
        en: "layer \(last.number), the last one, gets no gradient",
        ko: "마지막 층인 \(last.number)층이 기울기를 받지 못합니다")
    }
    let shown = Self.brief(share)
    let whole = Wording(
      en: "layer \(first.number) gets \(shown) of what layer \(last.number) gets",
      ko: "\(first.number)층의 기울기는 \(last.number)층의 \(shown)배입니다")
    let factor = pow(share, 1 / Double(layers.count - 1))
    if share < Self.vanishingShare {
      return Wording(
        en: "the gradient vanishes: it shrinks by ÷ \(Self.brief(1 / factor)) a layer on the way back; \(whole)",
        ko: "기울기가 소실됩니다. 역전파에서 한 층을 지날 때마다 \(Self.brief(1 / factor))분의 1이 됩니다. \(whole)")
    }
    if share > Self.explodingShare {
      return Wording(
        en: "the gradient explodes: it grows by × \(Self.brief(factor)) a layer on the way back; \(whole)",
        ko: "기울기가 폭발합니다. 역전파에서 한 층을 지날 때마다 \(Self.brief(factor))배가 됩니다. \(whole)")
    }
    return hiddenVanishing
      ?? Wording(en: "the gradient neither vanishes nor explodes: \(whole)", ko: "기울기가 소실되지도 폭발하지도 않습니다. \(whole)")
  }

  /// On a plateau the rows' gradients cancel out in the last layer's weights, and a share of that tells nothing.
  private var hiddenVanishing: Wording? {
    guard layers.count >= 3, let first = layers.first?.delta, let last = layers.last?.delta, first > 0,
      first < VanishingGradient.limit * last
    else { return nil }
    let factor = Self.brief(pow(last / first, 1 / Double(layers.count - 1)))
    return Wording(
      en: """
        row by row the gradient vanishes: dL/dz shrinks by ÷ \(factor) a layer on the way back; the table's norms are \
        those of sums over the rows, which cancel out in the last layer
        """,
      ko: """
        행마다 보면 기울기가 소실됩니다. 역전파에서 한 층을 지날 때마다 dL/dz가 \(factor)분의 1이 됩니다. 표의 크기는 \
        모든 행을 더한 기울기의 크기인데, 마지막 층에서는 행들의 기울기가 서로 상쇄됩니다
        """)
  }

  private static func saturation(_ layer: LayerLine) -> Wording? {
    guard let share = layer.saturated, share >= saturatedShare else { return nil }
    return Wording(
      en: """
        layer \(layer.number): \(brief(100 * share)) % of its outputs are saturated, where \(layer.name) is \
        flat
        """, ko: "\(layer.number)층: 출력의 \(brief(100 * share)) %가 \(layer.name)의 평평한 곳에서 포화되었습니다")
  }

  private static func deadUnits(_ layer: LayerLine) -> Wording? {
    guard layer.dead > 0 else { return nil }
    let units =
      layer.dead == layer.units
      ? Wording(en: "no unit learns", ko: "배우는 유닛이 하나도 없습니다")
      : Wording(
        en: "\(CountText.units(layer.dead)) of \(layer.units) dead",
        ko: "유닛 \(layer.units)개 가운데 \(CountText.number(layer.dead))개가 죽었습니다")
    return Wording(
      en: "layer \(layer.number): \(units): the slope of \(layer.name) is 0 at every row",
      ko: "\(layer.number)층: \(units). 모든 행에서 \(layer.name)의 미분값이 0입니다")
  }

  private static func brief(_ number: Double) -> String { NumberFormat.rounded(number, digits: 2) }
}
