/// Trains one model on one part of the data.
///
/// It drives the engine in long stretches and comes back only where the caller or the recorder wants to look. The
/// length of a stretch never changes a result.
public final class Trainer {
  /// What stays the same.
  public let settings: TrainingSettings
  /// What is learned.
  public let train: Samples
  /// What is watched, if anything.
  public let validation: Samples?
  /// The data it was made with; `nil` where it was made of samples alone.
  public internal(set) var data: TrainingData?
  /// The loss of the last batch before its update; nil before the first step.
  public internal(set) var batchLoss: Double?
  package let engine: any Engine
  /// How accuracy is judged; `nil` where targets are numbers.
  let decision: Decision?
  let batches: BatchPlan
  /// About how many multiplications a step takes.
  let stepWork: Int
  private var progress: EpochProgress
  var modelStep: Int

  /// - Parameters:
  ///   - model: its network takes the samples' inputs and gives their outputs.
  ///   - train: the rows to learn.
  ///   - validation: the rows to watch, if any.
  ///   - decision: how accuracy is judged; nil where targets are numbers.
  ///   - settings: loss, optimizer and all else that stays the same.
  public init(
    _ model: ModelState, train: Samples, validation: Samples? = nil, decision: Decision?, settings: TrainingSettings
  ) throws(TrainingError) {
    guard !model.network.layers.isEmpty else { throw .noLayers }
    let shapes: [Shape]
    do {
      shapes = try model.network.shapes()
    } catch {
      throw .shape(error)
    }
    for (part, samples) in [("training", train), ("validation", validation ?? train)] {
      guard samples.rows > 0 else { throw .noRows(part: part) }
      guard samples.rows <= Int(Int32.max) else { throw .tooManyRows(samples.rows) }
      guard samples.inputs == shapes[0].count else { throw .input(found: samples.inputs, expected: shapes[0].count) }
      let outputs = shapes[shapes.count - 1].count
      guard samples.outputs == outputs else { throw .output(found: samples.outputs, expected: outputs) }
    }
    self.settings = settings
    self.decision = decision
    self.train = train
    self.validation = validation
    batches = BatchPlan(rows: train.rows, size: settings.batch, seed: settings.seed)
    let configuration = EngineConfiguration(
      network: model.network, precision: model.precision, loss: settings.loss, optimizer: settings.optimizer,
      regularization: settings.regularization, clipping: settings.clipping, batch: batches.batch,
      dropoutKey: DropoutMask.key(seed: settings.seed), decision: decision, threads: settings.threads)
    do {
      engine = try EngineFactory.engine(for: configuration)
    } catch {
      throw .shape(error)
    }
    engine.load(model)
    stepWork = Self.stepWork(model.network, model.layout, shapes, batch: batches.batch)
    modelStep = model.step
    progress = model.progress
    if progress.rows != batches.rows || progress.batch != batches.batch {
      if progress.row > 0 { progress.epoch = progress.epoch.saturatingSum(1) }
      progress.row = 0
    }
    progress.rows = batches.rows
    progress.batch = batches.batch
  }

  /// The model as it stands.
  public var model: ModelState {
    var state = engine.snapshot()
    state.progress = progress
    return state
  }

  /// Updates the model has done.
  public var step: Int { modelStep }

  /// Whole epochs the model has done.
  public var epoch: Int { progress.epoch }

  /// The learning rate of the next update.
  public var rate: Double {
    settings.schedule.rate(settings.optimizer.rate, step: modelStep, stepsPerEpoch: batches.stepsPerEpoch)
  }

  /// Evaluates the samples with the current weights: loss and outputs, and measures as properties.
  public func evaluate(_ samples: Samples) -> Evaluation {
    var evaluation = engine.evaluate(samples, rows: nil)
    evaluation.judged = (samples, decision)
    return evaluation
  }

  /// A run of a request from here on.
  public func begin(_ request: TrainingRequest) -> TrainingRun {
    let steps = request.length.steps(perEpoch: batches.stepsPerEpoch)
    let end = modelStep.saturatingSum(max(0, steps))
    let recorder = Recorder(
      start: modelStep, end: end, every: settings.recordEvery, stepsPerEpoch: batches.stepsPerEpoch,
      hasValidation: validation != nil)
    return TrainingRun(
      request: request, start: modelStep, end: end, recorder: recorder, calledEpoch: progress.epoch)
  }

