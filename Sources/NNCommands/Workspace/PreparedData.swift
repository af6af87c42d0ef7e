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
    /// What the model learned from, if it did.
    var learned: LearnedData?
    var split: Split?
  }

  var key: Key
  /// The rows as the model takes them: what it learned by name in its own order.
  var dataset: Dataset
  var scaler: Scaler
  var split: Split
  var train: Samples
  var validation: Samples?
  var test: Samples?

  init(_ data: Dataset, _ mapping: DataMapping, _ key: Key) {
    self.key = key
    split = key.split ?? Split(all: data.rows, test: data.testRows)
    let binding = key.learned?.binding
    var dataset = data.fillingGaps(from: split.train, learned: binding?.columns)
    if let binding, !mapping.isIdentity { dataset = dataset.mapped(mapping, to: binding) }
    self.dataset = dataset
    let scaler = key.learned?.scaler ?? Scaler(key.scaling, fitting: dataset, rows: split.train)
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
