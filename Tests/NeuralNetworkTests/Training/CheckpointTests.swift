import NNText
import Testing

@testable import NeuralNetwork

/// A training that is left again and again, each time through the bytes of a file, against one that runs through.
@Suite struct CheckpointTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var kind: Optimizer.Kind
    var precision: Precision
    var testDescription: String { "\(kind.rawValue) \(precision.rawValue)" }
  }

  static let cases = Optimizer.Kind.allCases.flatMap { kind in
    [Precision.float32, .float64].map { Case(kind: kind, precision: $0) }
  }

  private func samples(rows: Int, seed: UInt64) throws -> Samples {
    let data = try Cloud.moons.dataset(points: rows, seed: seed)
    return data.samples(encoding: try TargetEncoding(data.targets, units: 1, loss: Loss(.bce)))
  }

  private func model(_ precision: Precision) throws -> ModelState {
    let layers: [Layer] = [
      .dense(7, Activation(.tanh)), Layer(.batchNorm(BatchNorm())), .dropout(0.3), .dense(1, Activation(.sigmoid)),
    ]
    return try ModelState(drawing: Network(input: Shape(2), layers: layers), seed: 3, precision: precision)
  }

  private func trainer(_ state: ModelState, _ kind: Optimizer.Kind) throws -> Trainer {
    var settings = TrainingSettings(
      loss: Loss(.bce), optimizer: Optimizer(kind, rate: 0.02), batch: .rows(8, isOrdered: false), seed: 11)
    settings.schedule = Schedule(.cosine(over: Period(12, .epochs)), warmup: Period(5, .steps))
    return try Trainer(
      state, train: samples(rows: 50, seed: 1), validation: samples(rows: 20, seed: 2), decision: .threshold(0.5),
      settings: settings)
  }

  private let request = TrainingRequest(
    Period(12, .epochs), checksEpochs: true, callbacks: [Period(3, .steps), Period(2, .epochs)])

  @Test(arguments: cases) func goingOnEqualsTrainingThrough(_ given: Case) throws {
    let beginning = try model(given.precision)
    var called: [Int] = []
    let whole = try trainer(beginning, given.kind)
    let through = whole.train(request) { (event, trainer) throws(Never) in
      if case .due(let indices) = event { called += indices.map { $0 * 1000 + trainer.step } }
      return .goOn
    }

    var calledInParts: [Int] = []
    var kept = Checkpoint(model: beginning, run: try trainer(beginning, given.kind).begin(request))
    var outcome = TrainingOutcome.interrupted
    var visits = 0
    while outcome == .interrupted {
      let part = try trainer(kept.model, given.kind)
      kept.run.request = request
      var questions = 0
      outcome = part.advance(&kept.run) { (event, trainer) throws(Never) in
        switch event {
        case .due(let indices): calledInParts += indices.map { $0 * 1000 + trainer.step }
        case .progress:
          questions += 1
          // Between any two stretches, in the middle of epochs too.
          if questions > 1 + visits % 3 { return .interrupt }
        default: break
        }
        return .goOn
      }
      visits += 1
      let bytes = Checkpoint(model: part.model, run: kept.run).safetensors().bytes
      kept = try Checkpoint(Safetensors(bytes: bytes), for: try model(given.precision))
    }
    #expect(visits > 10)
    #expect(kept.model.parameters == whole.model.parameters)
    #expect(kept.model.buffers == whole.model.buffers)
    #expect(kept.model.optimizer?.slots == whole.model.optimizer?.slots)
    #expect(kept.model.step == whole.model.step)
    #expect(kept.run.curve == through.run.curve)
    #expect(calledInParts == called)
  }

  @Test func keepsTheModelBeforeTheFirstLossThatIsNotFinite() throws {
    let state = try ModelState(
      drawing: Network(input: Shape(2), layers: [.dense(1, Activation(.linear))]), seed: 0, precision: .float32)
    let data = try samples(rows: 30, seed: 1)
    var settings = TrainingSettings(loss: Loss(.mse), optimizer: Optimizer(.sgd, rate: 1e6))
    settings.stopsAtNonFinite = false
    let trainer = try Trainer(state, train: data, decision: nil, settings: settings)
    let (run, _) = trainer.train(TrainingRequest(Period(40, .steps))) { (_, _) throws(Never) in .goOn }
    let read = try Checkpoint(
      Safetensors(bytes: Checkpoint(model: trainer.model, run: run).safetensors().bytes), for: state)
    #expect(run.firstNonFinite != nil)
    #expect(read.run.firstNonFinite == run.firstNonFinite)
    #expect(read.run.lastFinite?.parameters == run.lastFinite?.parameters)
    #expect(read.run.lastFinite?.step == run.lastFinite?.step)
    #expect(read.run.curve.map(\.step) == run.curve.map(\.step))
    #expect(read.run.curve.last?.loss.isNaN == true)
  }

  @Test func readsAsWeightsToo() throws {
    let state = try model(.float32)
    let checkpoint = Checkpoint(model: state, run: try trainer(state, .adam).begin(request))
    #expect(try state.loading(checkpoint.safetensors()).parameters == state.parameters)
  }

  @Test func whatIsNoCheckpointOfTheModelIsRefused() throws {
    let state = try model(.float32)
    let run = try trainer(state, .adam).begin(request)
    let file = Checkpoint(model: state, run: run).safetensors()
    #expect(throws: CheckpointError.notCheckpoint) { try Checkpoint(state.safetensors(), for: state) }
    #expect(throws: CheckpointError.precision(file: .float32, model: .float64)) {
      try Checkpoint(file, for: model(.float64))
    }
    for index in file.tensors.indices where file.tensors[index].name.hasPrefix("nnsh.curve") {
      var damaged = file
      damaged.tensors.remove(at: index)
      #expect(throws: CheckpointError.damaged(.tensor("nnsh.curve"))) { try Checkpoint(damaged, for: state) }
    }
    for line in (file.metadata[Checkpoint.key] ?? "").split(separator: "\n") {
      var damaged = file
      damaged.metadata[Checkpoint.key] = file.metadata[Checkpoint.key]?
        .split(separator: "\n").filter { $0 != line }.joined(separator: "\n")
      let name = line.prefix { $0 != " " }
      if ["calledStep", "announcedEpoch", "recordEpochs", "firstNonFinite"].contains(name) { continue }
      #expect(throws: CheckpointError.damaged(.entry(String(name)))) { try Checkpoint(damaged, for: state) }
    }
  }
}
