import NNScript
import NNText
import NeuralNetwork

/// `compare [RUN…] [by MEASURE]`.
struct Compare: SessionCommand {
  var signature: Signature {
    Signature(
      "compare", group: .training, summary: "the runs side by side",
      details: """
        In the order in which they ended, or best first `by` a measure. Figures are those at each run's end. An accuracy \
        on validation or test rows is a share of a sample: low and high are its 95 % interval (Wilson). Names of sweeps \
        are compared with one another: a row a sweep.
        """,
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
      seeAlso: ["train", "plot", "show", "sweep"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let wanted = call.arguments.items.filter { $0.key == "run" }
    let (runs, sweeps) = try named(wanted.map { ($0.value?.display ?? "", $0.range) }, in: session)
    let measure = call.arguments.text("measure")
    let place = call.arguments.range("measure") ?? call.range
    guard sweeps.isEmpty else {
      guard runs.isEmpty, measure == nil else {
        throw .failed(
          Diagnostic(
            .noSuchRun, "a sweep is compared with sweeps, as a whole", at: runs.isEmpty ? place : call.range,
            help: "`show sweep` lists its cases"))
      }
      return session.showShares(SweepResult.table(of: sweeps))
    }
    guard !runs.isEmpty else {
      let hasSweep = !session.state.sweeps.isEmpty
      throw .failed(
        Diagnostic(
          .noSuchRun, "there are no runs to compare yet", at: call.range,
          help: hasSweep ? "runs of a sweep end with their case: `show sweep`" : "`train … as NAME` makes one"))
    }
    let sorted = if let measure { try session.sorted(runs, by: measure, at: place) } else { runs }
    session.showShares(session.runTable(sorted, hasIntervals: true))
  }

  /// What the names stand for; without names all runs.
  private func named(
    _ names: [(name: String, range: SourceRange?)], in session: Session
  ) throws(Stop) -> (runs: [Run], sweeps: [SweepResult]) {
    guard !names.isEmpty else { return (session.state.runs, []) }
    var runs: [Run] = []
    var sweeps: [SweepResult] = []
    for (name, range) in names {
      if let run = session.state.runs.first(where: { $0.name == name }) {
        runs.append(run)
      } else if let sweep = session.state.sweeps.first(where: { $0.name == name }) {
        sweeps.append(sweep)
      } else {
        throw .failed(.noSuchRun(name, among: session.state.runs.map(\.name), at: range))
      }
    }
    return (runs, sweeps)
  }
}
