import NNScript
import NNText

extension GrammarStatement {
  private static let net = "data xor\nlayer 5 tanh\noutput 1 sigmoid\noptimizer adam rate 0.05"

  static let sweep = GrammarStatement(
    signature: Signature(
      "sweep", group: .training,
      summary: Wording(
        en: "run a body once for every combination of values, side by side", ko: "값의 모든 조합마다 본문을 한 번씩, 나란히 실행합니다"),
      details: Wording(
        en: """
          Each case starts from a copy of the session and changes nothing outside; what the cases print comes in \
          their order, the last axis fastest. An error, a failed `expect` or a loss that is no number is that case's \
          row, never the end. Files are written in the order of the cases; none may write another's. A `log` or \
          `checkpoint` of outside does not hold in cases. `sweep` and `exit` cannot stand inside; in a list of values \
          the word `and` needs quotes. Ctrl-C keeps the cases that are done. Unnamed sweeps are sweep1, sweep2 …; a \
          repeated name replaces its sweep.
          """,
        ko: """
          경우마다 세션의 복사본에서 시작하며 바깥의 것은 아무것도 바꾸지 않습니다. 경우들이 출력하는 것은 \
          순서대로 나오고, 마지막 축이 가장 빨리 바뀝니다. 오류, 맞지 않은 `expect`, 수가 아닌 손실은 그 \
          경우의 행에 적힐 뿐 스윕(sweep)을 끝내지 않습니다. 파일은 경우의 순서대로 쓰며, 다른 경우가 쓴 \
          파일에는 쓸 수 없습니다. 바깥의 `log`와 `checkpoint`는 경우 안에서 적용되지 않습니다. `sweep`과 \
          `exit`는 안에 쓸 수 없고, 값의 나열 속에 단어 `and`를 쓰려면 따옴표로 묶어야 합니다. Ctrl-C를 \
          눌러도 끝난 경우들은 남습니다. 이름이 없는 스윕은 sweep1, sweep2 … 이고, 같은 이름을 다시 쓰면 \
          앞의 스윕을 대신합니다.
          """),
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
      "measure", group: .training,
      summary: Wording(
        en: "what a sweep keeps of each case besides loss, accuracy and nan",
        ko: "스윕(sweep)이 loss, accuracy, nan 말고 경우마다 더 남길 값"),
      details: Wording(
        en: """
          An item is a measure, a `$variable`, a call or an expression in parentheses. It is evaluated when the case \
          ends, wherever the statement stands. `show sweep by AXIS` shows the median of numbers, and how many answers \
          are true.
          """,
        ko: """
          항목은 측정값(measure), `$variable`, 함수 호출, 또는 괄호로 묶은 식입니다. 문장이 어디에 있든 \
          경우가 끝날 때 계산합니다. `show sweep by AXIS`는 수이면 중앙값을, 참거짓 값이면 참이 몇인지를 \
          보여 줍니다.
          """),
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

  /// `show sweep [NAME] [by AXIS]`.
  func showSweep(_ call: Invocation) throws(Stop) {
    let sweep = try sweep(named: call.arguments.text("name"), at: call.arguments.range("name") ?? call.range)
    defer {
      if sweep.rows.count < sweep.caseCount, !mode.isForPrograms {
        let (done, cases) = (CountText.number(sweep.rows.count), CountText.cases(sweep.caseCount))
        write(Wording(en: "interrupted: \(done) of \(cases)", ko: "중단됨: \(cases) 가운데 \(done)개"))
      }
    }
    guard let axis = call.arguments.text("axis") else { return show(sweep.caseTable(in: tableLanguage)) }
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

  /// A table whose columns `low` and `high`, if it has them, are told.
  func showShares(_ table: Table) {
    show(table)
    guard !mode.isForPrograms, table.columns.contains(where: { $0.title == "low" || $0.title.hasSuffix(".low") }) else {
      return
    }
    write(Wording(en: "low and high: the 95 % interval of the share (Wilson)", ko: "low와 high: 비율의 95 % 신뢰구간(Wilson)"))
  }
}
