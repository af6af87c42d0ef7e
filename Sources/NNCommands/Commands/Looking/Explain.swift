import NNScript
import NNText
import NeuralNetwork

/// `explain E0203|ACT|LOSS|OPTIMIZER|loss|nan|backward …`.
struct Explain: SessionCommand {
  var signature: Signature {
    let unit = Slot.count("unit", "I", called: "unit number")
    let net = "data xor\nlayer 2 tanh\noutput 1 sigmoid"
    return Signature(
      "explain", group: .looking, summary: "how something works, with this network's own numbers",
      details: """
        `backward` is the chain rule: of one weight (layer K, unit I, its input J) factor by factor, with the central \
        difference beside the product; of one row, or summed over the first rows of the training part. `nan` names the \
        row where the loss stopped being a number. `loss` takes the loss in force apart, row by row. An activation, a \
        loss or an optimizer gets its formula, derivative, range and a plot; a code its long text.
        """,
      forms: [
        Form(
          "backward",
          [
            .word("backward"),
            .options([
              [.word("row"), .slot(.count("row", "I", called: "row number"))],
              [.word("weight"), .slot(.layer()), .slot(unit), .slot(.count("input", "J", called: "input number"))],
            ]),
          ]),
        Form("nan", [.word("nan")]), Form("loss", [.word("loss")]), Form("activation", [.slot(.activation)]),
        Form("named loss", [.slot(.loss)]), Form("optimizer", [.slot(.optimizer)]),
        Form("code", [.slot(Slot("code", "CODE", .name(.code)))]),
      ],
      examples: [
        Example("explain backward row 2 weight 1 2 1", setup: net),
        Example("explain backward weight 2 1 1", setup: net),
        Example("explain backward row 3", setup: net), Example("explain loss", setup: net),
        Example("explain nan", setup: net), Example("explain sigmoid"), Example("explain leaky_relu alpha 0.2"),
        Example("explain bce naive"), Example("explain adam"), Example("explain E0407"), Example("explain G1"),
      ], seeAlso: ["help", "backward", "check", "diagnose"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard ["backward", "nan", "loss"].contains(call.form) else { return }
    try description.planPass(at: call.range)
    guard call.arguments.has("weight"), call.arguments.areKnown, let network = description.resolved else { return }
    _ = try SetCommand.parameter(of: network, call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    switch call.form {
    case "backward" where call.arguments.has("weight"): try session.explainWeight(call)
    case "backward": try session.explainBackward(call)
    case "nan": try session.explainNaN(at: call.range)
    case "loss": try session.explainLoss(at: call.range)
    case "activation":
      if let activation = call.arguments.activation { try session.explain(activation, at: call.range) }
    case "named loss": if let loss = call.arguments.loss { try session.explain(loss, at: call.range) }
    case "optimizer":
      if let optimizer = call.arguments.optimizer { try session.explain(optimizer, at: call.range) }
    default: try explainCode(call, in: session)
    }
  }

  private func explainCode(_ call: Invocation, in session: Session) throws(Stop) {
    let id = call.arguments.text("code") ?? ""
    let all =
      ErrorCatalogue.codes.map { ($0.id, $0.title, $0.explanation) }
      + Diagnosis.all.map { ($0.code, $0.title, $0.explanation) }
    guard let found = all.first(where: { $0.0 == id }) else {
      let suggestion = Spelling.suggestion(for: id, among: all.map(\.0) + Self.words)
      throw .failed(
        Diagnostic(
          .unknownCode, "there is nothing to explain that is called '\(id)'", at: call.arguments.range("code"),
          help: suggestion.map { .didYouMean($0) }
            ?? "codes look like E0203 or G1; activations, losses and optimizers are listed by `help explain`"))
    }
    let language = session.options.language
    session.write("\(found.0): \(found.1[language])\n")
    for line in DisplayWidth.wrap(found.2[language], to: 80) { session.write(line) }
  }

  private static let words =
    Activation.Kind.allCases.map(\.rawValue) + Loss.Kind.allCases.map(\.rawValue)
    + Optimizer.Kind.allCases.map(\.rawValue) + ["backward", "nan", "loss"]
}

extension DiagnosticCode {
  static let unknownCode = DiagnosticCode(
    "E0224", "nothing to explain",
    """
    `explain` takes a code as errors and diagnoses show it (E0203, G1), an activation, a loss, an optimizer, or one of \
    `backward`, `loss`, `nan`.
    """)
}
