import NeuralNetwork
import NNScript
import NNText

/// The parts of the data as an engine wants them: scaled, targets encoded for the current output and loss.
struct PreparedData: Sendable {
  /// What they were made for; anything else means making them anew.
  struct Key: Hashable {
    /// ``SessionState/datasetNumber``.
    var dataset: Int
    var encoding: TargetEncoding
    var scaling: Scaler.Kind
    /// That of a loaded model; nil: fitted on the training part.
    var scaler: Scaler?
    var split: Split?
  }

  var key: Key
  var scaler: Scaler
  var split: Split
  var train: Samples
  var validation: Samples?
  var test: Samples?

  init(_ dataset: Dataset, _ key: Key) {
    self.key = key
    split = key.split ?? Split(all: dataset.rows, test: dataset.testRows)
    let scaler = key.scaler ?? Scaler(key.scaling, fitting: dataset, rows: split.train)
    self.scaler = scaler
    func samples(_ rows: [Int]) -> Samples { dataset.samples(rows: rows, scaler: scaler, encoding: key.encoding) }
    train = samples(split.train)
    validation = split.validation.isEmpty ? nil : samples(split.validation)
    test = split.test.isEmpty ? nil : samples(split.test)
  }

  /// `train`, `validation` or `test`.
  subscript(part: String) -> Samples? {
    switch part {
    case "train": train
    case "validation": validation
    case "test": test
    default: nil
    }
  }

  /// The parts there are, in the order in which they are shown.
  var parts: [(name: String, samples: Samples)] {
    ["train", "validation", "test"].compactMap { name in self[name].map { (name, $0) } }
  }

  /// Rows of the dataset that a part holds.
  func rows(of part: String) -> [Int] {
    switch part {
    case "validation": split.validation
    case "test": split.test
    default: split.train
    }
  }
}

extension SessionState {
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
    guard let dataset, let setting = description.settings.split else { return }
    let classes =
      if setting.isStratified, case .classes(_, let indices) = dataset.targets { indices } else { [Int]?.none }
    do {
      split = try Split(
        rows: dataset.rows, shares: setting.shares, classes: classes, seed: setting.seed, test: dataset.testRows)
    } catch {
      throw Diagnostic(.splitShares, error, at: range)
    }
    prepared = nil
  }
}

extension Session {
  /// The data ready for the current model; an error where they do not belong together.
  ///
  /// Whoever computes with a model and the data comes by here. `use`, `undo` and `load` may well bring a model beside
  /// data of another: that is wrong only when the two are to meet.
  func preparedData(for network: Network, at range: SourceRange) throws(Stop) -> PreparedData {
    guard let dataset = state.dataset else { throw .failed(.missingData(at: range)) }
    let encoding: TargetEncoding
    do throws(Diagnostic) {
      try state.description.checkData(for: network, at: range)
      guard let found = try state.description.encoding(of: dataset.targets, for: network, at: range) else {
        throw Diagnostic.missingData(at: range)
      }
      encoding = found
    } catch {
      throw .failed(error)
    }
    let description = state.description
    let learned = description.settings.scaling == nil ? description.model.learned?.scaler : nil
    let key = PreparedData.Key(
      dataset: state.datasetNumber, encoding: encoding, scaling: description.scaling, scaler: learned,
      split: state.split)
    if let prepared = state.prepared, prepared.key == key { return prepared }
    try checkMemory(for: dataset, units: encoding.outputs, at: range)
    let prepared = PreparedData(dataset, key)
    state.prepared = prepared
    return prepared
  }
}

extension Session {
  /// Rows are kept once more, scaled, with their targets; their numbers in the parts, and what a model says to each, are
  /// eight bytes.
  private func checkMemory(for dataset: Dataset, units: Int, at range: SourceRange) throws(Stop) {
    let row = dataset.shape.count.saturatingSum(units).saturatingProduct(MemoryLayout<Float>.stride)
      .saturatingSum(units.saturatingSum(2).saturatingProduct(MemoryLayout<Double>.stride))
    let (needed, spare) = (dataset.rows.saturatingProduct(row), state.description.memory.spare)
    guard needed > spare else { return }
    throw .failed(
      Diagnostic(
        .noMemory,
        Wording(
          en: """
            \(CountText.rows(dataset.rows)) of data \(dataset.name) take \(CountText.bytes(needed)), \
            and \(CountText.bytes(spare)) of memory are left
            """,
          ko: """
            데이터 \(dataset.name)의 \(CountText.rows(dataset.rows))에는 메모리 \(CountText.bytes(needed))가 필요한데 \
            남은 것은 \(CountText.bytes(spare))입니다
            """),
        at: range))
  }
}

extension Diagnostic {
  static func missingData(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noData, Wording(en: "there are no data yet", ko: "아직 데이터가 없습니다"), at: range,
      help: Wording(en: "begin with data, for example: data xor", ko: "데이터부터 시작하세요. 예: data xor"))
  }
}
