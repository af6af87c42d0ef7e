import NNScript
import NNText
import NeuralNetwork

/// Models as files.
extension Session {
  func modelFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    let model = try drawnModel(at: range)
    let description = state.description
    var statements = model.network.statements
    if let loss = description.settings.loss { statements.append("loss \(loss.text)") }
    if let optimizer = description.settings.optimizer { statements.append("optimizer \(optimizer.text)") }
    let scaler: Scaler? =
      if state.dataset != nil, description.settings.scaling != nil {
        try preparedData(for: model.network, at: range).scaler
      } else {
        nil
      }
    let file = ModelFile(statements: statements, scaler: scaler, classes: description.data?.targets.classNames ?? [])
    return model.safetensors(metadata: [ModelFile.key: file.text]).bytes
  }

  func loadWeights(_ path: String, at range: SourceRange) throws(Stop) {
    let file = try safetensors(path, at: range)
    let model = try drawnModel(at: range)
    try take(model, loading: file, path, at: range)
  }

  func loadModel(_ path: String, at range: SourceRange) throws(Stop) {
    let file = try safetensors(path, at: range)
    guard let text = file.metadata[ModelFile.key] else {
      throw .failed(
        Diagnostic(
          .badModelFile, "'\(path)' does not say which layers it was saved from", at: range,
          help: "declare them, then `load weights \"\(path)\"`"))
    }
    let stored: ModelFile
    do { stored = try ModelFile(text) } catch {
      throw .failed(Diagnostic(.badModelFile, "'\(path)': \(error.reason)", at: range))
    }
    let before = state
    do {
      try rebuild(stored, path, at: range)
      try take(try drawnModel(at: range), loading: file, path, at: range)
    } catch {
      state = before
      throw error
    }
  }

  /// Runs the file's statements, which can only describe, on a fresh model under the current name.
  private func rebuild(_ stored: ModelFile, _ path: String, at range: SourceRange) throws(Stop) {
    var description = state.description
    description.startModel(description.current)
    let source = sources.add(Source(name: path, text: stored.statements.joined(separator: "\n")))
    guard case .complete(let block) = Parser.parse(source, in: &sources) else {
      throw .failed(Diagnostic(.badModelFile, "'\(path)' holds statements that cannot be read", at: range))
    }
    for statement in block.statements {
      guard case .command(let command) = statement.kind, ModelFile.allowed.contains(command.name),
        let body = Self.commands[command.name]
      else {
        throw .failed(
          Diagnostic(
            .badModelFile, "'\(path)' holds a statement that builds no model: \(sources.text(of: statement.range))",
            at: range))
      }
      let invocation = try evaluator.invocation(of: command, host: self)
      do { try body.plan(invocation, on: &description) } catch { throw .failed(error) }
    }
    state.description = description
    state.weights[description.current] = nil
    state.revision += 1
  }

  private func safetensors(_ path: String, at range: SourceRange) throws(Stop) -> Safetensors {
    let bytes = try read(path, at: range)
    do {
      return try Safetensors(bytes: bytes)
    } catch {
      throw .failed(Diagnostic(.badModelFile, "'\(path)': \(error.description)", at: range, help: error.help))
    }
  }

  private func take(_ model: ModelState, loading file: Safetensors, _ path: String, at range: SourceRange) throws(Stop)
  {
    let loaded: ModelState
    do {
      loaded = try model.loading(file)
    } catch {
      throw .failed(Diagnostic(.badModelFile, "'\(path)': \(error.description)", at: range, help: error.help))
    }
    try change { (state) throws(Diagnostic) in
      state.description.model.touch(loaded.network)
      state.keep(loaded)
      state.unfinished = nil
    }
    note("\(path): \(CountText.number(loaded.layout.count)) parameters")
  }
}

extension DiagnosticCode {
  static let badModelFile = DiagnosticCode(
    "E0703", "model file",
    """
    The file is no safetensors file, is damaged, or holds other tensors than the model needs. Names and shapes are \
    PyTorch's: `0.weight` [out, in], `0.bias`, and the index counts activation modules too. Nothing was loaded.
    """)
}
