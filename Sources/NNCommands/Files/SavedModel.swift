import NNScript
import NNText
import NeuralNetwork
import NeuralNetworkONNX

/// Models as files.
extension Session {
  func modelFile(withOptimizer: Bool = false, at range: SourceRange) throws(Stop) -> [UInt8] {
    let model = try drawnModel(at: range)
    let description = state.workspace.description
    let settings = [Setting.loss.line(in: description), Setting.optimizer.line(in: description)].compactMap {
      $0?.statement
    }
    let scaler = try inputScaler(for: model.network, at: range)
    let binding = description.model.learned?.binding ?? state.workspace.dataset.map(DataBinding.init) ?? DataBinding()
    let file = ModelFile(
      statements: model.network.statements + settings, learned: LearnedData(scaler: scaler, binding: binding))
    let metadata = [ModelFile.key: file.text]
    return
      (withOptimizer
      ? model.safetensorsWithOptimizer(metadata: metadata) : model.safetensors(metadata: metadata)).bytes
  }

  func loadWeights(_ path: String, at range: SourceRange) throws(Stop) {
    let file = try safetensors(path, at: range)
    let model = try drawnModel(at: range)
    let learned = try learned(of: file, path, for: model.network, at: range)
    try take(path, learned, at: range) { () throws(CheckpointError) in
      // `load weights` takes nothing else.
      do throws(WeightsError) { return try model.loading(file) } catch { throw .weights(error) }
    }
  }

  /// What a file of weights says of its model's data, where the data in force have names too: they must go together. Else
  /// the weights go by position, and with the scaling of the session.
  private func learned(
    of file: Safetensors, _ path: String, for network: Network, at range: SourceRange
  ) throws(Stop) -> LearnedData? {
    guard let text = file.metadata[ModelFile.key], let learned = (try? ModelFile(text))?.learned,
      learned.binding.isNamed, state.workspace.description.data?.columns?.areNamed == true
    else { return nil }
    do { try learned.check(against: network) } catch {
      throw .failed(Diagnostic(.badModelFile, Wording(verbatim: "'\(path)': ") + error.reason, at: range))
    }
    var description = state.workspace.description
    description.model.markTrained(network, loading: learned)
    do { _ = try description.fit(at: range) } catch { throw .failed(error) }
    return learned
  }

  func loadModel(_ path: String, at range: SourceRange) throws(Stop) {
    let file = try safetensors(path, at: range)
    guard let text = file.metadata[ModelFile.key] else {
      throw .failed(
        Diagnostic(
          .badModelFile,
          Wording(
            en: "'\(path)' does not say which layers it was saved from", ko: "'\(path)': 어떤 층에서 저장한 것인지 적혀 있지 않습니다"),
          at: range,
          help: Wording(
            en: "declare them, then `load weights \"\(path)\"`", ko: "층을 선언한 다음 `load weights \"\(path)\"`를 쓰세요")))
    }
    let stored: ModelFile
    do { stored = try ModelFile(text) } catch {
      throw .failed(Diagnostic(.badModelFile, Wording(verbatim: "'\(path)': ") + error.reason, at: range))
    }
    var description = state.workspace.description
    // The file says which loss and optimizer are the model's; those of before might not even fit it.
    description.settings[.loss] = nil
    description.settings[.optimizer] = nil
    try replace(description, stored.statements, file, path, stored.learned, at: range)
  }

  /// Reads a model that another tool wrote; settings stay.
  func importModel(_ path: String, at range: SourceRange) throws(Stop) {
    let bytes = try read(path, at: range)
    let imported: ImportedModel
    do {
      imported = try ImportedModel(
        onnx: bytes, precision: state.workspace.description.settings[.precision] ?? .float32,
        limit: state.workspace.description.memory.spare)
    } catch {
      throw .failed(Diagnostic(.cannotImport, error, of: path, at: range))
    }
    try replace(
      state.workspace.description, imported.model.network.statements, imported.model.safetensors(), path,
      LearnedData(scaler: imported.scaler, binding: DataBinding()), at: range)
  }

  /// The current model becomes what the statements build, with a file's weights; nothing happened where that fails.
  private func replace(
    _ description: Description, _ statements: [String], _ file: Safetensors, _ path: String, _ learned: LearnedData,
    at range: SourceRange
  ) throws(Stop) {
    let before = state
    do throws(Stop) {
      try rebuild(description, statements, path, at: range)
      let network = try resolvedNetwork(at: range)
      try hold(file, learned, against: network, path, at: range)
      let model = try drawnModel(at: range)
      try take(path, learned, at: range) { () throws(CheckpointError) in try model.loadingWithOptimizer(file) }
    } catch {
      state = before
      throw error
    }
  }

  /// What a file says fits the model that its statements build: nothing is drawn or kept before.
  private func hold(
    _ file: Safetensors, _ learned: LearnedData, against network: Network, _ path: String, at range: SourceRange
  ) throws(Stop) {
    let layout: ParameterLayout
    do { layout = try ParameterLayout(network) } catch { throw .failed(Diagnostic(.shape, error, at: range)) }
    do { _ = try layout.entries(of: file) } catch {
      throw .failed(Diagnostic(.badModelFile, error, of: path, at: range))
    }
    do { try learned.check(against: network) } catch {
      throw .failed(Diagnostic(.badModelFile, Wording(verbatim: "'\(path)': ") + error.reason, at: range))
    }
  }

