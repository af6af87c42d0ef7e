import CKernels
import COneDNN

/// The float32 engine: a compiled plan and the kernels of one instruction set.
package final class FastEngine: Engine {
  package let configuration: EngineConfiguration
  package let instructions: InstructionSet
  let plan: Plan
  let arena: Arena
  let isSplit: Bool
  /// What ``differentiate(_:rows:)`` looks through, once somebody looked.
  var splitEngine: FastEngine?
  private var loaded: ModelState
  private(set) var step = 0
  private var updates = 0

  /// - Parameters:
  ///   - configuration: float32; its batch has at least one row.
  ///   - instructions: one of ``InstructionSet/available``.
  ///   - isSplit: every layer is computed by itself, so that ``differentiate(_:rows:)`` can show it.
  package init(
    _ configuration: EngineConfiguration, instructions: InstructionSet = .best, dispatch: Dispatch = .standard,
    isSplit: Bool = false
  ) throws(ShapeError) {
    self.configuration = configuration
    self.instructions = InstructionSet.available.contains(instructions) ? instructions : .best
    plan = try Plan(configuration, instructions: self.instructions, dispatch: dispatch, isSplit: isSplit)
    self.isSplit = isSplit
    // Evaluation goes through the data in steps of as many rows.
    arena = try Arena(plan, rows: max(configuration.batch, 64))
    loaded = try ModelState(
      network: configuration.network, parameters: NumberBuffer(zeros: plan.layout.source.count, .float32))
  }

  /// Whether it can compute every layer of a network: all but a softmax over the channels of an image.
  package static func computes(_ network: Network) -> Bool {
    guard let shapes = try? network.shapes() else { return true }
    return zip(network.layers, shapes).allSatisfy { $0.activation.kind != .softmax || $1.isVector }
  }

  /// What oneDNN computes images with: `jit:avx2`; none without images.
  package var implementations: [String] {
    plan.workers?.working { plan.stages.flatMap { $0.implementations(rows: configuration.batch) } } ?? []
  }

  /// Rows that are evaluated at a time: what a stage keeps of a row is large.
  var evaluatedRows: Int { plan.stages.isEmpty ? arena.rows : min(arena.rows, 128) }

  /// Whether it shares its work with other threads, all of oneDNN's.
  package var usesThreads: Bool { plan.workers.map { $0.raw.pointee.threads > 1 } ?? false }

  package func load(_ state: ModelState) {
    hold(state, plan.layout.source)
    loaded = state
    step = state.step
    plan.layout.write(state.parameters.floats, to: plan.parameters.base)
    plan.keptLayout.write(state.buffers.floats, to: plan.kept.base)
    plan.first.base.update(repeating: 0, count: plan.first.count)
    plan.second.base.update(repeating: 0, count: plan.second.count)
    updates = 0
    if let optimizer = state.optimizer, optimizer.kind == configuration.optimizer.kind {
      let slots = optimizer.slots.floats
      let count = plan.layout.source.count
      if plan.first.count > 0 { plan.layout.write(slots, to: plan.first.base) }
      if plan.second.count > 0 { plan.layout.write(slots, from: count, to: plan.second.base) }
      updates = optimizer.updates
    }
    withUnsafePointer(to: arena.raw) { nn_prepare($0) }
  }

  package func snapshot() -> ModelState {
    var state = loaded
    let count = plan.layout.source.count
    var numbers = [Float](repeating: 0, count: count)
    plan.layout.read(plan.parameters.base, into: &numbers)
    state.parameters = .float32(numbers)
    var buffers = [Float](repeating: 0, count: plan.layout.source.bufferCount)
    plan.keptLayout.read(plan.kept.base, into: &buffers)
    state.buffers = .float32(buffers)
    state.step = step
    if updates > 0 {
      var slots = [Float](repeating: 0, count: count * configuration.optimizer.slots)
      if plan.first.count > 0 { plan.layout.read(plan.first.base, into: &slots) }
      if plan.second.count > 0 { plan.layout.read(plan.second.base, into: &slots, at: count) }
      var optimizer = OptimizerState(configuration.optimizer.kind, parameters: 0, precision: .float32)
      optimizer.slots = .float32(slots)
      optimizer.updates = updates
      state.optimizer = optimizer
    }
    return state
  }

  package func train(_ samples: Samples, _ request: StepRequest) -> StepResult {
    var rates = request.rates
    if rates.count > 1 {
      for _ in rates.count..<max(rates.count, request.steps) { rates.append(rates[rates.count - 1]) }
    }
    let observed =
      request.observeEvery > 0 && request.steps > request.observeFrom
      ? (request.steps - 1 - request.observeFrom) / request.observeEvery + 1 : 0
    var observations = [nn_observation](repeating: nn_observation(), count: observed)
    let result = rates.withUnsafeBufferPointer { rates in
      observations.withUnsafeMutableBufferPointer { observations in
        withRows(samples, request.order) { x, y, order, count in
          // Traps inside where anything of it does not fit.
          var raw = nn_request()
          raw.x = x
          raw.y = y
          raw.order = order
          raw.order_count = count
          raw.start = request.start
          raw.batch = request.batch
          raw.steps = request.steps
          raw.rates = rates.baseAddress
          raw.rate_count = rates.count
          raw.stops_at_non_finite = request.stopsAtNonFinite
          raw.observe_from = request.observeFrom
          raw.observe_every = request.observeEvery
          raw.observations = observations.baseAddress
          raw.observation_room = observations.count
          raw.step = UInt64(truncatingIfNeeded: step)
          raw.updates = UInt64(truncatingIfNeeded: updates)
          return withUnsafePointer(to: arena.raw) { nn_step_n($0, &raw) }
        }
      }
    }
    step += result.steps
    updates += result.steps
    return StepResult(
      steps: result.steps, observations: observations.prefix(result.observation_count).map(observation),
      last: observation(result.last), stopped: result.stopped)
  }

  private func observation(_ raw: nn_observation) -> Observation {
    let accuracy = configuration.decision == nil ? nil : Double(raw.right) / Double(max(1, raw.rows))
    return Observation(step: raw.step, loss: raw.loss, accuracy: accuracy)
  }

  /// Calls `body` with the samples' numbers, the order, and how many rows it has.
  func withRows<Result>(
    _ samples: Samples, _ order: [Int32]?,
    _ body: (nn_rows, nn_rows, UnsafePointer<Int32>?, Int) -> Result
  ) -> Result {
    func call() -> Result {
      samples.withRows { x, y in
        guard let order else { return body(x, y, nil, samples.rows) }
        return order.withUnsafeBufferPointer { body(x, y, $0.baseAddress, $0.count) }
      }
    }
    guard let workers = plan.workers else { return call() }
    return workers.working(call)
  }
}

