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
