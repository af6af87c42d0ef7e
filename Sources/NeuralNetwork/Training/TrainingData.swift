/// Data made ready for a network: split, scaled by what the training part says, with targets encoded as the output and the
/// loss take them.
public struct TrainingData: Sendable {
  /// The part of a row's number.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    case train, validation, test
  }

  /// Which rows are in which part.
  public let split: Split
  /// How the inputs were scaled; to be applied to new inputs too.
  public let scaler: Scaler
  /// How a class or a number becomes what the output is compared with.
  public let encoding: TargetEncoding
  /// How outputs become a class; `nil` where targets are numbers.
  public let decision: Decision?
  /// The classes in the order of their numbers; empty where targets are numbers.
  public let classes: [String]
  private let parts: [Part: Samples]

  /// - Parameters:
  ///   - data: the rows; inputs are not scaled yet.
  ///   - network: resolved for the data, see ``Network/resolved(for:)``.
  ///   - loss: `nil` means the standard one of the output, see ``Loss/standard(for:)``.
  ///   - split: `nil` means that all rows are for training, but those that the data bring as their test part.
  ///   - scaling: fitted to the training part.
  /// - Throws: `TargetError` if targets, output and loss do not go together, `ShapeError` if the layers do not.
  public init(
    _ data: Dataset, for network: Network, loss: Loss? = nil, split: Split? = nil, scaling: Scaler.Kind = .none
  ) throws {
    let loss = loss ?? .standard(for: network.outputActivation)
    let units = try network.shapes().last?.count ?? 0
    let encoding = try TargetEncoding(data.targets, units: units, loss: loss)
    let split = split ?? Split(all: data.rows, test: data.testRows)
    let scaler = Scaler(scaling, fitting: data, rows: split.train)
    (self.split, self.scaler, self.encoding) = (split, scaler, encoding)
    classes = data.targets.classNames ?? []
    decision = classes.isEmpty ? nil : .standard(units: units, loss: loss, output: network.outputActivation)
    let rows: [Part: [Int]] = [.train: split.train, .validation: split.validation, .test: split.test]
    parts = rows.filter { !$0.value.isEmpty }.mapValues { data.samples(rows: $0, scaler: scaler, encoding: encoding) }
  }

  /// The rows of a part; `nil` where it has none.
  public subscript(part: Part) -> Samples? { parts[part] }
}

extension Trainer {
  /// A trainer that knows its data: what is left open in the layers is taken from them, and `decision` and the encoding of
  /// the targets are derived.
  ///
  /// - Parameters:
  ///   - layers: from the first to the output; ``Layer/output(_:units:)`` without units takes what the targets need.
  ///   - data: the rows; inputs are not scaled yet.
  ///   - split: `nil` means that all rows are for training, but those that the data bring as their test part.
  ///   - scaling: fitted to the training part.
  ///   - loss: `nil` means the standard one of the output, see ``Loss/standard(for:)``.
  ///   - optimizer: how weights follow the gradient.
  ///   - batch: `nil` means the standard size, see ``BatchSize/standard(for:)``.
  ///   - seed: of the weights, the shuffling and the dropout.
  /// - Throws: `TargetError`, `ShapeError` or `TrainingError` if layers, data and loss do not go together.
  public convenience init(
    _ layers: [Layer], on data: Dataset, split: Split? = nil, scaling: Scaler.Kind = .none, loss: Loss? = nil,
    optimizer: Optimizer = .standard, batch: BatchSize? = nil, seed: UInt64 = 0
  ) throws {
    let network = Network(layers: layers).resolved(for: data)
    let prepared = try TrainingData(data, for: network, loss: loss, split: split, scaling: scaling)
    let settings = TrainingSettings(
      loss: loss ?? .standard(for: network.outputActivation), optimizer: optimizer,
      batch: batch ?? .standard(for: data), seed: seed)
    try self.init(ModelState(drawing: network, seed: seed), on: prepared, settings: settings)
  }

  /// - Parameters:
  ///   - model: its network is the one that the data were prepared for.
  ///   - data: trained on their training part, watched on their validation part.
  ///   - settings: their loss is the one that the data were prepared for.
  /// - Throws: `TrainingError` if the model does not take these data.
  public convenience init(
    _ model: ModelState, on data: TrainingData, settings: TrainingSettings
  ) throws(TrainingError) {
    guard let train = data[.train] else { throw .noRows(part: "training") }
    try self.init(model, train: train, validation: data[.validation], decision: data.decision, settings: settings)
    self.data = data
  }

  /// Evaluates a part of the data with the current weights: its loss, and measures as properties.
  ///
  /// - Throws: `TrainingError.noRows` if the part has no rows, or the trainer was made of samples alone.
  public func evaluate(_ part: TrainingData.Part) throws(TrainingError) -> Evaluation {
    guard let samples = data?[part] else { throw .noRows(part: part.rawValue) }
    return evaluate(samples)
  }

  /// What the current model gives for one example, in the units of the data.
  ///
  /// - Parameter input: as many numbers as the model has inputs, not scaled.
  /// - Returns: the outputs, and the class where there are classes.
  /// - Throws: what ``ModelState/predict(_:threads:)`` throws.
  public func predict(_ input: [Float]) throws -> Prediction {
    var scaled = input
    data?.scaler.apply(&scaled)
    let outputs = try model.predict(scaled)
    let label = data?.decision.map { $0.chosenClass(outputs) }
    let names = data?.classes ?? []
    return Prediction(
      outputs: outputs, label: label, className: label.flatMap { names.indices.contains($0) ? names[$0] : nil })
  }
}

/// What a model gives for one example.
public struct Prediction: Hashable, Sendable {
  /// A number for each unit of the output.
  public var outputs: [Double]
  /// The number of the predicted class, from 0; `nil` where targets are numbers.
  public var label: Int?
  /// Its name.
  public var className: String?
}
