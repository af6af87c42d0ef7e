import NNScript
import NNText
import NeuralNetwork

/// `eval [train|validation|test]`.
struct Eval: SessionCommand {
  var signature: Signature {
    Signature(
      "eval", group: .training,
      summary: Wording(en: "judge the current weights on a part of the data", ko: "지금의 가중치를 데이터에서 평가합니다"),
      details: Wording(
        en: """
          On a truth table: hypothesis (what the model gives), predicted class and target of each row. Otherwise the \
          measures of the part; without a part, of every part there is.
          """,
        ko: """
          진리표에서는 행마다 가설(예측값, hypothesis), 판단한 클래스, 정답(타깃)을 보여 줍니다. 그 밖에는 \
          그 데이터의 측정값(measure)을 보여 줍니다. 어느 데이터인지 쓰지 않으면 있는 데이터를 모두 보여 \
          줍니다.
          """),
      forms: [
        Form("part", Pattern.dataPart), Form("all", []),
      ],
      examples: [
        Example("eval", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example("eval test", setup: "data moons\nsplit 80 20\nlayer 8 tanh\noutput 1 sigmoid\ntrain 2 epochs"),
      ],
      seeAlso: ["predict", "compare", "print"], traits: .looks)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let part = call.arguments.dataPart
    if session.state.workspace.description.data?.isTable ?? false && session.state.workspace.split == nil
      && part != "validation"
      && part != "test"
    {
      session.print(try session.rowsTable(at: call.range))
      guard !session.output.mode.isForPrograms else { return }
      let (evaluation, samples) = try session.evaluation(of: "train", at: call.range)
      let accuracy = Figures.value("accuracy", evaluation, samples, session.state.workspace.description.decision)
      let loss = NumberFormat.display(evaluation.loss)
      let share = accuracy.map { (share: Double) -> Wording in
        let text = NumberFormat.display(share)
        return Wording(en: ", accuracy \(text)", ko: ", 정확도 \(text)")
      }
      session.print(Wording(en: "loss \(loss)", ko: "손실 \(loss)") + (share ?? .nothing))
      return
    }
    session.print(try session.partsTable(part.map { [$0] }, at: call.range))
  }
}

/// What `eval`, `predict` and `compare` print.
extension Session {
  /// A truth table's rows: inputs, hypothesis, predicted class, target.
  func rowsTable(at range: SourceRange) throws(Stop) -> Table {
    let (evaluation, _) = try evaluation(of: "train", at: range)
    let dataset = try preparedData(for: try resolvedNetwork(at: range), at: range).dataset
    let predicted = state.workspace.description.decision.map { evaluation.predictedClasses($0) }
    var columns =
      dataset.featureNames.map { Table.Column($0) }
      + Table.hypothesisColumns(evaluation.units, dataset.targets.classNames)
    if predicted != nil { columns.append("predicted") }
    columns += Table.targetColumns(dataset.targets)
    var table = Table(columns)
    for row in 0..<dataset.rows {
      var cells = dataset.input(row).map { Table.Cell.number(Double($0)) }
      cells += (0..<evaluation.units).map { .number(evaluation.outputs[row * evaluation.units + $0]) }
      if let predicted { cells.append(.className(predicted[row], of: dataset.targets.classNames)) }
      cells += Table.targetCells(dataset.targets, row: row)
      table.append(cells)
    }
    return table
  }

  /// A row a part: how many rows it has and every measure that is defined for one of them.
  func partsTable(_ wanted: [String]?, at range: SourceRange) throws(Stop) -> Table {
    let network = try resolvedNetwork(at: range)
    let present = try preparedData(for: network, at: range).parts.map(\.name)
    let parts = wanted ?? present
    var lines: [(name: String, rows: Int, figures: [String: Double])] = []
    for part in parts {
      let (evaluation, samples) = try evaluation(of: part, at: range)
      var figures: [String: Double] = [:]
      for name in Figures.names {
        figures[name] = Figures.value(name, evaluation, samples, state.workspace.description.decision)
      }
      lines.append((part, samples.rows, figures))
    }
    let shown = Figures.names.filter { name in lines.contains { $0.figures[name] != nil } }
    return Table(
      ["part", "rows"] + shown.map { Table.Column($0) },
      rows: lines.map { line in
        [.text(line.name), .number(Double(line.rows))] + shown.map { line.figures[$0].map { .number($0) } ?? .none }
      })
  }

  /// What the model says to the values of a `predict`.
  func predictionTable(_ call: Invocation) throws(Stop) -> Table {
    let range = call.range
    let model = try drawnModel(at: range)
    let shape = model.network.input ?? Shape(1)
    let classes = state.workspace.description.classNames
    let scaler = try inputScaler(for: model.network, at: range)
    var scaled: [Float]
    let learned = try inputColumns(of: model.network, at: range)
    do throws(Diagnostic) {
      scaled = try state.workspace.description.inputs(call, of: model.network, learned)
    } catch {
      throw .failed(error)
    }
    scaler?.apply(&scaled)
    let units = (try? model.network.shapes().last?.count) ?? 1
    let samples = Samples(x: scaled, inputs: shape.count, y: Array(repeating: 0, count: units), outputs: units)
    let evaluation = try engine(for: model, rows: 1, at: range).evaluate(samples, rows: nil)
    var columns = Table.hypothesisColumns(units, classes)
    var cells = evaluation.outputs.map { Table.Cell.number($0) }
    if let decision = state.workspace.description.decision {
      columns.append("predicted")
      cells.append(.className(evaluation.predictedClasses(decision)[0], of: classes))
    }
    return Table(columns, rows: [cells])
  }

  /// Best first: the lowest loss or error, the highest other measure; runs without it last.
  func sorted(_ runs: [Run], by measure: String, at range: SourceRange) throws(Stop) -> [Run] {
    let words = measure.split(separator: ".").map(String.init)
    guard let reference = MeasureReference(words: words), reference.run == nil, !reference.isBest else {
      throw .failed(
        Diagnostic(
          .noMeasure,
          Wording(en: "'\(measure)' is no measure to compare runs by", ko: "'\(measure)': 학습 기록을 견줄 수 없는 값입니다"),
          at: range))
    }
    var keyed: [(run: Run, key: Double, place: Int)] = []
    let isLower = ["loss", "mae", "step", "epoch", "seconds", "parameters", "layers"].contains(reference.name)
    for (place, run) in runs.enumerated() {
      var inRun = reference
      inRun.run = run.name
      let value = try? self.measure(inRun, at: range)
      let key =
        if case .number(let number)? = value, !number.isNaN { isLower ? number : -number } else { Double.infinity }
      keyed.append((run, key, place))
    }
    return keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.run)
  }
}
