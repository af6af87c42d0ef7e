import NNText

extension Checkpoint {
  /// The checkpoint as a file. The weights have the names and shapes of ``ModelState/safetensors(metadata:)``, so that
  /// it can be read as weights too; what training needs beside them is called `nnsh.…`.
  ///
  /// - Parameter metadata: further entries of the file's own.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    var file = model.safetensors(metadata: metadata)
    if let optimizer = model.optimizer {
      file.tensors.append(.flat(TensorName.optimizer, optimizer.slots))
    }
    file.tensors.append(Self.entry(TensorName.curve, run.recorder.points))
    file.tensors.append(Self.entry(TensorName.latest, run.recorder.latest.map { [$0] } ?? []))
    if let finite = run.lastFinite {
      file.tensors.append(.flat(TensorName.finiteParameters, finite.parameters))
      file.tensors.append(.flat(TensorName.finiteBuffers, finite.buffers))
    }
    file.metadata[Self.key] = counts.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
    return file
  }

  /// Every whole number of the training, by name.
  private var counts: [(key: String, value: String)] {
    var counts = [
      ("version", Self.version), ("step", model.step), ("start", run.start), ("end", run.end),
      ("recordEvery", run.recorder.every), ("calledEpoch", run.calledEpoch), ("length", run.request.length.count),
    ]
    counts += CheckpointCounts.counts(of: model.progress, "progress")
    let optional = [
      ("calledStep", run.calledStep), ("announcedEpoch", run.announcedEpoch), ("recordEpochs", run.recorder.epochs),
      ("firstNonFinite", run.firstNonFinite),
    ]
    for (key, count) in optional { if let count { counts.append((key, count)) } }
    if let finite = run.lastFinite {
      counts.append(("finiteStep", finite.step))
      counts += CheckpointCounts.counts(of: finite.progress, "finiteProgress")
    }
    var lines = counts.map { (key: $0.0, value: "\($0.1)") }
    lines.append(("unit", run.request.length.unit.rawValue))
    if let optimizer = model.optimizer { lines += CheckpointCounts.lines(of: optimizer) }
    return lines
  }

  /// Six numbers a point: step, which of the optional ones are there, and the four figures.
  private static func entry(_ name: String, _ points: [RecordedPoint]) -> Safetensors.Entry {
    var numbers: [Double] = []
    numbers.reserveCapacity(points.count * 6)
    for point in points {
      let optional = [point.accuracy, point.validationLoss, point.validationAccuracy]
      let present = optional.enumerated().reduce(0) { $0 + ($1.element == nil ? 0 : 1 << $1.offset) }
      numbers += [Double(point.step), Double(present), point.loss] + optional.map { $0 ?? 0 }
    }
    return Safetensors.Entry(name: name, shape: [points.count, 6], values: .float64(numbers))
  }

  /// Reads a checkpoint of a model.
  ///
  /// - Parameters:
  ///   - file: written by ``safetensors(metadata:)``.
  ///   - model: its network and precision must be those the file was written from; its weights do not matter.
  public init(_ file: Safetensors, for model: ModelState) throws(CheckpointError) {
    guard let text = file.metadata[Self.key] else { throw .notCheckpoint }
    let counts = CheckpointCounts(text)
    let version = try counts.count("version")
    guard version == Self.version else { throw .version(version) }
    // Read once: Swift 6.3.1's optimizer fails on a second look behind the comparison.
    let precision = model.precision
    if let stored = file.tensors.first(where: { !TensorName.isReserved($0.name) })?.values.precision,
      stored != precision
    {
      throw .precision(file: stored, model: precision)
    }
    do { self.model = try model.loading(file) } catch { throw .weights(error) }
    self.model.step = try counts.count("step")
    self.model.progress = try counts.progress("progress")
    self.model.optimizer = try counts.optimizer(file, for: model, precision)
    run = try counts.run(file, epoch: self.model.progress.epoch)
    guard counts["finiteStep"] != nil else { return }
    var finite = self.model
    finite.optimizer = nil
    finite.parameters = try file.numbers(TensorName.finiteParameters, like: finite.parameters)
    finite.buffers = try file.numbers(TensorName.finiteBuffers, like: finite.buffers)
    finite.step = try counts.count("finiteStep", in: 0...self.model.step)
    finite.progress = try counts.progress("finiteProgress")
    run.lastFinite = finite
  }
}

extension CheckpointCounts {
  /// - Parameter epoch: in which the training stands.
  fileprivate func run(_ file: Safetensors, epoch: Int) throws(CheckpointError) -> TrainingRun {
    guard let unit = self["unit"].flatMap(Period.Unit.init(rawValue:)) else { throw .damaged(.entry("unit")) }
    let step = try count("step")
    let (start, end) = (try count("start", in: 0...step), try count("end", in: step...FileCount.largest))
    let some = 1...FileCount.largest
    let latest = try file.points(Checkpoint.TensorName.latest, steps: start...step)
    guard latest.count <= 1 else { throw .damaged(.tensor(Checkpoint.TensorName.latest)) }
    let recorder = Recorder(
      start: start, every: try count("recordEvery", in: some), epochs: try optionalCount("recordEpochs", in: some),
      points: try file.points(Checkpoint.TensorName.curve, steps: start...step), latest: latest.first)
    var run = TrainingRun(
      request: TrainingRequest(Period(try count("length", in: some), unit)), start: start, end: end,
      recorder: recorder, calledEpoch: try count("calledEpoch", in: 0...epoch))
    run.calledStep = try optionalCount("calledStep", in: 0...step)
    run.announcedEpoch = try optionalCount("announcedEpoch", in: 0...epoch)
    run.firstNonFinite = try optionalCount("firstNonFinite", in: 0...step)
    return run
  }
}

extension Safetensors {
  /// - Parameter steps: within which they were recorded, in this order.
  fileprivate func points(_ name: String, steps: ClosedRange<Int>) throws(CheckpointError) -> [RecordedPoint] {
    guard let entry = self[name], entry.shape.count == 2, entry.shape[1] == 6 else {
      throw .damaged(.tensor(name))
    }
    let numbers = entry.values.doubles
    var points: [RecordedPoint] = []
    for start in stride(from: 0, to: numbers.count, by: 6) {
      guard let step = Int(exactly: numbers[start]), steps.contains(step), step >= points.last?.step ?? 0,
        let present = Int(exactly: numbers[start + 1]), (0..<8).contains(present)
      else { throw .damaged(.tensor(name)) }
      func optional(_ index: Int) -> Double? { present & 1 << index == 0 ? nil : numbers[start + 3 + index] }
      points.append(
        RecordedPoint(
          step: step, loss: numbers[start + 2], accuracy: optional(0), validationLoss: optional(1),
          validationAccuracy: optional(2)))
    }
    return points
  }
}

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
