import NNScript
import NNText
import NeuralNetwork

/// Models, data and weights, and what is computed of them: a value that talks to nobody.
///
/// Drawn weights, prepared rows and measures are kept here, so that looking twice computes once; none of them is a
/// change: what comes later is the same whether somebody looked or not.
package struct Workspace: Sendable {
  package var description = Description()
  /// The rows of ``Description/data``.
  private(set) var dataset: Dataset?
  /// How many there were before it: tells it from others.
  private var datasetNumber = 0
  /// Which rows are for what, drawn by `split`.
  private(set) var split: Split?
  /// Those parts as the last training saw them.
  private var prepared: PreparedData?
  /// Weights of each model that needed them so far.
  private(set) var weights: [String: KeptModel] = [:]
  /// What was computed of the current weights.
  var measures = MeasureCache()
  /// What whoever asked last is to be told.
  private var notice: Wording?
  /// Data and models of which it was said that they go together by position.
  private var matchedByPosition: Set<String> = []
  /// `--threads N`; `nil` means one for tiny nets, all cores for large ones.
  var threads: Int?
  /// How many copies of this work side by side, in a sweep, and share the machine's memory.
  var copies = 1

  init() {}

  /// As much as cannot be computed again, for a snapshot.
  var withoutCaches: Workspace {
    var kept = self
    kept.prepared = nil
    kept.measures.forget()
    kept.weights = weights.compactMapValues(\.withoutDraw)
    return kept
  }
}

/// Weights.
extension Workspace {
  /// The current model's weights as they were last needed; `nil` before that.
  var model: ModelState? { weights[description.current]?.state }

  /// Keeps the current model's weights: from now on they are more than a draw.
  mutating func keep(_ model: ModelState) {
    weights[description.current] = KeptModel(learned: model, description.settings)
  }

  /// A model's weights, of the current one where none is named, are to be drawn again.
  mutating func forgetWeights(of name: String? = nil) { weights[name ?? description.current] = nil }

  /// The current network, everything known; an error says what is missing.
  func network(at range: SourceRange) throws(Diagnostic) -> Network {
    guard let network = try description.knownNetwork(at: range) else {
      throw .noLayers(model: description.current, at: range)
    }
    return network
  }

  /// The current model with its weights: drawn when first needed, drawn anew while they are only a draw and seed, init
  /// or layers change; a model that was trained keeps every weight whose shape stays.
  mutating func initializedModel(at range: SourceRange) throws(Diagnostic) -> ModelState {
    let network = try network(at: range)
    try checkShareOfMemory(network, at: range)
    let (name, settings) = (description.current, description.settings)
    let precision = settings[.precision] ?? .float32
    let kept = weights[name]
    if let kept, kept.isCurrent(for: network, precision, settings) { return kept.state }
    do throws(ShapeError) {
      let today = try KeptModel(kept?.learned, as: network, precision, settings)
      weights[name] = today
      return today.state
    } catch {
      throw Diagnostic(.shape, error, at: range)
    }
  }
}

/// Data.
extension Workspace {
  /// New rows; what was split and scaled before is gone.
  mutating func take(_ dataset: Dataset) {
    self.dataset = dataset
    // What the check of a script finds in its data, that of an entry must find.
    description.data?.known.value = dataset.targets
    datasetNumber += 1
    split = nil
    prepared = nil
  }

  /// Draws the parts that `split` asks for.
  mutating func drawSplit(at range: SourceRange) throws(Diagnostic) {
    guard let dataset, let setting = description.settings[.split] else { return }
    let classes =
      if setting.isStratified, case .classes(_, let indices) = dataset.targets { indices } else { [Int]?.none }
    do {
      split =
        switch setting.parts {
        case .shares(let shares):
          try Split(rows: dataset.rows, shares: shares, classes: classes, seed: setting.seed, test: dataset.testRows)
        case .fold(let fold, let count):
          try Split(rows: dataset.rows, fold: fold, of: count, classes: classes, seed: setting.seed)
        }
    } catch {
      throw Diagnostic(.splitShares, error, at: range)
    }
    prepared = nil
  }

  /// The data ready for the current model; an error where they do not belong together.
  ///
  /// Whoever computes with a model and the data comes by here. `use`, `undo` and `load` may well bring a model beside
  /// data of another: that is wrong only when the two are to meet.
  mutating func preparedData(for network: Network, at range: SourceRange) throws(Diagnostic) -> PreparedData {
    guard let dataset, let fit = try description.fit(at: range) else { throw .missingData(at: range) }
    try description.checkInput(of: network, at: range)
    let learned = description.model.learned
    let targets = learned.map { dataset.targets.mapped(fit.mapping, to: $0.binding) } ?? dataset.targets
    guard let encoding = try description.encoding(of: targets, for: network, at: range) else {
      throw .missingData(at: range)
    }
    let key = PreparedData.Key(
      dataset: datasetNumber, encoding: encoding, scaling: description.scaling, learned: learned, split: split)
    if let prepared, prepared.key == key { return prepared }
    try checkMemory(
      for: dataset, units: encoding.outputs, isCopied: !fit.mapping.isIdentity || !dataset.gaps.isEmpty, at: range)
    noteWay(fit.mapping)
    let data = PreparedData(dataset, fit.mapping, key)
    prepared = data
    return data
  }

