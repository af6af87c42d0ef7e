import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// `activations`.
struct Activations: SessionCommand {
  var signature: Signature {
    Signature(
      "activations", group: .looking,
      summary: Wording(en: "what each layer gives, by layer", ko: "층마다 어떤 값을 내놓는지 보여 줍니다"),
      details: Wording(
        en: """
          Mean, deviation and range of each layer's outputs over the training part (of more than 1,000 rows so many, \
          evenly spaced), the share of saturated ones and the dead units. Where the deviation shrinks from layer to \
          layer, the rows grow alike and the signal is lost.
          """,
        ko: """
          훈련 데이터에서 층마다 출력의 평균, 표준편차, 범위와 포화된 출력의 비율, 죽은 유닛의 수를 보여 \
          줍니다(1,000행이 넘으면 고른 간격으로 그만큼만 봅니다). 층을 지날수록 표준편차가 줄어들면 행들이 \
          서로 비슷해지고 신호가 사라집니다.
          """),
      forms: [Form("activations", [])],
      examples: [Example("activations", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid")],
      seeAlso: ["gradients", "histogram", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.activations(at: call.range) }
}

/// `histogram weights|gradients|outputs K`.
struct Histogram: SessionCommand {
  var signature: Signature {
    let net = "data xor\nlayer 5 tanh times 3\noutput 1 sigmoid"
    return Signature(
      "histogram", group: .looking,
      summary: Wording(
        en: "how weights, gradients or outputs are spread", ko: "가중치, 기울기(gradient), 출력이 어떻게 퍼져 있는지 보여 줍니다"),
      details: Wording(
        en: "A bar a range of values, of layer K over the training part. K is a row of `show model`.",
        ko: """
          K층의 값을 훈련 데이터에서 구해, 값의 구간마다 막대 하나로 그립니다. K는 `show model`의 행 \
          번호입니다.
          """),
      forms: ["weights", "gradients", "outputs"].map { Form($0, [.word($0), .slot(.layer())]) },
      examples: [
        Example("histogram weights 1", setup: net), Example("histogram gradients 2", setup: net),
        Example("histogram outputs 3", setup: net),
      ], seeAlso: ["activations", "gradients", "plot"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
    guard let layer = call.arguments.integer("layer") else { return }
    try description.planLayer(
      layer, needsWeights: call.form != "outputs", at: call.arguments.range("layer") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.histogram(
      call.form, layer: call.arguments.integer("layer") ?? 1, at: call.arguments.range("layer") ?? call.range)
  }
}

/// `histogram weights|gradients|outputs K`, `activations`.
extension Session {
  private static let bins = 15

  /// - Parameter layer: from 1.
  func histogram(_ what: String, layer: Int, at range: SourceRange) throws(Stop) {
    let (model, pass) = try pass(at: range)
    guard layer <= model.network.layers.count else {
      throw .failed(.noSuchLayer(layer, of: model.network.layers.count, at: range))
    }
    let numbers: [Double]
    if what == "outputs" {
      numbers = try layerPass(at: range).1.layers[layer - 1].outputs
    } else {
      guard let weight = model.layout.weight(ofLayer: layer - 1) else {
        throw .failed(.noWeights(layer, model.network.layers[layer - 1].name, at: range))
      }
      numbers = weight.range.map { what == "weights" ? model.parameters[$0] : pass.gradients[$0] }
    }
    let chart = Self.bars(numbers, title: "\(what) of layer \(layer) at step \(model.step)")
    guard !output.mode.isForPrograms else { return print(chart.table) }
    try draw(chart, to: nil, at: range)
    let spread = Spread(numbers)
    let (count, lost) = (CountText.number(numbers.count), CountText.number(spread.lost))
    let mean = NumberFormat.rounded(spread.mean, digits: 4)
    let deviation = NumberFormat.rounded(spread.deviation, digits: 4)
    let rest =
      spread.lost > 0
      ? Wording(en: ", \(lost) not finite", ko: ", 유한하지 않은 수 \(lost)개") : .nothing
    print(
      Wording(
        en: "\(count) numbers, mean \(mean), deviation \(deviation)\(rest)",
        ko: "수 \(count)개, 평균 \(mean), 표준편차 \(deviation)\(rest)"))
  }

  /// Rows whose outputs are looked at, at most.
  private static let lookedAtRows = 1000

  /// One pass over rows all over the training part, with every layer's numbers.
  private func layerPass(at range: SourceRange) throws(Stop) -> (ModelState, Differentiation) {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let rows = Survey.rows(of: data.train.rows, limit: Self.lookedAtRows)
    return (model, try engine(for: model, rows: rows.count, at: range).differentiate(data.train, rows: rows))
  }

  /// Equal parts of the range with how many numbers fall into each.
  private static func bars(_ numbers: [Double], title: String) -> BarChart {
    let finite = numbers.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      return BarChart(title: title, label: "numbers", bars: [.init("not finite", Double(numbers.count))])
    }
    guard high > low else {
      return BarChart(
        title: title, label: "numbers", bars: [.init(NumberFormat.rounded(low, digits: 4), Double(finite.count))])
    }
    var counts = [Int](repeating: 0, count: bins)
    let width = high / Double(bins) - low / Double(bins)
    for number in finite { counts[min(bins - 1, max(0, Int((number - low) / width)))] += 1 }
    return BarChart(
      title: title, label: "numbers",
      bars: counts.enumerated().map { index, count in
        let (from, to) = (low + Double(index) * width, low + Double(index + 1) * width)
        return BarChart.Bar(
          "\(NumberFormat.significant(from, digits: 3)) to \(NumberFormat.significant(to, digits: 3))", Double(count))
      })
  }

  /// What each layer gives over the training part.
  func activations(at range: SourceRange) throws(Stop) {
    let (model, pass) = try layerPass(at: range)
    let digits = Table.NumberStyle.significant(3)
    var table = Table([
      "layer", "kind", "activation", .init("mean", numbers: digits), .init("deviation", numbers: digits),
      .init("min", numbers: digits), .init("max", numbers: digits), .init("saturated %", numbers: .fixed(1)),
      "dead units",
    ])
    var bars: [BarChart.Bar] = []
    for (index, layer) in model.network.layers.enumerated() {
      let own = pass.layers[index]
      let spread = Spread(own.outputs)
      let hasEnds = layer.activation.definition.asymptotes.count == 2
      table.append([
        .number(Double(index + 1)), .text(layer.name),
        .text(layer.takesActivation ? layer.activation.kind.rawValue : ""),
        .number(spread.mean), .number(spread.deviation), .number(own.outputs.min() ?? .nan),
        .number(own.outputs.max() ?? .nan),
        hasEnds ? .number(100 * own.saturatedShare(layer.activation)) : .none,
        .number(Double(own.deadUnits(layer.activation).count)),
      ])
      bars.append(
        .init("\(index + 1) \(layer.takesActivation ? layer.activation.kind.rawValue : layer.name)", spread.deviation))
    }
    print(table)
    guard !output.mode.isForPrograms, bars.count > 1 else { return }
    try draw(
      BarChart(title: "deviation of what each layer gives", label: "deviation", bars: bars), to: nil, at: range)
    let (first, last) = (bars[0].value, bars[bars.count - 1].value)
    if bars.count > 2, last < first / 100 {
      print(
        Wording(
          en: "what the layers give grows more and more alike: behind layer \(bars.count) the rows hardly differ",
          ko: "층을 지날수록 출력이 서로 비슷해져서, \(bars.count)층을 지나면 행 사이에 차이가 거의 없습니다"))
    }
  }
}

/// Mean and standard deviation of numbers, those that are not finite left out and counted.
private struct Spread {
  var mean: Double
  var deviation: Double
  var lost: Int

  init(_ numbers: [Double]) {
    let finite = numbers.filter(\.isFinite)
    let count = Double(max(1, finite.count))
    let mean = finite.reduce(0) { $0 + $1 / count }
    self.mean = finite.isEmpty ? .nan : mean
    deviation = finite.isEmpty ? .nan : finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / count }.squareRoot()
    lost = numbers.count - finite.count
  }
}
