import CKernels

/// Memory for the rows that pass a plan, and the plan as the kernels read it.
///
/// For training only two buffers of gradients are needed, used in turn; an inspecting arena keeps those of every layer.
final class Arena {
  /// Rows it has room for.
  let rows: Int
  /// What the kernels read. The plan's memory must outlive it.
  private(set) var raw: nn_plan
  private let plan: Plan
  private let memory: AlignedBuffer
  private let operations: UnsafeMutableBufferPointer<nn_operation>
  /// One for each operation, of normalizations set.
  private let norms: UnsafeMutableBufferPointer<nn_norm>

  init(_ plan: Plan, rows: Int, inspects: Bool = false) throws(ShapeError) {
    let count = Self.count(plan, rows: rows, inspects: inspects)
    guard let memory = AlignedBuffer(count: count) else {
      throw Plan.tooLarge(plan.operations, plan.configuration.network)
    }
    self.plan = plan
    self.rows = rows
    self.memory = memory
    operations = .allocate(capacity: plan.operations.count)
    norms = .allocate(capacity: plan.operations.count)
    norms.initialize(repeating: nn_norm())
    raw = nn_plan()
    var cursor = self.memory.base
    func take(_ count: Int) -> UnsafeMutablePointer<Float> {
      defer { cursor += count }
      return cursor
    }
    let height = PaddedLayout.padded(rows)
    let widest = Self.widest(plan)
    let first = plan.operations[0]
    let last = plan.operations[plan.operations.count - 1]
    raw.input = take(height * first.inputStride)
    raw.targets = take(height * last.outputStride)
    raw.panel = take(Int(NN_PANEL) * max(widest, height))
    let deltas = inspects ? [] : [take(height * widest), take(height * widest)]
    var input = raw.input!
    for (index, operation) in plan.operations.enumerated() {
      let numbers = height * operation.outputStride
      let output = take(numbers)
      let isLast = index == plan.operations.count - 1
      let keepsSums = inspects || operation.keepsSums(isLast: isLast)
      var raw = plan.raw(operation)
      raw.input = UnsafePointer(input)
      raw.output = output
      raw.sums = keepsSums ? take(numbers) : output
      // A sum's gradient is needed until the block begins.
      raw.delta = inspects || operation.kind == NN_ADD ? take(numbers) : deltas[index % 2]
      raw.output_gradient = inspects ? take(numbers) : nil
      if operation.keptCount(rows: height) > 0 { raw.kept = take(operation.keptCount(rows: height)) }
      if let norm = operation.norm {
        // Whoever wants the sums has the activation applied to them.
        let isFused = operation.fusesActivation && !isLast && !inspects
        norms[index] = plan.norm(
          norm, ofLayer: operation.layer, activation: isFused ? operation.activation : .linear)
        raw.norm = UnsafePointer(norms.baseAddress! + index)
      }
      operations.initializeElement(at: index, to: raw)
      input = output
    }
    setAdditions()
    plan.setTransposed(operations)
    plan.setStages(operations)
    raw.operations = operations.baseAddress
    raw.operation_count = operations.count
    raw.rows = rows
    raw.inputs = first.inputs
    raw.input_stride = first.inputStride
    raw.outputs = last.outputs
    raw.target_stride = last.outputStride
    plan.fill(&raw)
  }

  deinit {
    operations.deallocate()
    norms.deallocate()
  }

  /// Tells every addition what it adds, and every operation who adds it.
  private func setAdditions() {
    for index in operations.indices.reversed() where operations[index].kind == NN_ADD {
      guard let source = plan.operations[index].source else {
        operations[index].other = UnsafePointer(raw.input)
        continue
      }
      operations[index].other = UnsafePointer(operations[source].output)
      operations[index].next_adder = operations[source].adder
      operations[source].adder = UnsafePointer(operations.baseAddress! + index)
    }
  }

  /// The kernels' view of a layer.
  subscript(index: Int) -> nn_operation { operations[index] }

  private static func widest(_ plan: Plan) -> Int {
    plan.operations.reduce(0) { max($0, $1.inputStride, $1.outputStride) }
  }

  /// Numbers of all buffers together, `Int.max` where that does not fit.
  private static func count(_ plan: Plan, rows: Int, inspects: Bool) -> Int {
    let height = PaddedLayout.padded(rows)
    let widest = widest(plan)
    var perRow = plan.operations[0].inputStride.saturatingSum(plan.operations[plan.operations.count - 1].outputStride)
    if !inspects { perRow = perRow.saturatingSum(widest.saturatingProduct(2)) }
    var kept = 0
    for operation in plan.operations {
      perRow = perRow.saturatingSum(operation.outputStride.saturatingProduct(4))
      kept = kept.saturatingSum(operation.keptCount(rows: height))
    }
    let panel = Int(NN_PANEL).saturatingProduct(max(widest, height))
    return perRow.saturatingProduct(height).saturatingSum(panel).saturatingSum(kept)
  }
}