  /// Goes on with a run until it ends or the caller ends it; `handler` is told everything on the way.
  ///
  /// An error of the handler ends it at once: weights, run and model stand as they are and it can be gone on with.
  public func advance<Failure: Error>(
    _ run: inout TrainingRun, _ handler: (TrainingEvent, Trainer) throws(Failure) -> TrainingDirective
  ) throws(Failure) -> TrainingOutcome {
    while true {
      if let outcome = try announce(&run, handler) { return outcome }
      if modelStep >= run.end { return .finished }
      let point = validationPoint(run)
      let stretch = plan(run, needsFirst: point != nil)
      let first = modelStep
      let result = engine.train(train, stretch)
      batchLoss = result.last.loss
      modelStep += result.steps
      batches.advance(&progress, steps: result.steps)
      // The engine stops at the first such loss in any case, so that the model before it can be kept.
      if result.stopped && run.firstNonFinite == nil {
        run.firstNonFinite = modelStep
        run.lastFinite = model
      }
      if let outcome = try keep(result, from: first, validation: point, in: &run, handler) { return outcome }
      if result.stopped && settings.stopsAtNonFinite { return .nonFinite(step: modelStep, loss: result.last.loss) }
    }
  }

  /// Begins a request and goes on with it to its end.
  public func train<Failure: Error>(
    _ request: TrainingRequest, _ handler: (TrainingEvent, Trainer) throws(Failure) -> TrainingDirective
  ) throws(Failure) -> (run: TrainingRun, outcome: TrainingOutcome) {
    var run = begin(request)
    let outcome = try advance(&run, handler)
    return (run, outcome)
  }

  /// Trains for a length without questions on the way.
  ///
  /// - Returns: the run with its curve, and how it ended: finished, or at a loss that is not finite.
  @discardableResult
  public func train(_ length: Period) -> (run: TrainingRun, outcome: TrainingOutcome) {
    train(TrainingRequest(length)) { _, _ in .goOn }
  }

  /// The epoch that the next step begins, nil inside an epoch.
  var epochBegun: Int? { progress.row == 0 ? progress.epoch : nil }

  /// The order of rows and the place in it where the next step begins.
  var place: (order: [Int32]?, row: Int) { (batches.order(epoch: progress.epoch), progress.row) }
}

extension Trainer {
  /// About how many multiplications a step of a model takes whose network is resolved.
  package static func stepWork(_ model: ModelState, batch: BatchSize, rows: Int) -> Int {
    let size = if case .rows(let count, _) = batch { min(count, rows) } else { rows }
    return stepWork(model.network, model.layout, (try? model.network.shapes()) ?? [], batch: size)
  }

  private static func stepWork(_ network: Network, _ layout: ParameterLayout, _ shapes: [Shape], batch: Int) -> Int {
    let work = zip(network.layers, shapes).reduce(layout.count) {
      $0.saturatingSum($1.0.form.work(for: $1.1))
    }
    return max(1, work).saturatingProduct(batch).saturatingProduct(3)
  }
}

/// One step taken apart: what it will see, and its update.
extension Trainer {
  /// Rows of the training part that the next step takes as its batch, from 0, in its order.
  public var nextRows: [Int] {
    let (order, start) = place
    let end = min(start + batches.batch, batches.rows)
    return (start..<end).map { row in order.map { Int($0[row]) } ?? row }
  }

  /// The pass that a step over some rows (from 0) would make now: with that step's dropout, a batchnorm with the batch's
  /// own statistics, without regularization and clipping. Nothing changes.
  ///
  /// - Parameter rows: at least one, each below the training part's count.
  public func rehearse(rows: [Int]) -> Differentiation {
    precondition(!rows.isEmpty && rows.allSatisfy { (0..<train.rows).contains($0) })
    return engine.rehearse(train, rows: rows.map { Int32($0) })
  }

  /// One update. It is the next step of the training where `row` is nil; else one on a single row (from 0) outside the
  /// epoch's order, after which the epoch goes on where it was.
  public func update(row: Int? = nil) -> TrainingOutcome {
    guard let row else { return train(TrainingRequest(Period(1, .steps))) { _, _ in .goOn }.outcome }
    precondition((0..<train.rows).contains(row))
    let result = engine.train(
      train,
      StepRequest(
        order: [Int32(row)], start: 0, batch: 1, steps: 1, rates: [rate], stopsAtNonFinite: settings.stopsAtNonFinite))
    batchLoss = result.last.loss
    if result.stopped { return .nonFinite(step: modelStep, loss: result.last.loss) }
    modelStep += result.steps
    return .finished
  }
}