/// A set of CPU instructions that the kernels are compiled for.
package enum InstructionSet: String, CaseIterable, Hashable, Sendable {
  /// What every CPU of the architecture has: SSE2, NEON.
  case portable
  /// AVX2 and FMA.
  case x86v3 = "x86-64-v3"
  /// AVX-512.
  case x86v4 = "x86-64-v4"

  /// Those this machine has, slowest first.
  package static var available: [InstructionSet] { allCases.filter { nn_isa_available($0.code) } }

  /// The one with the fastest kernels here.
  package static var best: InstructionSet { available.last ?? .portable }

  package var code: nn_isa {
    switch self {
    case .portable: NN_ISA_PORTABLE
    case .x86v3: NN_ISA_X86_64_V3
    case .x86v4: NN_ISA_X86_64_V4
    }
  }
}

/// What the machine can run at once.
package enum Processors {
  /// At least 1; fewer than the machine has where this process may not use all.
  package static var count: Int { max(1, nn_onednn_cores()) }
}

/// The threads that work for one engine.
final class ThreadPool {
  /// As the kernels read it.
  let raw: UnsafeMutablePointer<nn_thread_pool>

  /// - Parameter threads: nil: as many as the machine runs at once.
  init(threads: Int?, dispatch: Dispatch) {
    raw = .allocate(capacity: 1)
    raw.initialize(to: nn_onednn_thread_pool(max(1, min(threads ?? Processors.count, 1024)), dispatch.sharedNumbers))
  }

  deinit { raw.deallocate() }

  /// Has oneDNN use as many threads while `body` runs; how many it uses is a property of the calling thread.
  func working<Result>(_ body: () -> Result) -> Result {
    let before = nn_onednn_use_threads(raw.pointee.threads)
    defer { _ = nn_onednn_use_threads(before) }
    return body()
  }
}
