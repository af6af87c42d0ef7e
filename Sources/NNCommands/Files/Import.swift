import NNScript
import NNText
import NeuralNetwork

/// `import onnx "m.onnx"`.
struct Import: SessionCommand {
  var signature: Signature {
    Signature(
      "import", group: .files, summary: Wording(en: "read a model that another tool wrote", ko: "다른 도구가 쓴 모델을 읽습니다"),
      details: Wording(
        en: """
          The model takes the place of the current one, at step 0; data and settings stay. Operator sets 7 to 21 are \
          read, with weights in float32, float64 or float16 in the file itself: `Gemm`, `MatMul` with `Add`, `Conv`, \
          `MaxPool`, `AveragePool`, `GlobalMaxPool`, `GlobalAveragePool`, `BatchNormalization`, \
          `LayerNormalization`, `Flatten`, `Reshape` to a row, `Dropout`, the activations (also those that are spelled out with `Erf`, `Sigmoid` and \
          others), and `Add` of what went into some layers and what came out. Sums and products with constants in \
          front of everything become the scaling of the inputs, later ones part of the layer before them. Images are \
          rows, columns, channels in nnsh, whatever the order in the file. Anything else is an error that names node \
          and operator.
          """,
        ko: """
          읽은 모델이 지금 모델을 대신하며 스텝 0에서 시작합니다. 데이터와 설정은 그대로입니다. 연산자 \
          집합(operator set) 7부터 21까지를 읽고, 가중치는 그 파일 안에 float32, float64, float16으로 들어 \
          있어야 합니다. 읽는 연산자는 `Gemm`, `MatMul`과 `Add`, `Conv`, `MaxPool`, `AveragePool`, \
          `GlobalMaxPool`, `GlobalAveragePool`, `BatchNormalization`, `LayerNormalization`, `Flatten`, 한 줄로 펴는 \
          `Reshape`, `Dropout`, 활성화 함수(`Erf`, `Sigmoid` 등으로 풀어 쓴 것도 포함), 그리고 몇 층에 \
          들어간 값과 나온 값을 더하는 `Add`입니다. 맨 앞에서 상수를 더하고 곱하는 연산은 입력의 스케일링이 \
          되고, 그 뒤에 나오는 것은 앞 층에 합쳐집니다. 이미지는 파일 안의 순서와 상관없이 nnsh에서는 행, \
          열, 채널 순서입니다. 그 밖의 것이 있으면 노드와 연산자의 이름을 알려 주는 오류가 납니다.
          """),
      forms: [Form("onnx", [.word("onnx"), .slot(Slot("path", "\"m.onnx\"", .path(.read(["onnx"]))))])],
      examples: [
        Example(
          "import onnx \"iris.onnx\"\nshow model",
          setup: "data iris\nscale standard\nlayer 8 tanh\noutput softmax\ntrain 1 epochs\nexport onnx \"iris.onnx\"")
      ],
      seeAlso: ["export", "load", "predict"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    // What the file holds is known only when it is read.
    description.forgetShapes()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let path = call.arguments.text("path") else { return }
    try session.importModel(path, at: call.arguments.range("path") ?? call.range)
  }
}

extension DiagnosticCode {
  static let cannotImport = DiagnosticCode(
    "E0706", Wording(en: "a model that cannot come in", ko: "들여올 수 없는 모델"),
    Wording(
      en: """
        The file of another tool is damaged, or holds something that nnsh has no layer for: the message names the \
        node and its operator. Nothing was changed. `help import` lists what is read.
        """,
      ko: """
        다른 도구의 파일이 손상되었거나, nnsh에 해당하는 층이 없는 것이 들어 있습니다. 어느 노드의 어느 \
        연산자인지는 오류 메시지에 나옵니다. 바뀐 것은 없습니다. 무엇을 읽을 수 있는지는 `help import`에 \
        있습니다.
        """))
}
