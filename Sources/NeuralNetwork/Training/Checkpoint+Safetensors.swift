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
    counts += Self.counts(of: model.progress, "progress")
    let optional = [
      ("calledStep", run.calledStep), ("announcedEpoch", run.announcedEpoch), ("recordEpochs", run.recorder.epochs),
      ("firstNonFinite", run.firstNonFinite), ("updates", model.optimizer?.updates),
    ]
    for (key, count) in optional { if let count { counts.append((key, count)) } }
    if let finite = run.lastFinite {
      counts.append(("finiteStep", finite.step))
      counts += Self.counts(of: finite.progress, "finiteProgress")
    }
    var lines = counts.map { (key: $0.0, value: "\($0.1)") }
    lines.append(("unit", run.request.length.unit.rawValue))
    if let optimizer = model.optimizer { lines.append(("optimizer", optimizer.kind.rawValue)) }
    return lines
  }

  private static func counts(of progress: EpochProgress, _ key: String) -> [(String, Int)] {
    [
      ("\(key).epoch", progress.epoch), ("\(key).row", progress.row), ("\(key).rows", progress.rows),
      ("\(key).batch", progress.batch),
    ]
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
  /// - Parameter model: its network and precision must be those the file was written from; its weights do not matter.
  public init(_ file: Safetensors, for model: ModelState) throws(CheckpointError) {
    guard let text = file.metadata[Self.key] else { throw .notCheckpoint }
    let counts = Counts(text)
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
    if let word = counts["optimizer"] {
      guard let kind = Optimizer.Kind(rawValue: word) else { throw .damaged("optimizer") }
      var state = OptimizerState(kind, parameters: model.layout.count, precision: precision)
      state.slots = try file.numbers(TensorName.optimizer, like: state.slots)
      state.updates = try counts.count("updates")
      self.model.optimizer = state
    }
    run = try counts.run(file)
    guard counts["finiteStep"] != nil else { return }
    var finite = self.model
    finite.optimizer = nil
    finite.parameters = try file.numbers(TensorName.finiteParameters, like: finite.parameters)
    finite.buffers = try file.numbers(TensorName.finiteBuffers, like: finite.buffers)
    finite.step = try counts.count("finiteStep")
    finite.progress = try counts.progress("finiteProgress")
    run.lastFinite = finite
  }
}

/// The lines `name value` of a checkpoint's metadata.
private struct Counts {
  private var values: [Substring: Substring] = [:]

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { values[words[0]] = words[1] }
    }
  }

  subscript(key: Substring) -> String? { values[key].map(String.init) }

  func count(_ key: Substring) throws(CheckpointError) -> Int {
    guard let count = try optionalCount(key) else { throw .damaged("entry '\(key)'") }
    return count
  }

  func optionalCount(_ key: Substring) throws(CheckpointError) -> Int? {
    guard let value = values[key] else { return nil }
    guard let count = Int(value), count >= 0 else { throw .damaged("entry '\(key)'") }
    return count
  }

  func progress(_ key: Substring) throws(CheckpointError) -> EpochProgress {
    var progress = EpochProgress()
    progress.epoch = try count(key + ".epoch")
    progress.row = try count(key + ".row")
    progress.rows = try count(key + ".rows")
    progress.batch = try count(key + ".batch")
    return progress
  }

  func run(_ file: Safetensors) throws(CheckpointError) -> TrainingRun {
    guard let unit = self["unit"].flatMap(Period.Unit.init(rawValue:)) else { throw .damaged("entry 'unit'") }
    let (start, end, step) = (try count("start"), try count("end"), try count("step"))
    guard start <= step, step <= end else { throw .damaged("entry 'step'") }
    let recorder = Recorder(
      start: start, every: max(1, try count("recordEvery")),
      epochs: try optionalCount("recordEpochs").map { max(1, $0) },
      points: try file.points(Checkpoint.TensorName.curve), latest: try file.points(Checkpoint.TensorName.latest).first)
    var run = TrainingRun(
      request: TrainingRequest(Period(try count("length"), unit)), start: start, end: end, recorder: recorder,
      calledEpoch: try count("calledEpoch"))
    run.calledStep = try optionalCount("calledStep")
    run.announcedEpoch = try optionalCount("announcedEpoch")
    run.firstNonFinite = try optionalCount("firstNonFinite")
    return run
  }
}

extension Safetensors {
  /// The numbers of a tensor that must be as many, and of the same format, as others.
  fileprivate func numbers(_ name: String, like other: NumberBuffer) throws(CheckpointError) -> NumberBuffer {
    guard let values = self[name]?.values, values.count == other.count, values.precision == other.precision else {
      throw .damaged("tensor '\(name)'")
    }
    return values
  }

  fileprivate func points(_ name: String) throws(CheckpointError) -> [RecordedPoint] {
    guard let entry = self[name], entry.shape.count == 2, entry.shape[1] == 6 else {
      throw .damaged("tensor '\(name)'")
    }
    let numbers = entry.values.doubles
    var points: [RecordedPoint] = []
    for start in stride(from: 0, to: numbers.count, by: 6) {
      guard let step = Int(exactly: numbers[start]), let present = Int(exactly: numbers[start + 1]) else {
        throw .damaged("tensor '\(name)'")
      }
      func optional(_ index: Int) -> Double? { present & 1 << index == 0 ? nil : numbers[start + 3 + index] }
      points.append(
        RecordedPoint(
          step: step, loss: numbers[start + 2], accuracy: optional(0), validationLoss: optional(1),
          validationAccuracy: optional(2)))
    }
    return points
  }
}

extension Safetensors.Entry {
  fileprivate static func flat(_ name: String, _ values: NumberBuffer) -> Safetensors.Entry {
    Safetensors.Entry(name: name, shape: [values.count], values: values)
  }
}