  /// Runs a file's statements, which can only describe, on a fresh model under the current name.
  private func rebuild(
    _ settings: Description, _ statements: [String], _ path: String, at range: SourceRange
  ) throws(Stop) {
    var description = settings
    description.startModel(description.current)
    let source = sources.add(Source(name: path, text: statements.joined(separator: "\n")))
    guard case .complete(let block) = Parser.parse(source, in: &sources, Session.table.dialect) else {
      throw .failed(
        Diagnostic(
          .badModelFile,
          Wording(en: "'\(path)' holds statements that cannot be read", ko: "'\(path)': 읽을 수 없는 문장이 들어 있습니다"), at: range
        ))
    }
    try rebuild(block, path, on: &description, at: range)
    state.workspace.description = description
    state.workspace.forgetWeights()
    state.revision += 1
  }

  private func rebuild(
    _ block: Block, _ path: String, on description: inout Description, at range: SourceRange
  ) throws(Stop) {
    for statement in block.statements {
      let command: Command
      var inner: Block?
      switch statement.kind {
      case .command(let own) where ModelFile.allowed.contains(own.name): command = own
      case .block(let own, let body) where own.name == "layer": (command, inner) = (own, body)
      default:
        throw .failed(
          Diagnostic(
            .badModelFile,
            Wording(
              en: "'\(path)' holds a statement that builds no model: \(sources.text(of: statement.range))",
              ko: "'\(path)': 모델을 만들지 않는 문장이 들어 있습니다: \(sources.text(of: statement.range))"),
            at: range))
      }
      guard let body = Self.commands[command.name] else { continue }
      do throws(Stop) {
        let invocation = try evaluator.invocation(of: command, host: self)
        do throws(Diagnostic) { try body.plan(invocation, on: &description) } catch { throw .failed(error) }
        guard let inner else { continue }
        try rebuild(inner, path, on: &description, at: range)
        do throws(Diagnostic) { try description.closeBlock(at: invocation.range) } catch { throw .failed(error) }
      } catch {
        guard case .failed(let problems) = error, let problem = problems.first else { throw error }
        let isNamed = problem.message.english.hasPrefix("'\(path)'")
        let message = isNamed ? problem.message : Wording(verbatim: "'\(path)': ") + problem.message
        throw .failed(Diagnostic(problem.code, message, at: range, help: problem.help))
      }
    }
  }

  private func safetensors(_ path: String, at range: SourceRange) throws(Stop) -> Safetensors {
    try safetensors(path, at: range) { Diagnostic(.badModelFile, $0, of: path, at: range) }
  }

  /// Reads a file of tensors: first its header, which must go with its size, then its numbers, which must fit.
  func safetensors(
    _ path: String, at range: SourceRange, _ diagnostic: (SafetensorsError) -> Diagnostic
  ) throws(Stop) -> Safetensors {
    // Bytes, numbers, the same as float64, and the model's own.
    let bytes = try read(path, at: range, copies: 6) { (file) throws(Stop) in
      do throws(SafetensorsError) {
        // What cannot be read is too short.
        let end = try Safetensors.headerEnd((try? file.read(8, at: 0)) ?? [], size: file.size)
        try Safetensors.check(header: (try? file.read(end, at: 0)) ?? [], size: file.size)
      } catch {
        throw .failed(diagnostic(error))
      }
    }
    do {
      return try Safetensors(bytes: bytes)
    } catch {
      throw .failed(diagnostic(error))
    }
  }

  private func take(
    _ path: String, _ learned: LearnedData?, at range: SourceRange,
    _ load: () throws(CheckpointError) -> ModelState
  ) throws(Stop) {
    let loaded: ModelState
    do { loaded = try load() } catch { throw .failed(Diagnostic(.badModelFile, error, of: path, at: range)) }
    try change { (state) throws(Diagnostic) in
      state.workspace.description.model.markTrained(loaded.network, loading: learned)
      state.workspace.keep(loaded)
      state.forgetUnfinished()
    }
    log(
      .hint,
      Wording(
        en: "\(path): \(CountText.number(loaded.layout.count)) parameters",
        ko: "\(path): 매개변수 \(CountText.number(loaded.layout.count))개"))
  }
}

extension DiagnosticCode {
  static let badModelFile = DiagnosticCode(
    "E0703", Wording(en: "model file", ko: "모델 파일"),
    Wording(
      en: """
        The file is no safetensors file, is damaged, or holds other tensors than the model needs. Names and shapes are \
        PyTorch's: `0.weight` [out, in], `0.bias`, and the index counts activation modules too. Nothing was loaded.
        """,
      ko: """
        safetensors 파일이 아니거나, 손상되었거나, 모델에 필요한 것과 다른 텐서가 들어 있습니다. 이름과 모양은 PyTorch와 같습니다: `0.weight` [출력, 입력], \
        `0.bias`. 번호는 활성화 모듈도 셉니다. 아무것도 읽어 들이지 않았습니다.
        """))
}
