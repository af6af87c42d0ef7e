import NNScript
import NNText

/// `show sweep`: a row a case, or a row a value of an axis.
extension Session {
  /// `show sweep [NAME] [by AXIS]`.
  func showSweep(_ call: Invocation) throws(Stop) {
    let sweep = try sweep(named: call.arguments.text("name"), at: call.arguments.range("name") ?? call.range)
    defer {
      if sweep.rows.count < sweep.caseCount, !output.mode.isForPrograms {
        let (done, cases) = (CountText.number(sweep.rows.count), CountText.cases(sweep.caseCount))
        print(Wording(en: "interrupted: \(done) of \(cases)", ko: "중단됨: \(cases) 가운데 \(done)개"))
      }
    }
    guard let axis = call.arguments.text("axis") else { return print(sweep.caseTable(in: tableLanguage)) }
    guard let place = sweep.axes.firstIndex(of: axis) else {
      let near = Spelling.suggestion(for: axis, among: sweep.axes).map { Wording.didYouMean($0) }
      throw .failed(
        Diagnostic(
          .noSuchSweep,
          Wording(
            en: "the sweep '\(sweep.name)' has no axis '\(axis)'", ko: "'\(sweep.name)' 스윕(sweep)에는 '\(axis)' 축이 없습니다"),
          at: call.arguments.range("axis"),
          help: near
            ?? Wording(
              en: "its axes are: \(sweep.axes.joined(separator: " "))", ko: "있는 축: \(sweep.axes.joined(separator: " "))"
            )))
    }
    showShares(sweep.table(by: place))
  }

  /// The sweep of that name, the last one without a name.
  private func sweep(named name: String?, at range: SourceRange) throws(Stop) -> SweepResult {
    let sweeps = state.sweeps
    guard let last = sweeps.last else {
      throw .failed(
        Diagnostic(
          .noSuchSweep, Wording(en: "there is no sweep yet", ko: "아직 스윕(sweep)이 없습니다"), at: range,
          help: .seeHelp("sweep")))
    }
    guard let name else { return last }
    if let sweep = sweeps.first(where: { $0.name == name }) { return sweep }
    let near = Spelling.suggestion(for: name, among: sweeps.map(\.name)).map { Wording.didYouMean($0) }
    throw .failed(
      Diagnostic(
        .noSuchSweep, Wording(en: "there is no sweep '\(name)'", ko: "'\(name)' 스윕(sweep)이 없습니다"), at: range,
        help: near
          ?? Wording(
            en: "the sweeps are: \(sweeps.map(\.name).joined(separator: " "))",
            ko: "있는 스윕: \(sweeps.map(\.name).joined(separator: " "))")))
  }
}
