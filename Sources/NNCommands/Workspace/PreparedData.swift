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
    /// That of a loaded model; `nil` means fitted on the training part.
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
