import NNScript
import NeuralNetwork

/// `input N…`: the input shape, where data do not say it.
struct Input: SessionCommand {
  var signature: Signature {
    Signature(
      "input", group: .model, summary: "state the shape of one input row",
      details: "Optional: without it the shape comes from the data.",
      forms: [Form("input", [.repeated(.count("dimension", called: "input size"))])],
      examples: [Example("input 2"), Example("input 28 28 1")], seeAlso: ["data", "layer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return description.forgetShapes() }
    let dimensions = call.arguments.items.filter { $0.key == "dimension" }.compactMap { item -> Int? in
      if case .number(let number)? = item.value { Int(number) } else { nil }
    }
    guard dimensions.count <= 3 else {
      throw Diagnostic(
        .inputShape, "an input has 1 to 3 dimensions, not \(dimensions.count)", at: call.range,
        help: "a row of numbers is `input 784`, an image is `input 28 28 1` (height, width, channels)")
    }
    try description.setInput(Shape(dimensions), for: call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}

extension DiagnosticCode {
  static let inputShape = DiagnosticCode(
    "E0405", "input shape",
    """
    An input row is a list of numbers (`input 784`), or an image (`input 28 28 1`: height, width, channels). With data \
    in the session the statement is not needed.
    """)
}
