import NNScript
import NNText

extension GrammarStatement {
  private static let net = "data xor\nlayer 5 tanh\noutput 1 sigmoid\noptimizer adam rate 0.05"

  static let sweep = GrammarStatement(
    signature: Signature(
      "sweep", group: .training, summary: "run a body once for every combination of values, side by side",
      details: """
        Each case starts from a copy of the session and changes nothing outside; what the cases print comes in their \
        order, the last axis fastest. An error, a failed `expect` or a loss that is no number is that case's row, never \
        the end. Files are written in the order of the cases; none may write another's. A `log` or `checkpoint` of outside does not hold \
        in cases. `sweep` and `exit` cannot stand inside; in a list of values the word `and` needs quotes. Ctrl-C keeps \
        the cases that are done. Unnamed sweeps are sweep1, sweep2 …; a repeated name replaces its sweep.
        """,
      examples: [
        Example("sweep n from 1 to 3\n  seed $n\n  train 200 steps\nend\nshow sweep", setup: net),
        Example(
          "sweep act in relu tanh and n in 1 2\n  seed $n\n  activation $act on hidden\n  train 200 steps\n"
            + "end as hidden\nshow sweep hidden by act", setup: net),
      ],
      seeAlso: ["measure", "show", "compare", "for", "seed"],
      grammarUsage: [
        "sweep NAME in A… [and NAME …]\n  …\nend [as NAME]",
        "sweep NAME from A to B [by C] [and NAME …]\n  …\nend [as NAME]",
      ]))

  static let measure = GrammarStatement(
    signature: Signature(
      "measure", group: .training, summary: "what a sweep keeps of each case besides loss, accuracy and nan",
      details: """
        An item is a measure, a `$variable`, a call or an expression in parentheses. It is evaluated when the case ends, \
        wherever the statement stands. `show sweep by AXIS` shows the median of numbers, and how many answers are true.
        """,
      examples: [
        Example(
          "sweep n from 1 to 3\n  measure step gradient(1) (loss < 0.1)\n  seed $n\n"
            + "  train until loss < 0.1 limit 500 steps\nend\nshow sweep", setup: net)
      ],
      seeAlso: ["sweep", "show", "print"], grammarUsage: ["measure ITEM…"]))
}

extension Session {
  /// The sweep of that name, the last one without a name.
  func sweep(named name: String?, at range: SourceRange) throws(Stop) -> SweepResult {
    let sweeps = state.sweeps
    guard let last = sweeps.last else {
      throw .failed(Diagnostic(.noSuchSweep, "there is no sweep yet", at: range, help: "see `help sweep`"))
    }
    guard let name else { return last }
    if let sweep = sweeps.first(where: { $0.name == name }) { return sweep }
    let near = Spelling.suggestion(for: name, among: sweeps.map(\.name)).map { Wording.didYouMean($0) }
    throw .failed(
      Diagnostic(
        .noSuchSweep, "there is no sweep '\(name)'", at: range,
        help: near ?? "the sweeps are: \(sweeps.map(\.name).joined(separator: " "))"))
  }

  /// `show sweep [NAME] [by AXIS]`.
  func showSweep(_ call: Invocation) throws(Stop) {
    let sweep = try sweep(named: call.arguments.text("name"), at: call.arguments.range("name") ?? call.range)
    defer {
      if sweep.rows.count < sweep.caseCount, !mode.isForPrograms {
        let (done, cases) = (CountText.number(sweep.rows.count), CountText.cases(sweep.caseCount))
        write(Wording(en: "interrupted: \(done) of \(cases)", ko: "중단됨: \(cases) 가운데 \(done)개"))
      }
    }
    guard let axis = call.arguments.text("axis") else { return show(sweep.caseTable) }
    guard let place = sweep.axes.firstIndex(of: axis) else {
      let near = Spelling.suggestion(for: axis, among: sweep.axes).map { Wording.didYouMean($0) }
      throw .failed(
        Diagnostic(
          .noSuchSweep, "the sweep '\(sweep.name)' has no axis '\(axis)'", at: call.arguments.range("axis"),
          help: near ?? "its axes are: \(sweep.axes.joined(separator: " "))"))
    }
    showShares(sweep.table(by: place))
  }

  /// A table whose columns `low` and `high`, if it has them, are told.
  func showShares(_ table: Table) {
    show(table)
    guard !mode.isForPrograms, table.columns.contains(where: { $0.title == "low" || $0.title.hasSuffix(".low") }) else {
      return
    }
    write("low and high: the 95 % interval of the share (Wilson)")
  }
}
