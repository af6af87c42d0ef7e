import CKernels

/// A network compiled for the float32 kernels: all parameters in one buffer, all gradients in a second of the same
/// layout, the optimizer's numbers in two more, and a flat list of operations.
final class Plan {
  let configuration: EngineConfiguration
  let instructions: InstructionSet
  let layout: PaddedLayout
  let operations: [Operation]
  let parameters: AlignedBuffer
  let gradients: AlignedBuffer
  /// The optimizer's slots; without numbers where it has fewer.
  let first: AlignedBuffer
  let second: AlignedBuffer
  /// Running statistics, and where they lie.
  let kept: AlignedBuffer
  let keptLayout: PaddedLayout
  /// The transposed copies of all weights.
  let transposed: AlignedBuffer
  /// A row of zeros, the bias of a layer without one.
  let zeros: AlignedBuffer
  let ranges: UnsafeMutableBufferPointer<nn_range>
  /// The threads that share the work; nil where none of it is oneDNN's.
  let team: Team?
  /// One for each operation of image layers, in their order.
  private(set) var stages: [Stage] = []

  /// - Parameter isSplit: see ``OperationList``.
  init(
    _ configuration: EngineConfiguration, instructions: InstructionSet, dispatch: Dispatch, isSplit: Bool
  ) throws(ShapeError) {
    let network = configuration.network
    let source = try ParameterLayout(network)
    let layout = try PaddedLayout(source, source.tensors, of: network)
    let keptLayout = try PaddedLayout(source, source.buffers, of: network)
    let list = try OperationList(
      network, layout: layout, rows: configuration.batch, dispatch: dispatch, isSplit: isSplit)
    let operations = list.operations
    let transposedCount = operations.reduce(0) { $0.saturatingSum($1.transposedCount) }
    let widest = operations.reduce(0) { max($0, $1.outputStride) }
    let slots = configuration.optimizer.slots
    guard let parameters = AlignedBuffer(count: layout.count), let gradients = AlignedBuffer(count: layout.count),
      let first = AlignedBuffer(count: slots > 0 ? layout.count : 0),
      let second = AlignedBuffer(count: slots > 1 ? layout.count : 0),
      let kept = AlignedBuffer(count: keptLayout.count), let transposed = AlignedBuffer(count: transposedCount),
      let zeros = AlignedBuffer(count: widest)
    else { throw Self.tooLarge(operations, network) }
    self.configuration = configuration
    self.instructions = instructions
    self.layout = layout
    self.operations = operations
    self.parameters = parameters
    self.gradients = gradients
    self.first = first
    self.second = second
    self.kept = kept
    self.keptLayout = keptLayout
    self.transposed = transposed
    self.zeros = zeros
    let joined = PaddedLayout.joined(
      layout.ranges(training: network), isRegularized: !configuration.regularization.isNone)
    let isLarge = operations.contains(where: \.isLarge)
    let isShared =
      isLarge || dispatch.sharesConvolutions(of: network, shapes: list.shapes, rows: configuration.batch)
    // Stages are oneDNN's, with one thread too.
    team =
      isLarge || operations.contains { $0.stage != nil }
      ? Team(threads: isShared ? configuration.threads : 1, dispatch: dispatch) : nil
    ranges = .allocate(capacity: joined.count)
    _ = ranges.initialize(from: joined)
    var trainsBefore = false
    for (index, operation) in operations.enumerated() {
      if let form = operation.stage {
        guard let stage = Stage(form, of: self, wantsInputGradient: trainsBefore || isSplit && index > 0) else {
          throw Self.tooLarge(operations, network)
        }
        stages.append(stage)
      }
      trainsBefore = trainsBefore || operation.trains
    }
  }

  /// The error that names the layer with the most numbers.
  static func tooLarge(_ operations: [Operation], _ network: Network) -> ShapeError {
    let largest = operations.max { $0.inputs.saturatingProduct($0.outputs) < $1.inputs.saturatingProduct($1.outputs) }
    let index = largest?.layer ?? 0
    let name = index < network.layers.count ? network.layers[index].name : "input"
    return .tooLarge(layer: index + 1, name: name)
  }
}
