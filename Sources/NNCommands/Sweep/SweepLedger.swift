import NNScript

/// Takes the outcomes of a sweep's cases in their order: says what they said, changes the files they wanted changed,
/// keeps their rows.
struct SweepLedger {
  /// Different lines that cases may report; more help nobody.
  private static let reportLimit = 20

  private let plan: SweepPlan
  private(set) var result: SweepResult
  /// The first case that ended with an error.
  private(set) var firstFailure: (index: Int, error: Diagnostic)?
  private(set) var failures = 0
  /// Which case wrote a file.
  private var writers: [String: Int] = [:]
  private var reported: Set<String> = []

  init(_ plan: SweepPlan, name: String) {
    self.plan = plan
    result = SweepResult(name: name, axes: plan.cases.axes, caseCount: plan.cases.count)
  }

  mutating func enter(_ index: Int, _ outcome: CaseOutcome, of session: Session) {
    for said in outcome.said {
      switch said {
      case .result(let text): session.writeText(text)
      case .report(let text): report(text, on: session.console)
      }
    }
    var row = outcome.row
    if let problem = change(outcome.files, index) { row.error = row.error ?? problem }
    if row.isFailed, let error = row.error {
      failures += 1
      firstFailure = firstFailure ?? (index, error)
    }
    result.rows.append(row)
  }

  /// What many cases say alike is said once.
  private mutating func report(_ text: String, on console: any Console) {
    guard reported.count < Self.reportLimit, reported.insert(text).inserted else { return }
    console.report(text)
    if reported.count == Self.reportLimit { console.report("what else the cases report is left out\n") }
  }

  /// Nil, or the first thing that could not be done.
  private mutating func change(_ files: CaseFiles, _ index: Int) -> Diagnostic? {
    var problem = files.reads.compactMap { unsteady($0, index) }.first
    for change in files.changes {
      if let other = writers[change.location], other != index, !change.isShared {
        problem = problem ?? shared(change.shown, index, other, at: change.range)
        continue
      }
      do {
        try change.carryOut()
        writers[change.location] = index
      } catch {
        problem = problem ?? error
      }
    }
    return problem
  }

  /// Whether the case found the file before or after another wrote it is chance.
  private func unsteady(_ read: FileRead, _ index: Int) -> Diagnostic? {
    guard let other = writers[read.location], other != index else { return nil }
    return Diagnostic(
      .sharedFile,
      "the case \(plan.label(of: index)) reads '\(read.shown)', which the case \(plan.label(of: other)) writes",
      at: read.range, help: "cases run side by side: read what was there before the sweep")
  }

  private func shared(_ path: String, _ index: Int, _ other: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sharedFile, "the case \(plan.label(of: index)) writes '\(path)', as the case \(plan.label(of: other)) does",
      at: range,
      help: "give each case a file of its own, with an axis in its name: \"…_{$\(result.axes.last ?? "n")}…\"")
  }
}

extension FileChange {
  /// A folder may be the same for all.
  fileprivate var isShared: Bool { if case .makeFolder = action { true } else { false } }
}

extension DiagnosticCode {
  static let sharedFile = DiagnosticCode(
    "E0621", "two cases of a sweep and one file",
    """
    The cases of a sweep stand side by side, so none may write over another's file. The first case in order keeps it, \
    the others have this error in their row. Put the value of an axis into the name: `save "m_{$seed}.safetensors"`. No case \
    can count on a file that another writes: they run in no order.
    """)
  static let noSuchSweep = DiagnosticCode(
    "E0622", "no such sweep or axis",
    """
    A sweep is what `sweep … end as NAME` leaves; unnamed ones are sweep1, sweep2 …. `show sweep NAME by AXIS` groups its \
    cases by one of the names behind `sweep` and `and`.
    """)
  static let noThread = DiagnosticCode(
    "E0623", "no thread to run on",
    "The system gave the sweep not a single thread: too many run already, or their stacks find no memory.")
}
