import NNScript
import NNText
import NeuralNetwork

/// What a training takes from the session.
extension Description {
  /// How accuracy is judged; `nil` where targets are numbers.
  var decision: Decision? {
    guard classNames != nil, let units = try? resolved?.shapes().last?.count else { return nil }
    return .standard(units: units, loss: loss, output: model.network.outputActivation)
  }

  /// Those that the model learned, else those of the data; `nil` where targets are numbers.
  var classNames: [String]? {
    guard let data else { return model.classes }
    return data.targets.classNames.map { model.classes ?? $0 }
  }

  var trainingSettings: TrainingSettings {
    TrainingSettings(
      loss: loss, optimizer: settings[.optimizer] ?? .standard, schedule: settings[.schedule] ?? .constant,
      regularization: settings[.regularization] ?? .none, clipping: settings[.clipping] ?? .none, batch: batch,
      seed: settings.seed, stopsAtNonFinite: settings[.stopsAtNaN] ?? true, recordEvery: settings[.recording])
  }

  /// What the checker knows of a pass that changes nothing: it would run.
  ///
  /// - Parameter judgesMemory: false where nothing is trained.
  func planPass(at range: SourceRange, judgesMemory: Bool = true) throws(Diagnostic) {
    if model.isUnknown { return }
    guard !model.isEmpty else { throw .noLayers(model: current, at: range) }
    guard data != nil || isDataUnknown else { throw .missingData(at: range) }
    try check(at: range, judgesLoss: true, judgesMemory: judgesMemory)
    guard let network = resolved, let data = try fittedData(at: range) else { return }
    try checkInput(of: network, at: range)
    _ = try encoding(of: data.known.value ?? data.targets, for: network, at: range)
  }

  /// A statement that looks at model and data: what is told of it is sure.
  func planLook(at range: SourceRange) throws(Diagnostic) {
    if isReached { try planPass(at: range, judgesMemory: false) }
  }

  /// A statement that asks the model, with the scaling of the data where there are any.
  func planAsk(at range: SourceRange) throws(Diagnostic) {
    guard isReached, try knownNetwork(at: range) != nil, data != nil else { return }
    try planPass(at: range, judgesMemory: false)
  }

  /// A statement that names a layer of a model.
  func planLayer(_ layer: Int, needsWeights: Bool, at range: SourceRange?) throws(Diagnostic) {
    guard !model.isUnknown else { return }
    let layers = model.network.layers
    guard layer <= layers.count else { throw .noSuchLayer(layer, of: layers.count, at: range) }
    guard needsWeights, isReached, let network = resolved, let layout = try? ParameterLayout(network) else { return }
    guard layout.weight(ofLayer: layer - 1) != nil else {
      throw .noWeights(layer, layers[layer - 1].name, at: range ?? SourceRange(source: 0, lower: 0, upper: 0))
    }
  }

  /// The current network, everything known; `nil` where only the run knows it, an error where something is missing.
  func knownNetwork(at range: SourceRange) throws(Diagnostic) -> Network? {
    guard !model.isUnknown else { return nil }
    guard !model.isEmpty else { throw .noLayers(model: current, at: range) }
    guard let network = resolved else {
      if isDataUnknown || model.isAmbiguous(for: data) { return nil }
      throw Diagnostic(
        .noData,
        Wording(en: "model '\(current)' does not know its input yet", ko: "'\(current)' 모델의 입력을 아직 모릅니다"), at: range,
        help: Wording(
          en: "give it data, for example `data xor`, or say `input 2`", ko: "`data xor`처럼 데이터를 주거나 `input 2`처럼 쓰세요"))
    }
    do { _ = try network.shapes() } catch { throw Diagnostic(.shape, error, at: range) }
    return network
  }

  /// How the targets become the numbers that the network's output is compared with.
  func encoding(
    of targets: Dataset.Targets, for network: Network, at range: SourceRange
  ) throws(Diagnostic) -> TargetEncoding? {
    do {
      return try TargetEncoding(targets, units: try network.shapes().last?.count ?? 0, loss: loss)
    } catch let error as TargetError {
      guard !error.isAboutLoss || !settings.isUnknown(Setting.loss) else { return nil }
      let name = data?.name ?? ""
      throw Diagnostic(
        error.isAboutLoss ? .lossMisfit : .outputMisfit,
        error.wording + Wording(en: " (data \(name))", ko: " (데이터 \(name))"), at: range, help: error.advice)
    } catch let error as ShapeError {
      throw Diagnostic(.shape, error, at: range)
    } catch {
      throw .missingData(at: range)
    }
  }

  /// What the checker knows of a `train`: it would run, and there will be a run.
  ///
  /// - Parameter isUntil: it has a condition, which may hold before anything is learned, as that of `stop when` may.
  mutating func planTraining(isUntil: Bool = false, at range: SourceRange) throws(Diagnostic) {
    try planPass(at: range)
    if model.isUnknown { return }
    if isUntil || settings[.stopCondition] != nil || settings.isUnknown(Setting.stopCondition), let network = resolved {
      return model.touchPerhaps(network)
    }
    guard let network = resolved, let data else { return }
    // How the inputs are scaled only the run knows.
    model.markTrained(
      network, learning: LearnedData(scaler: nil, binding: DataBinding(columns: data.columns, data.targets)))
  }
}
