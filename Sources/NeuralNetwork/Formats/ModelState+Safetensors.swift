import NNText

extension ModelState {
  /// The weights as a file, named and shaped as PyTorch's `nn.Sequential` names and shapes them.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    let learned = layout.tensors.map { Self.entry($0, of: parameters) }
    let kept = layout.buffers.map { Self.entry($0, of: buffers) }
    return Safetensors(tensors: learned + kept, metadata: metadata)
  }

  private static func entry(_ tensor: Tensor, of buffer: NumberBuffer) -> Safetensors.Entry {
    let values: NumberBuffer =
      switch buffer {
      case .float32(let numbers): .float32(Array(numbers[tensor.range]))
      case .float64(let numbers): .float64(Array(numbers[tensor.range]))
      }
    return Safetensors.Entry(name: tensor.name, shape: tensor.shape, values: values)
  }

  /// This model with the weights and running statistics of a file, at step 0. Every name and shape must match; a
  /// batchnorm's `num_batches_tracked` and what a ``Checkpoint`` keeps beside them may be there or not.
  public func loading(_ file: Safetensors) throws(WeightsError) -> ModelState {
    let entries = try layout.entries(of: file)
    var state = self
    state.parameters = Self.numbers(layout.tensors, into: parameters, from: entries)
    state.buffers = Self.numbers(layout.buffers, into: buffers, from: entries)
    state.optimizer = nil
    state.step = 0
    state.progress = EpochProgress()
    return state
  }

  private static func numbers(
    _ tensors: [Tensor], into buffer: NumberBuffer, from entries: [String: Safetensors.Entry]
  ) -> NumberBuffer {
    var numbers = buffer.doubles
    for tensor in tensors {
      if let entry = entries[tensor.name] { numbers.replaceSubrange(tensor.range, with: entry.values.doubles) }
    }
    return NumberBuffer.float64(numbers).converted(to: buffer.precision)
  }
}

extension ParameterLayout {
  /// The tensors of a file by their names, once each of the layout's is there in its shape and no other beside them.
  /// Nothing is drawn for that: a small file must not make a large model.
  package func entries(of file: Safetensors) throws(WeightsError) -> [String: Safetensors.Entry] {
    let entries = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
    for tensor in tensors + buffers {
      guard let entry = entries[tensor.name] else {
        throw .missing(name: tensor.name, shape: tensor.shape, present: file.tensors.map(\.name))
      }
      guard entry.shape == tensor.shape else {
        throw .shape(name: tensor.name, expected: tensor.shape, found: entry.shape)
      }
    }
    let known = Set((tensors + buffers).map(\.name))
    let counters = Set(buffers.filter { $0.role == .runningMean }.map { Self.counterName(beside: $0) })
    let stranger = file.tensors.first {
      !known.contains($0.name) && !counters.contains($0.name) && !Checkpoint.TensorName.isReserved($0.name)
    }
    if let stranger { throw .unexpected(name: stranger.name, shape: stranger.shape) }
    return entries
  }

  /// PyTorch's batchnorm counts its batches beside the running mean; nothing is computed from the count.
  private static func counterName(beside mean: Tensor) -> String {
    mean.name.dropLast(Tensor.Role.runningMean.fileName.count) + "num_batches_tracked"
  }
}

/// Why the tensors of a file are not those of a model.
public enum WeightsError: LibraryError, Hashable {
  case missing(name: String, shape: [Int], present: [String])
  case unexpected(name: String, shape: [Int])
  case shape(name: String, expected: [Int], found: [Int])

  public var wording: Wording {
    switch self {
    case .missing(let name, let shape, _):
      Wording(
        en: "the file has no tensor '\(name)', the model needs it with shape \(shape)",
        ko: "모델에는 모양이 \(shape)인 '\(name)' 텐서가 필요한데 파일에 없습니다")
    case .unexpected(let name, let shape):
      Wording(
        en: "the file has a tensor '\(name)' of shape \(shape), the model has none",
        ko: "파일에 모양이 \(shape)인 '\(name)' 텐서가 있는데 모델에는 없습니다")
    case .shape(let name, let expected, let found):
      Wording(
        en: "tensor '\(name)' has shape \(found) in the file, the model needs \(expected)",
        ko: "'\(name)' 텐서의 모양이 파일에서는 \(found)인데 모델에는 \(expected) 모양이 필요합니다")
    }
  }

  public var advice: Wording? {
    switch self {
    case .missing(_, _, let present):
      present.isEmpty
        ? Wording(en: "the file holds no tensors", ko: "파일에 텐서가 하나도 없습니다")
        : Wording(
          en: "the file holds \(present.prefix(8).joined(separator: ", "))",
          ko: "파일에 있는 텐서: \(present.prefix(8).joined(separator: ", "))")
    case .unexpected, .shape:
      Wording(en: "declare the layers that the file was saved from", ko: "이 파일을 저장한 모델과 같은 층을 선언하세요")
    }
  }
}

/// A model's file that training can go on from: beside the weights the optimizer's state, the step and the epoch.
extension ModelState {
  private static let key = "nnsh.optimizer"
  private static let version = 1

  /// As ``safetensors(metadata:)``, with what the next update needs beside the weights.
  public func safetensorsWithOptimizer(metadata: [String: String] = [:]) -> Safetensors {
    var file = safetensors(metadata: metadata)
    var lines = [(key: "version", value: "\(Self.version)"), (key: "step", value: "\(step)")]
    lines += CheckpointCounts.counts(of: progress, "progress").map { (key: $0.0, value: "\($0.1)") }
    if let optimizer {
      file.tensors.append(.flat(Checkpoint.TensorName.optimizer, optimizer.slots))
      lines += CheckpointCounts.lines(of: optimizer)
    }
    file.metadata[Self.key] = lines.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
    return file
  }

  /// As ``loading(_:)``, with optimizer state, step and epoch where the file has them; else at step 0.
  ///
  /// A file of the other precision is rounded, optimizer state and all.
  public func loadingWithOptimizer(_ file: Safetensors) throws(CheckpointError) -> ModelState {
    var state: ModelState
    do { state = try loading(file) } catch { throw .weights(error) }
    guard let text = file.metadata[Self.key] else { return state }
    let counts = CheckpointCounts(text)
    let version = try counts.count("version")
    guard version == Self.version else { throw .version(version) }
    state.step = try counts.count("step")
    state.progress = try counts.progress("progress")
    let stored = file[Checkpoint.TensorName.optimizer]?.values.precision ?? precision
    state.optimizer = try counts.optimizer(file, for: self, stored)
    if let slots = state.optimizer?.slots { state.optimizer?.slots = slots.converted(to: precision) }
    return state
  }
}
