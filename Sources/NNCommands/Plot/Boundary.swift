import NeuralNetwork
import NNPlot
import NNScript
import NNText

/// `plot boundary`: what the model says between the rows.
extension Session {
  private static let gridColumns = 120
  private static let gridRows = 60
  /// Rows drawn as points, at most.
  private static let pointLimit = 400

  func boundaryChart(at range: SourceRange) throws(Stop) -> LineChart {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let dataset = data.dataset
    switch dataset.shape.count {
    case 1: return try fitChart(model, data, dataset, at: range)
    case 2: return try planeChart(model, data, dataset, at: range)
    default:
      throw .failed(
        Diagnostic(
          .noPicture,
          Wording(
            en: "a boundary is drawn over 2 inputs, data \(dataset.name) have \(dataset.shape.count)",
            ko: "경계는 입력이 2개일 때 그립니다. 데이터 \(dataset.name)의 입력은 \(dataset.shape.count)개입니다"), at: range,
          help: Wording(
            en: "plot confusion, or data of 2 inputs: moons, circles, spiral, xor",
            ko: "plot confusion을 쓰거나 입력이 2개인 데이터를 쓰세요: moons, circles, spiral, xor")))
    }
  }

  /// What the model gives for inputs that no row has, in the data's own units.
  private func answers(_ model: ModelState, _ inputs: [Float], width: Int, _ scaler: Scaler, at range: SourceRange)
    throws(Stop) -> Evaluation
  {
    var scaled = inputs
    scaler.apply(&scaled)
    let units = (try? model.network.shapes().last?.count) ?? 1
    let rows = inputs.count / width
    let samples = Samples(
      x: scaled, inputs: width, y: Array(repeating: 0, count: rows * units), outputs: units)
    return try engine(for: model, rows: rows, at: range).evaluate(samples, rows: nil)
  }

  /// One input: the data as points, the model as a curve.
  private func fitChart(
    _ model: ModelState, _ data: PreparedData, _ dataset: Dataset, at range: SourceRange
  ) throws(Stop) -> LineChart {
    let column = Self.spread(of: dataset, column: 0)
    let x = (0...240).map { column.lowerBound + (column.upperBound - column.lowerBound) * Double($0) / 240 }
    let found = try answers(model, x.map { Float($0) }, width: 1, data.scaler, at: range)
    let curve = LineChart.Series("model", x: x, y: x.indices.map { found.outputs[$0 * found.units] })
    let targets = data.train
    let points = data.split.train.prefix(Self.pointLimit).enumerated().map { place, row in
      Point(Double(dataset.input(row).first ?? 0), Double(targets.y[place * targets.outputs]))
    }
    return LineChart(
      title: "\(dataset.name): the data and what the model makes of them", x: .init(dataset.featureNames[0]),
      y: .init("output"), series: [curve, .init("training rows", points: points, isScattered: true)])
  }

  /// Two inputs: the class, or the size of the answer, everywhere, and the rows on it.
  private func planeChart(
    _ model: ModelState, _ data: PreparedData, _ dataset: Dataset, at range: SourceRange
  ) throws(Stop) -> LineChart {
    let (x, y) = (Self.spread(of: dataset, column: 0), Self.spread(of: dataset, column: 1))
    var inputs: [Float] = []
    inputs.reserveCapacity(2 * Self.gridColumns * Self.gridRows)
    for row in 0..<Self.gridRows {
      for column in 0..<Self.gridColumns {
        inputs.append(Float(x.middle(column, of: Self.gridColumns)))
        inputs.append(Float(y.middle(row, of: Self.gridRows)))
      }
    }
    let found = try answers(model, inputs, width: 2, data.scaler, at: range)
    let decision = state.workspace.description.decision
    let field = LineChart.Field(
      columns: Self.gridColumns, x: x, y: y,
      cells: decision.map { Self.regions(found, $0) } ?? Self.heights(found, data.train))
    let names = state.workspace.description.classNames ?? []
    func point(_ row: Int) -> Point {
      let input = dataset.input(row)
      return Point(Double(input[input.startIndex]), Double(input[input.startIndex + 1]))
    }
    let shown = data.split.train.prefix(Self.pointLimit)
    let series: [LineChart.Series]
    if case .classes(_, let indices) = dataset.targets {
      series = names.indices.map { index in
        LineChart.Series(
          "class \(names[index])", points: shown.filter { indices[$0] == index }.map(point), isScattered: true)
      }
    } else {
      series = [LineChart.Series("training rows", points: shown.map(point), isScattered: true)]
    }
    return LineChart(
      title: decision == nil
        ? "\(dataset.name): where the model's answer is low and where high"
        : "\(dataset.name): what the model decides where",
      x: .init(dataset.featureNames[0]), y: .init(dataset.featureNames[1]), series: series, field: field)
  }

  /// The class everywhere, stronger where the answer is clear.
  private static func regions(_ found: Evaluation, _ decision: Decision) -> [(series: Int, strength: Double)] {
    let classes = found.predictedClasses(decision)
    return classes.indices.map { place in
      let own = found.outputs[place * found.units..<(place + 1) * found.units]
      let clear: Double
      switch decision {
      case .threshold(let limit): clear = min(1, 2 * abs((own.first ?? limit) - limit))
      case .largest:
        let sorted = own.sorted(by: >)
        clear = sorted.count > 1 ? min(1, sorted[0] - sorted[1]) : 1
      }
      return (classes[place], clear.isFinite ? clear : 0)
    }
  }

  /// Of numbers: below or above the middle of the targets, stronger the farther off.
  private static func heights(_ found: Evaluation, _ samples: Samples) -> [(series: Int, strength: Double)] {
    let targets = stride(from: 0, to: samples.y.count, by: samples.outputs).map { Double(samples.y[$0]) }
    let (low, high) = (targets.min() ?? 0, targets.max() ?? 1)
    let middle = (low + high) / 2
    let half = max((high - low) / 2, .leastNormalMagnitude)
    return stride(from: 0, to: found.outputs.count, by: found.units).map { place in
      let off = (found.outputs[place] - middle) / half
      return (off < 0 ? 0 : 1, off.isFinite ? min(1, abs(off)) : 0)
    }
  }

  /// A column's range with a twentieth of air on both sides.
  private static func spread(of dataset: Dataset, column: Int) -> ClosedRange<Double> {
    let values = (0..<dataset.rows).map { row in
      let input = dataset.input(row)
      return Double(input[input.startIndex + column])
    }
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    let air = high > low ? (high - low) / 20 * 2 : 1
    return (low - air)...(high + air)
  }
}

extension ClosedRange<Double> {
  /// The middle of one of some equal parts.
  fileprivate func middle(_ index: Int, of count: Int) -> Double {
    lowerBound + (upperBound - lowerBound) * (Double(index) + 0.5) / Double(count)
  }
}

extension DiagnosticCode {
  static let noPicture = DiagnosticCode(
    "E0609", Wording(en: "nothing to picture", ko: "그릴 것이 없음"),
    Wording(
      en: """
        The picture needs something that model or data do not have: a boundary 1 or 2 inputs, a network dense layers, images \
        image data, a confusion table classes.
        """, ko: "그림에 필요한 것이 모델이나 데이터에 없습니다. 경계에는 입력 1개나 2개, 신경망 그림에는 dense 층, 이미지에는 이미지 데이터, 혼동 행렬에는 클래스가 필요합니다."))
}
