import NNScript
import NNText
import NeuralNetwork
import NeuralNetworkONNX

/// `export onnx|pytorch|keras|c|dot "file"`.
struct Export: SessionCommand {
  var signature: Signature {
    let model = "data iris\nscale standard\nlayer 8 tanh\noutput softmax\ntrain 1 epochs"
    return Signature(
      "export", group: .files, summary: Wording(en: "write the model for another tool", ko: "모델을 다른 도구에서 쓸 수 있게 내보냅니다"),
      details: Wording(
        en: """
          The scaling of the data goes with it, and predictions of the first rows, against which the other side \
          checks itself. `onnx`: operator set 17, float32, without what only training needs. `pytorch` and `keras`: a \
          script with the layers, the check and a training function with the same loss, optimizer and schedule; the \
          weights lie beside it as safetensors (m.py and m.weights.safetensors). `c`: one file of C99 with a test of its own. \
          `dot`: the layers as a graph for Graphviz. Images go in as rows, height, width, channels everywhere.
          """,
        ko: """
          데이터의 스케일링과 처음 몇 행의 예측값도 함께 씁니다. 받는 쪽은 이 예측값으로 스스로 맞는지 \
          확인합니다. `onnx`: 연산자 집합(operator set) 17, float32이며 학습에만 필요한 것은 뺍니다. \
          `pytorch`와 `keras`: 층과 확인 코드, 그리고 손실 함수, 옵티마이저, 학습률 스케줄이 같은 학습 \
          함수가 든 스크립트입니다. 가중치는 그 옆에 safetensors 파일로 둡니다(m.py와 m.weights.safetensors). `c`: \
          확인 코드까지 든 C99 파일 하나입니다. `dot`: Graphviz로 그릴 수 있는 층의 그래프입니다. 이미지는 \
          어디서나 행, 높이, 너비, 채널 순서로 들어갑니다.
          """),
      forms: Format.allCases.map(\.form),
      examples: [
        Example("export onnx \"iris.onnx\"", setup: model), Example("export c \"iris.c\"", setup: model),
        Example("export pytorch \"iris.py\"", setup: model), Example("export keras \"iris_keras.py\"", setup: model),
        Example("export dot \"iris.dot\"", setup: model),
      ],
      seeAlso: ["save", "load", "predict"])
  }

  /// The word after `export`.
  private enum Format: String, CaseIterable {
    case onnx, pytorch, keras, c, dot

    var form: Form {
      let ending =
        switch self {
        case .onnx, .c, .dot: rawValue
        case .pytorch, .keras: "py"
        }
      return Form(rawValue, [.word(rawValue), .slot(Slot("path", "\"m.\(ending)\"", .path(.write([ending]))))])
    }

    /// Whether the weights lie in a file of their own.
    var hasWeightsBeside: Bool {
      switch self {
      case .pytorch, .keras: true
      case .onnx, .c, .dot: false
      }
    }

    /// - Parameter weights: the name of the weights' file, where there is one.
    func bytes(of export: ModelExport, weights: String) throws(ExportError) -> [UInt8] {
      switch self {
      case .onnx: try export.onnx()
      case .pytorch: Array(try export.pyTorchSource(weights: weights).utf8)
      case .keras: Array(try export.kerasSource(weights: weights).utf8)
      case .c: Array(try export.cSource().utf8)
      case .dot: Array(try export.dotSource().utf8)
      }
    }
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planAsk(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let format = Format(rawValue: call.form) else { return }
    let path = call.arguments.text("path") ?? ""
    let range = call.arguments.range("path") ?? call.range
    let export = try session.modelExport(at: call.range)
    // Not m.safetensors: that is what `save` writes, perhaps with the optimizer's state.
    let weights = String(path.dropLast(3)) + ".weights.safetensors"
    let weightsName = weights.split(separator: "/").last.map(String.init) ?? weights
    let bytes: [UInt8]
    do throws(ExportError) {
      bytes = try format.bytes(of: export, weights: weightsName)
    } catch {
      throw .failed(Diagnostic(.cannotExport, error, at: call.range))
    }
    if format.hasWeightsBeside {
      try session.write(try session.modelFile(at: call.range), to: weights, at: range)
      session.log(.hint, Wording(en: "\(weights) is written", ko: "\(weights) 파일을 썼습니다"))
    }
    try session.write(bytes, to: path, at: range)
    session.log(.hint, Wording(en: "\(path) is written", ko: "\(path) 파일을 썼습니다"))
  }
}

extension Session {
  /// Rows whose predictions go with an exported model.
  private static let exportedSamples = 8

  func modelExport(at range: SourceRange) throws(Stop) -> ModelExport {
    let model = try drawnModel(at: range)
    let scaler = try inputScaler(for: model.network, at: range) ?? .none
    let description = state.workspace.description
    let settings = description.trainingSettings
    let width = model.network.input?.count ?? 1
    let units = (try? model.network.shapes().last?.count) ?? 1
    var inputs: [[Float]]
    if state.workspace.dataset != nil {
      let dataset = try preparedData(for: model.network, at: range).dataset
      inputs = (0..<min(Self.exportedSamples, dataset.rows)).map { Array(dataset.input($0)) }
    } else {
      var stream = RandomStream(seed: description.settings.seed, .clouds)
      inputs = (0..<Self.exportedSamples).map { _ in (0..<width).map { _ in Float(stream.next() >> 40) / 0x1p23 - 1 } }
    }
    var scaled = inputs.flatMap { $0 }
    scaler.apply(&scaled)
    let samples = Samples(
      x: scaled, inputs: width, y: Array(repeating: 0, count: inputs.count * units), outputs: units)
    let outputs = try engine(for: model, rows: inputs.count, at: range).evaluate(samples, rows: nil).outputs
    let batch: Int? = if case .rows(let rows, _) = description.batch { rows } else { nil }
    return ModelExport(
      model: model, scaler: scaler, classes: description.classNames ?? [], decision: description.decision,
      training: .init(
        loss: settings.loss, optimizer: settings.optimizer, schedule: settings.schedule,
        regularization: settings.regularization, clipping: settings.clipping, batch: batch),
      samples: inputs.enumerated().map { row, input in
        (input: input, output: Array(outputs[(row * units)..<((row + 1) * units)]))
      })
  }
}

extension DiagnosticCode {
  static let cannotExport = DiagnosticCode(
    "E0705", Wording(en: "a model that cannot leave", ko: "내보낼 수 없는 모델"),
    Wording(
      en: """
        The model cannot be written for another tool: a weight is not finite, or the layers do not fit each other. \
        The message says which layer.
        """,
      ko: """
        모델을 다른 도구의 형식으로 쓸 수 없습니다. 유한하지 않은 가중치가 있거나 층들이 서로 맞지 않습니다. \
        어느 층인지는 오류 메시지에 나옵니다.
        """))
}
