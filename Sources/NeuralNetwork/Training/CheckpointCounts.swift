import NNText

/// The lines `name value` of a checkpoint's metadata.
struct CheckpointCounts {
  private var values: [Substring: Substring] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { values[words[0]] = words[1] }
    }
  }

  subscript(key: Substring) -> String? { values[key].map(String.init) }

  /// - Parameter range: what goes with the other counts.
  func count(
    _ key: Substring, in range: ClosedRange<Int> = 0...FileCount.largest
  ) throws(CheckpointError) -> Int {
    guard let count = try optionalCount(key, in: range) else { throw .damaged(.entry(String(key))) }
    return count
  }

  func optionalCount(
    _ key: Substring, in range: ClosedRange<Int> = 0...FileCount.largest
  ) throws(CheckpointError) -> Int? {
    guard let value = values[key] else { return nil }
    guard let count = FileCount.read(value), range.contains(count) else { throw .damaged(.entry(String(key))) }
    return count
  }

  /// A place in an epoch: a row that begins a batch of so many rows, or nothing trained yet.
  func progress(_ key: Substring) throws(CheckpointError) -> EpochProgress {
    var progress = EpochProgress()
    progress.epoch = try count(key + ".epoch")
    progress.rows = try count(key + ".rows", in: 0...Int(Int32.max))
    progress.batch = try count(key + ".batch", in: min(1, progress.rows)...progress.rows)
    progress.row = try count(key + ".row", in: 0...max(0, progress.rows - 1))
    guard progress.batch == 0 || progress.row % progress.batch == 0 else { throw .damaged(.entry("\(key).row")) }
    return progress
  }

  /// What the optimizer remembers; nil where nothing was written of one.
  func optimizer(
    _ file: Safetensors, for model: ModelState, _ precision: Precision
  ) throws(CheckpointError) -> OptimizerState? {
    guard let word = self["optimizer"] else { return nil }
    guard let kind = Optimizer.Kind(rawValue: word) else { throw .damaged(.optimizer) }
    var state = OptimizerState(kind, parameters: model.layout.count, precision: precision)
    state.slots = try file.numbers(Checkpoint.TensorName.optimizer, like: state.slots)
    state.updates = try count("updates")
    return state
  }

  static func counts(of progress: EpochProgress, _ key: String) -> [(String, Int)] {
    [
      ("\(key).epoch", progress.epoch), ("\(key).row", progress.row), ("\(key).rows", progress.rows),
      ("\(key).batch", progress.batch),
    ]
  }

  static func lines(of optimizer: OptimizerState) -> [(key: String, value: String)] {
    [("updates", "\(optimizer.updates)"), ("optimizer", optimizer.kind.rawValue)]
  }
}

extension Safetensors {
  /// The numbers of a tensor that must be as many, and of the same format, as others.
  func numbers(_ name: String, like other: NumberBuffer) throws(CheckpointError) -> NumberBuffer {
    guard let values = self[name]?.values, values.count == other.count, values.precision == other.precision else {
      throw .damaged(.tensor(name))
    }
    return values
  }
}

extension Safetensors.Entry {
  static func flat(_ name: String, _ values: NumberBuffer) -> Safetensors.Entry {
    Safetensors.Entry(name: name, shape: [values.count], values: values)
  }
}
