import NNScript
import NNText

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
  private var writers: [FileLocation: Int] = [:]
  private var reported: Set<String> = []

  init(_ plan: SweepPlan, name: String) {
    self.plan = plan
    result = SweepResult(name: name, axes: plan.cases.axes, caseCount: plan.cases.count)
  }

  mutating func enter(_ index: Int, _ outcome: CaseOutcome, of session: Session) {
    for said in outcome.said {
      switch said {
      case .result(let text): session.writeText(text)
      case .data(let text): session.writeData(text)
      case .report(let text): report(text, on: session.console)
      }
    }
    var row = outcome.row
    if let problem = change(outcome.files, index, of: session) { row.error = row.error ?? problem }
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
    if reported.count == Self.reportLimit {
      let rest = Wording(en: "what else the cases report is left out", ko: "경우들의 나머지 알림은 생략합니다")
      console.report(rest[plan.options.language] + "\n")
    }
  }

  /// Nil, or the first thing that could not be done.
  private mutating func change(_ files: CaseFiles, _ index: Int, of session: Session) -> Diagnostic? {
    var problem = files.reads.compactMap { unsteady($0, index) }.first
    for change in files.changes {
      if let other = writers[change.location], other != index, !change.isShared {
        problem = problem ?? shared(change.shown, index, other, at: change.range)
        continue
      }
      do {
        if let note = try change.carryOut() { session.log(.info, note) }
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
      Wording(
        en: """
          the case \(plan.label(of: index)) reads '\(read.shown)', which the case \(plan.label(of: other)) \
          writes
          """, ko: "'\(read.shown)' 파일을 경우(\(plan.label(of: index)))가 읽는데 다른 경우(\(plan.label(of: other)))가 씁니다"),
      at: read.range,
      help: Wording(
        en: "cases run side by side: read what was there before the sweep", ko: "경우들은 나란히 실행됩니다. 스윕 전에 있던 파일을 읽으세요"))
  }

  private func shared(_ path: String, _ index: Int, _ other: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .sharedFile,
      Wording(
        en: "the case \(plan.label(of: index)) writes '\(path)', as the case \(plan.label(of: other)) does",
        ko: "'\(path)' 파일을 경우(\(plan.label(of: index)))와 다른 경우(\(plan.label(of: other)))가 함께 씁니다"),
      at: range,
      help: Wording(
        en: "give each case a file of its own, with an axis in its name: \"…_{$\(result.axes.last ?? "n")}…\"",
        ko: "이름에 축을 넣어 경우마다 다른 파일을 쓰세요: \"…_{$\(result.axes.last ?? "n")}…\""))
  }
}

extension FileChange {
  /// A folder may be the same for all.
  fileprivate var isShared: Bool { if case .makeFolder = action { true } else { false } }
}

extension DiagnosticCode {
  static let sharedFile = DiagnosticCode(
    "E0621", Wording(en: "two cases of a sweep and one file", ko: "스윕의 두 경우와 한 파일"),
    Wording(
      en: """
        The cases of a sweep stand side by side, so none may write over another's file. The first case in order keeps it, \
        the others have this error in their row. Put the value of an axis into the name: `save "m_{$seed}.safetensors"`. No case \
        can count on a file that another writes: they run in no order.
        """,
      ko: """
        스윕의 경우들은 나란히 있으므로 어느 경우도 다른 경우의 파일에 덮어쓸 수 없습니다. 차례가 앞선 경우가 파일을 가지고, 나머지는 자기 행에 이 오류를 남깁니다. 이름에 축의 값을 \
        넣으세요: `save "m_{$seed}.safetensors"`. 다른 경우가 쓰는 파일을 믿을 수도 없습니다. 실행 순서가 정해져 있지 않기 때문입니다.
        """))
  static let noSuchSweep = DiagnosticCode(
    "E0622", Wording(en: "no such sweep or axis", ko: "없는 스윕이나 축"),
    Wording(
      en: """
        A sweep is what `sweep … end as NAME` leaves; unnamed ones are sweep1, sweep2 …. `show sweep NAME by AXIS` groups its \
        cases by one of the names behind `sweep` and `and`.
        """,
      ko: """
        스윕은 `sweep … end as 이름`이 남기는 것입니다. 이름을 주지 않으면 sweep1, sweep2 …가 됩니다. `show sweep 이름 by 축`은 `sweep` \
        과 `and` 뒤의 이름 가운데 하나로 경우들을 묶어 보여 줍니다.
        """))
  static let noThread = DiagnosticCode(
    "E0623", Wording(en: "no thread to run on", ko: "쓸 스레드가 없음"),
    Wording(
      en: "The system gave the sweep not a single thread: too many run already, or their stacks find no memory.",
      ko: "시스템이 스윕에 스레드를 하나도 주지 않았습니다. 이미 너무 많이 돌고 있거나 스택에 쓸 메모리가 없습니다."))
}
