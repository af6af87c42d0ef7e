extension ModelState {
  /// The weights as a file, named and shaped as PyTorch's `nn.Sequential` names and shapes them.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    let entries = layout.tensors.map { tensor in
      let values: NumberBuffer =
        switch parameters {
        case .float32(let numbers): .float32(Array(numbers[tensor.range]))
        case .float64(let numbers): .float64(Array(numbers[tensor.range]))
        }
      return Safetensors.Entry(name: tensor.name, shape: tensor.shape, values: values)
    }
    return Safetensors(tensors: entries, metadata: metadata)
  }

  /// This model with the weights of a file, at step 0. Every name and shape must match.
  public func loading(_ file: Safetensors) throws(WeightsError) -> ModelState {
    var numbers = parameters.doubles
    for tensor in layout.tensors {
      guard let entry = file[tensor.name] else {
        throw .missing(name: tensor.name, shape: tensor.shape, present: file.tensors.map(\.name))
      }
      guard entry.shape == tensor.shape else {
        throw .shape(name: tensor.name, expected: tensor.shape, found: entry.shape)
      }
      numbers.replaceSubrange(tensor.range, with: entry.values.doubles)
    }
    let known = Set(layout.tensors.map(\.name))
    if let stranger = file.tensors.first(where: { !known.contains($0.name) }) {
      throw .unexpected(name: stranger.name, shape: stranger.shape)
    }
    var state = self
    state.parameters = NumberBuffer.float64(numbers).converted(to: precision)
    state.optimizer = nil
    state.step = 0
    state.progress = EpochProgress()
    return state
  }
}

/// Why the tensors of a file are not those of a model.
public enum WeightsError: LibraryError, Hashable {
  case missing(name: String, shape: [Int], present: [String])
  case unexpected(name: String, shape: [Int])
  case shape(name: String, expected: [Int], found: [Int])

  public var description: String {
    switch self {
    case .missing(let name, let shape, _): "the file has no tensor '\(name)', the model needs it with shape \(shape)"
    case .unexpected(let name, let shape): "the file has a tensor '\(name)' of shape \(shape), the model has none"
    case .shape(let name, let expected, let found):
      "tensor '\(name)' has shape \(found) in the file, the model needs \(expected)"
    }
  }

  public var help: String? {
    switch self {
    case .missing(_, _, let present):
      present.isEmpty ? "the file holds no tensors" : "the file holds \(present.prefix(8).joined(separator: ", "))"
    case .unexpected, .shape: "declare the layers that the file was saved from"
    }
  }
}
