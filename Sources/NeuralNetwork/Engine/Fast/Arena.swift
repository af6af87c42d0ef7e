import CKernels
import Glibc

/// Zeroed floats at an address that suits every vector unit; freed with its owner.
struct AlignedBuffer: ~Copyable {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  /// nil where the machine has no such amount of memory.
  init?(count: Int) {
    let (bytes, overflow) = max(1, count).multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    var memory: UnsafeMutableRawPointer?
    guard !overflow, bytes < Int.max / 2, posix_memalign(&memory, 64, bytes) == 0, let memory else { return nil }
    memset(memory, 0, bytes)
    base = memory.bindMemory(to: Float.self, capacity: max(1, count))
    self.count = count
  }

  deinit { free(base) }
}

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

/// Where the parameters lie in the kernels' buffers: tensor after tensor, each row padded to whole vectors, weights
/// of dense layers input by input (in × padded out), unlike the ``ParameterLayout`` they come from.
struct PaddedLayout: Sendable {
  /// A tensor's place.
  struct Place: Sendable {
    let tensor: Tensor
    /// Its first number; a multiple of 8.
    let offset: Int
    /// Rows that it is stored as, numbers of a row, and from one row to the next.
    let rows: Int
    let columns: Int
    let stride: Int

    var count: Int { rows * stride }
  }

  let source: ParameterLayout
  let places: [Place]
  /// Numbers of the whole buffer.
  let count: Int

  /// - Parameter tensors: of the source's, those that are learned or those that are kept.
  init(_ source: ParameterLayout, _ tensors: [Tensor], of network: Network) throws(ShapeError) {
    self.source = source
    var places: [Place] = []
    var offset = 0
    for tensor in tensors {
      // oneDNN reads the filters of a convolution in their own order.
      let isMatrix = tensor.role == .weight && tensor.shape.count == 2
      let columns = isMatrix ? tensor.shape[0] : tensor.count
      let rows = isMatrix ? tensor.shape[1] : 1
      let stride = Self.padded(columns)
      places.append(Place(tensor: tensor, offset: offset, rows: rows, columns: columns, stride: stride))
      offset = offset.saturatingSum(rows.saturatingProduct(stride))
      guard offset < .max else {
        throw .tooLarge(layer: tensor.layer + 1, name: network.layers[tensor.layer].name)
      }
    }
    self.places = places
    count = offset
  }

  /// The smallest multiple of a vector's width that is not below `width`; `Int.max` where there is none.
  static func padded(_ width: Int) -> Int {
    let lanes = Int(NN_LANES)
    return width > Int.max - lanes ? .max : (width + lanes - 1) / lanes * lanes
  }

  /// The place of a layer's tensor in a role.
  func place(_ role: Tensor.Role, ofLayer layer: Int) -> Place? {
    places.first { $0.tensor.layer == layer && $0.tensor.role == role }
  }

  /// Whether a layer has parameters.
  func hasTensors(ofLayer layer: Int) -> Bool { places.contains { $0.tensor.layer == layer } }

  /// Copies numbers in the order of the ``ParameterLayout`` to a padded buffer.
  func write(_ numbers: [Float], from start: Int = 0, to buffer: UnsafeMutablePointer<Float>) {
    for place in places {
      let from = start + place.tensor.offset
      let to = buffer + place.offset
      for column in 0..<place.columns {
        for row in 0..<place.rows { to[row * place.stride + column] = numbers[from + column * place.rows + row] }
      }
    }
  }

  /// Copies a padded buffer to numbers in the order of the ``ParameterLayout``.
  func read(_ buffer: UnsafeMutablePointer<Float>, into numbers: inout [Float], at start: Int = 0) {
    for place in places {
      let to = start + place.tensor.offset
      let from = buffer + place.offset
      for column in 0..<place.columns {
        for row in 0..<place.rows { numbers[to + column * place.rows + row] = from[row * place.stride + column] }
      }
    }
  }

  /// What training changes: neighbours that are treated alike in one range.
  func ranges(training network: Network) -> [nn_range] {
    var ranges: [nn_range] = []
    for place in places where !network.layers[place.tensor.layer].isFrozen {
      let regularized = place.tensor.role == .weight
      ranges.append(nn_range(offset: place.offset, count: place.count, regularized: regularized))
    }
    return ranges
  }

  /// Ranges joined where they touch and nothing tells them apart.
  static func joined(_ ranges: [nn_range], isRegularized: Bool) -> [nn_range] {
    var result: [nn_range] = []
    for range in ranges {
      if let last = result.last, last.offset + last.count == range.offset,
        !isRegularized || last.regularized == range.regularized
      {
        result[result.count - 1].count += range.count
      } else {
        result.append(range)
      }
    }
    return result
  }
}