  /// Has it said once of these data and this model that only their order goes together.
  private mutating func noteWay(_ mapping: DataMapping) {
    guard mapping.isByPosition, matchedByPosition.insert("\(datasetNumber) \(description.current)").inserted,
      let data = description.data
    else { return }
    let isNamed = description.model.learned?.binding.isNamed == true
    notice =
      isNamed
      ? Wording(
        en: "data \(data.name) have no column names: model \(description.current) takes their columns by position",
        ko: "데이터 \(data.name)에는 열 이름이 없어, \(description.current) 모델이 열을 순서대로 받습니다")
      : Wording(
        en: "model \(description.current) knows no column names: it takes the columns of data \(data.name) by position",
        ko: "\(description.current) 모델이 아는 열 이름이 없어, 데이터 \(data.name)의 열을 순서대로 받습니다")
  }

  /// What is to be said of the last answer, once.
  mutating func takeNotice() -> Wording? {
    defer { notice = nil }
    return notice
  }

  /// The place of a row of the data (from 1) in the training part.
  func trainingRow(_ row: Int, _ data: PreparedData, at range: SourceRange) throws(Diagnostic) -> Int {
    let count = dataset?.rows ?? 0
    guard row <= count else {
      throw Diagnostic(
        .noSuchRow,
        Wording(en: "there is no row \(row): the data have \(count)", ko: "\(row)행이 없습니다. 데이터는 \(count)행입니다"),
        at: range)
    }
    guard let place = data.split.train.firstIndex(of: row - 1) else {
      let isTest = data.split.test.contains(row - 1)
      let part = Wording(en: isTest ? "test" : "validation", ko: isTest ? "시험" : "검증")
      throw Diagnostic(
        .noSuchRow,
        Wording(
          en: "row \(row) belongs to the \(part) part, and a step learns from training rows only",
          ko: "\(row)행은 \(part) 데이터인데, 한 스텝은 훈련 데이터에서만 배웁니다"), at: range,
        help: data.split.train.first.map {
          Wording(en: "row \($0 + 1) is one of them", ko: "예를 들어 \($0 + 1)행은 훈련 데이터입니다")
        })
    }
    return place
  }
}

/// Engines.
extension Workspace {
  /// Rows that pass at a time where nothing is learned: memory must not grow with the data.
  private static let evaluationBatch = 512

  /// An engine that holds the model's weights, for looking rather than training.
  func engine(for model: ModelState, rows: Int, at range: SourceRange) throws(Diagnostic) -> any Engine {
    let settings = description.trainingSettings
    let configuration = EngineConfiguration(
      network: model.network, precision: model.precision, loss: settings.loss, optimizer: settings.optimizer,
      regularization: settings.regularization, clipping: settings.clipping,
      batch: min(max(1, rows), Self.evaluationBatch), decision: description.decision, threads: threads)
    do {
      let engine = try EngineFactory.engine(for: configuration)
      engine.load(model)
      return engine
    } catch {
      throw Diagnostic(.shape, error, at: range)
    }
  }

  /// What trains the model on the data, with the settings in force.
  ///
  /// - Parameters:
  ///   - validates: whether each recorded step says what the validation part says.
  ///   - stopsAtNonFinite: `nil` means as `on nan` says.
  func trainer(
    of model: ModelState, _ data: PreparedData, validates: Bool, stopsAtNonFinite: Bool? = nil, at range: SourceRange
  ) throws(Diagnostic) -> Trainer {
    var settings = description.trainingSettings
    settings.threads = threads
    if let stopsAtNonFinite { settings.stopsAtNonFinite = stopsAtNonFinite }
    do {
      return try Trainer(
        model, train: data.train, validation: validates ? data.validation : nil, decision: description.decision,
        settings: settings)
    } catch {
      throw Diagnostic(.shape, error, at: range)
    }
  }

  /// What the current weights say to a part of the data.
  mutating func evaluation(
    of part: String, revision: Int, at range: SourceRange
  ) throws(Diagnostic) -> (Evaluation, Samples) {
    let model = try initializedModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    guard let samples = data[part] else { throw .noPart(part, at: range) }
    if let kept = measures[evaluationOf: part, revision, model.step] { return (kept, samples) }
    let evaluation = try engine(for: model, rows: samples.rows, at: range).evaluate(samples, rows: nil)
    measures[evaluationOf: part, revision, model.step] = evaluation
    return (evaluation, samples)
  }

  /// Backward passes of the model's weights over the training part, or over rows all over it where it is large.
  ///
  /// - Parameter model: `nil` means the current one.
  mutating func survey(
    of model: ModelState? = nil, revision: Int, at range: SourceRange
  ) throws(Diagnostic) -> (ModelState, Survey) {
    let model = if let model { model } else { try initializedModel(at: range) }
    if let kept = measures[surveyOf: revision, step: model.step] { return (model, kept) }
    let data = try preparedData(for: model.network, at: range)
    let engine = try engine(for: model, rows: 1, at: range)
    let survey = Survey(engine, data.train, rows: Survey.rows(of: data.train.rows))
    measures[surveyOf: revision, step: model.step] = survey
    return (model, survey)
  }
}
