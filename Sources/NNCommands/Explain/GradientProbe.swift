import NNScript
import NNText
import NeuralNetwork

/// `check gradients`.
struct CheckCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "check", group: .looking,
      summary: Wording(en: "gradients against central differences", ko: "기울기(gradient)를 중앙 차분과 비교합니다"),
      details: Wording(
        en: """
          In float64, over at most 16 rows of the training part and at most 100 numbers of each tensor: the gradient \
          that the backward pass computes, beside (L(w + d) - L(w - d)) / 2d with d = 1e-6.
          """,
        ko: """
          float64로, 훈련 데이터의 최대 16행과 텐서마다 최대 100개의 수에 대해, 역전파로 계산한 \
          기울기(gradient) 옆에 (L(w + d) - L(w - d)) / 2d를 보여 줍니다. d = 1e-6입니다.
          """),
      forms: [Form("gradients", [.word("gradients")])],
      examples: [Example("check gradients", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid")],
      seeAlso: ["explain", "gradients", "backward"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.checkGradients(at: call.range) }
}

/// `explain backward` and `check gradients`: gradients taken apart and held against central differences.
extension Session {
  /// Rows of the training part that `check gradients` and an `explain backward` without a row look at, at most.
  private static let probedRows = 16

  /// - Parameter row: as `show row` counts, from 1; `nil` means the first rows of the training part.
  private func probe(row: Int?, at range: SourceRange, rowRange: SourceRange?) throws(Stop) -> (
    GradientProbe, PreparedData
  ) {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let rows: [Int32]
    if let row {
      rows = [
        Int32(
          try inWorkspace { (workspace) throws(Diagnostic) in
            try workspace.trainingRow(row, data, at: rowRange ?? range)
          })
      ]
    } else {
      rows = (0..<Int32(min(data.train.rows, Self.probedRows))).map { $0 }
    }
    do {
      return (
        try GradientProbe(
          model, samples: data.train, rows: rows, settings: state.workspace.description.trainingSettings), data
      )
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  private func sheet(_ probe: GradientProbe, _ data: PreparedData) -> HandSheet {
    HandSheet(
      rows: probe.rows.map { Int($0) }, pass: probe.pass, model: probe.model, data: data,
      loss: state.workspace.description.loss)
  }

  /// `explain backward [row I] weight K I J`.
  func explainWeight(_ call: Invocation) throws(Stop) {
    let model = try drawnModel(at: call.range)
    let place: Int
    do { place = try SetCommand.parameter(of: model.network, call) } catch { throw .failed(error) }
    let layer = (call.arguments.integer("layer") ?? 1) - 1
    let (probe, data) = try probe(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
    let (unit, input) = ((call.arguments.integer("unit") ?? 1) - 1, (call.arguments.integer("input") ?? 1) - 1)
    let sheet = sheet(probe, data)
    guard case .dense = model.network.layers[layer].kind else {
      let shared = SharedWeight(probe: probe, sheet: sheet, layer: layer, unit: unit, input: input, place: place)
      if !output.mode.isForPrograms { for line in shared.heading { printWrapped(line) } }
      return print(shared.table(isForPrograms: output.mode.isForPrograms, in: tableLanguage))
    }
    let chain = ChainRule(
      probe: probe, sheet: sheet, layer: layer, unit: unit, input: input, place: place,
      isExact: output.mode.isForPrograms)
    if !output.mode.isForPrograms { for line in chain.heading { printWrapped(line) } }
    print(chain.table(in: tableLanguage))
  }

  /// `explain backward [row I]`: the rule for this network, layer by layer, with the length of what goes back.
  func explainBackward(_ call: Invocation) throws(Stop) {
    let (probe, data) = try probe(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
    let sheet = sheet(probe, data)
    if !output.mode.isForPrograms {
      let (name, value) = (sheet.loss.definition.name, HandSheet.number(sheet.pass.loss))
      print(
        Wording(
          en: "\(sheet.rowText), loss \(name) = \(value), from the last layer to the first",
          ko: "\(sheet.rowText), 손실 \(name) = \(value), 마지막 층에서 첫 층으로"))
    }
    var table = Table(["layer", "length of dL/dz", "how it is found"])
    for index in sheet.layers.indices.reversed() {
      let length = sheet.pass.layers[index].sumGradients.reduce(0) { $0 + $1 * $1 }.squareRoot()
      table.append([.number(Double(index + 1)), .number(length), .text(sheet.rule(index)[tableLanguage])])
    }
    print(table)
    guard !output.mode.isForPrograms else { return }
    print(
      Wording(
        en: "of every weight: dL/dw = sum over the rows of dL/dz * what comes in; of a bias: the sum of dL/dz",
        ko: "가중치는 dL/dw = 행마다 dL/dz * 들어오는 값을 구해 더한 것, 편향은 dL/dz를 더한 것입니다"))
    print(
      Wording(
        en: "`explain backward row 1 weight K I J` puts in the numbers of one weight",
        ko: "`explain backward row 1 weight K I J`는 가중치 하나의 수를 넣어 보여 줍니다"))
  }

  /// `check gradients`.
  func checkGradients(at range: SourceRange) throws(Stop) {
    let (probe, _) = try probe(row: nil, at: range, rowRange: nil)
    guard probe.pass.loss.isFinite else {
      throw .failed(
        Diagnostic(
          .noMeasure,
          Wording(
            en: "the loss is \(NumberFormat.display(probe.pass.loss)): there are no gradients to check",
            ko: "손실이 \(NumberFormat.display(probe.pass.loss))이므로 검사할 기울기가 없습니다"),
          at: range,
          help: Wording(verbatim: "diagnose")))
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
      let verdict =
        error <= Self.checkedError ? Wording(en: "agrees", ko: "일치") : Wording(en: "differs", ko: "다름")
      table.append([
        .number(Double(tensor.layer + 1)), .text(tensor.role.rawValue), .number(Double(tensor.count)),
        .number(Double(places.count)), .number(largest), .number(error),
        .text(verdict[tableLanguage]),
      ])
    }
    print(table)
    guard !output.mode.isForPrograms else { return }
    print(
      worst <= Self.checkedError
        ? Wording(
          en: """
            every gradient checked agrees with its central difference within \
            \(NumberFormat.display(Self.checkedError)), in float64
            """, ko: "검사한 기울기가 모두 float64 중앙 차분과 \(NumberFormat.display(Self.checkedError)) 안에서 일치합니다")
        : Wording(
          en: """
            a gradient differs from its central difference: at a kink (relu at z = 0) a difference means \
            nothing, elsewhere this is a fault of nnsh
            """, ko: "중앙 차분과 다른 기울기가 있습니다. 꺾이는 점(z = 0에서의 relu)에서는 달라도 괜찮지만, 다른 곳이라면 nnsh의 잘못입니다")
    )
  }

  /// Of each tensor: more would take minutes.
  private static let checkedNumbers = 100
  private static let checkedError = 1e-5
}

extension HandSheet {
  /// dL/dz of a layer (from 0) in words.
  func rule(_ layer: Int) -> Wording {
    let activation = layers[layer].activation
    let slope: Wording =
      activation.kind == .linear
      ? .nothing : Wording(verbatim: " * f'(z), ") + Wording(formula: activation.definition.derivative)
    guard layer == layers.count - 1 else {
      let from =
        dense(layer + 1) == nil
        ? Wording(en: "what comes back from the \(layers[layer + 1].name)", ko: "\(layers[layer + 1].name)에서 돌아오는 값")
        : Wording(en: "w of layer \(layer + 2) * its dL/dz", ko: "\(layer + 2)층의 w * 그 층의 dL/dz")
      return from + slope
    }
    let whole = divisor == 1 ? "" : " / \(divisor)"
    guard !isPaired else { return Wording(verbatim: "(h - y)\(whole)") }
    return Wording(formula: loss.definition.derivative) + Wording(verbatim: whole) + slope
  }
}

/// Gradients of some rows in float64, beside central differences: (L(w + d) − L(w − d)) / 2d.
struct GradientProbe {
  let model: ModelState
  let samples: Samples
  let rows: [Int32]
  let pass: Differentiation
  private let engine: any Engine

  /// Changes a weight by this much, or by as large a share of it.
  static let nudge = 1e-6

  /// - Parameters:
  ///   - model: of any precision; it is computed with in float64.
  ///   - rows: of the samples, from 0; at least one.
  init(_ model: ModelState, samples: Samples, rows: [Int32], settings: TrainingSettings) throws(ShapeError) {
    self.model = model.converted(to: .float64)
    self.samples = samples
    self.rows = rows
    engine = try EngineFactory.engine(
      for: EngineConfiguration(
        network: model.network, precision: .float64, loss: settings.loss, optimizer: settings.optimizer, batch: 1))
    engine.load(self.model)
    pass = engine.differentiate(samples, rows: rows)
  }

  /// The central difference of one parameter, by its place in the flat buffer.
  func difference(at place: Int) -> Double {
    var moved = model
    let weight = model.parameters[place]
    let nudge = Self.nudge * max(1, abs(weight))
    func loss(at value: Double) -> Double {
      moved.parameters[place] = value
      engine.load(moved)
      return engine.differentiate(samples, rows: rows).loss
    }
    let (above, below) = (weight + nudge, weight - nudge)
    return (loss(at: above) - loss(at: below)) / (above - below)
  }
}
