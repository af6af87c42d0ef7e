import NNScript
import NNText
import NeuralNetwork

/// `compare [RUN…] [by MEASURE]`.
struct Compare: SessionCommand {
  var signature: Signature {
    Signature(
      "compare", group: .training, summary: "the runs side by side",
      details: "In the order in which they ended, or best first `by` a measure. Figures are those at each run's end.",
      forms: [
        Form(
          "compare",
          [
            .repeated(Slot("run", "RUN", .name(.run)), atLeast: 0),
            .optional([.word("by"), .slot(Slot("measure", "MEASURE", .measure))]),
          ])
      ],
      examples: [
        Example("compare", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps\ntrain 100 steps"),
        Example("compare by loss", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps as short"),
      ],
      seeAlso: ["train", "plot", "show"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    var runs: [Run] = []
    for item in call.arguments.items where item.key == "run" {
      guard case .text(let name)? = item.value else { continue }
      guard let run = session.state.runs.first(where: { $0.name == name }) else {
        throw .failed(.noSuchRun(name, among: session.state.runs.map(\.name), at: item.range))
      }
      runs.append(run)
    }
    if runs.isEmpty { runs = session.state.runs }
    guard !runs.isEmpty else {
      throw .failed(
        Diagnostic(.noSuchRun, "there are no runs to compare yet", at: call.range, help: "`train … as NAME` makes one"))
    }
    if let measure = call.arguments.text("measure") {
      runs = try session.sorted(runs, by: measure, at: call.arguments.range("measure") ?? call.range)
    }
    session.show(session.runTable(runs))
  }
}
