import NNScript
import NeuralNetwork

/// `import onnx "m.onnx"`.
struct Import: SessionCommand {
  var signature: Signature {
    Signature(
      "import", group: .files, summary: "read a model that another tool wrote",
      details: """
        The model takes the place of the current one, at step 0; data and settings stay. Operator sets 7 to 21 are read, \
        with weights in float32, float64 or float16 in the file itself: `Gemm`, `MatMul` with `Add`, `Conv`, `MaxPool`, \
        `AveragePool`, `GlobalAveragePool`, `BatchNormalization`, `LayerNormalization`, `Flatten`, `Reshape` to a row, \
        `Dropout`, the activations (also those that are spelled out with `Erf`, `Sigmoid` and others), and `Add` of what \
        went into some layers and what came out. Sums and products with constants in front of everything become the \
        scaling of the inputs, later ones part of the layer before them. Images are rows, columns, channels in nnsh, \
        whatever the order in the file. Anything else is an error that names node and operator.
        """,
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
    "E0706", "a model that cannot come in",
    """
    The file of another tool is damaged, or holds something that nnsh has no layer for: the message names the node and \
    its operator. Nothing was changed. `help import` lists what is read.
    """)
}
