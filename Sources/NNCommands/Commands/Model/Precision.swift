import NNScript
import NeuralNetwork

/// `precision float32|float64`.
struct PrecisionCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "precision", group: .model, summary: "compute in float32 or float64",
      details: "float64 runs on the reference engine: exact, and much slower. Default float32.",
      forms: [
        Form(
          "precision",
          [
            .slot(
              Slot(
                "precision", "float32|float64",
                .choice(
                  Vocabulary(
                    "precision",
                    [
                      .init("float32", "single precision, the fast engine"),
                      .init("float64", "double precision, the reference engine"),
                    ]))))
          ])
      ],
      examples: [Example("precision float64")], seeAlso: ["show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let precision = call.arguments.text("precision").flatMap(Precision.init(rawValue:)) else { return }
    description.settings.precision = precision
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }
}
