import Glibc
import NNScript
import NNText
import NeuralNetwork

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

/// `sweep`: cases on threads of their own, one session each; what they leave is taken in order, here.
extension Session {
  /// How long the main thread waits for a case before it draws progress and looks for signals.
  private static let patience = 0.05

  package func sweep(_ axes: [Axis], body: Block, name: String?, range: SourceRange) throws(Stop) {
    let cases = try SweepCases(axes, evaluator: evaluator, host: self)
    guard cases.count > 0 else {
      return log(
        .warning,
        Wording(en: "the sweep has no cases: an axis has no values", ko: "스윕(sweep)에 경우가 하나도 없습니다. 값이 없는 축이 있습니다"))
    }
    tellSharedSeed(body)
    let threads = max(1, min(options.threads ?? Processors.count, cases.count))
    let plan = SweepPlan(cases, body: body, of: self, threads: threads)
    var ledger = SweepLedger(plan, name: name ?? state.sweeps.nextName)
    let signal = try run(plan, into: &ledger, threads: threads, at: range)
    let result = ledger.result
    if let first = ledger.firstFailure {
      let (failures, cases) = (ledger.failures, CountText.cases(result.rows.count))
      log(
        .warning,
        Wording(
          en: "\(failures) of \(cases) ended with an error; the first, \(plan.label(of: first.index)):",
          ko: "\(cases) 가운데 \(failures)개가 오류로 끝났습니다. 첫 번째는 \(plan.label(of: first.index)):"))
      report([first.error])
    }
    if !result.rows.isEmpty {
      state.sweeps.add(result)
      state.revision += 1
    }
    guard let signal else {
      return log(
        .hint,
        result.summary + Wording(en: "; `show sweep` lists them", ko: ". `show sweep`으로 볼 수 있습니다"))
    }
    // The statement would run all of them.
    journal.trace?.replaceCurrent(by: [])
    let (done, all) = (CountText.number(result.rows.count), CountText.cases(result.caseCount))
    log(
      .info,
      result.rows.isEmpty
        ? Wording(en: "interrupted before a case was done", ko: "한 경우도 끝나기 전에 중단되었습니다")
        : Wording(
          en: "interrupted: \(done) of \(all) are done; `show sweep` lists them",
          ko: "중단됨: \(all) 가운데 \(done)개를 마쳤습니다. `show sweep`으로 볼 수 있습니다"))
    throw .signal(signal)
  }

  /// Runs all cases; a signal that came in between ends it early and is the answer.
  private func run(
    _ plan: SweepPlan, into ledger: inout SweepLedger, threads: Int, at range: SourceRange
  ) throws(Stop) -> Int32? {
    let queue = CaseQueue(count: plan.cases.count)
    let workers = Workers(count: threads) {
      while let index = queue.take() {
        guard let outcome = plan.run(index, noting: { queue.note($0, of: index) }) else { return }
        queue.finish(index, outcome)
      }
    }
    guard let workers else {
      throw .failed(
        Diagnostic(
          .noThread, Wording(en: "the system has no thread for the sweep", ko: "시스템이 스윕에 쓸 스레드를 주지 않습니다"), at: range,
          help: Wording(en: "end other programs, and try again", ko: "다른 프로그램을 끝내고 다시 해 보세요")))
    }
    let clock = Stopwatch()
    var stop: Stop?
    var entered = 0
    while entered < plan.cases.count {
      do throws(Stop) {
        try checkInterrupts()
      } catch {
        stop = error
        break
      }
      if let due = queue.takeDue(seconds: Self.patience) {
        ledger.enter(due.index, due.outcome, of: self)
        entered += 1
      }
      let (finished, share) = queue.state
      console.progress(
        Progress(
          unit: .case, step: finished, total: plan.cases.count, share: share, loss: nil, seconds: clock.seconds))
    }
    if let stop {
      plan.cancellation.cancel(stop.signal ?? SIGTERM)
      queue.cancel()
    }
    workers.join()
    console.progress(nil)
    for rest in queue.takeRest() { ledger.enter(rest.index, rest.outcome, of: self) }
    guard let stop else { return nil }
    guard let signal = stop.signal else { throw stop }
    return signal
  }

  /// Seeds are what most sweeps are about: one that forgets them compares a single draw.
  private func tellSharedSeed(_ body: Block) {
    guard !runState.hasToldSharedSeed, !body.setsSeed else { return }
    runState.hasToldSharedSeed = true
    let seed = state.workspace.description.settings.seed
    log(
      .info,
      Wording(
        en: "every case starts from seed \(seed): `seed $n` in the body, with an axis n, gives each its own",
        ko: "모든 경우가 같은 시드(\(seed))로 시작합니다. 축 n을 두고 본문에 `seed $n`을 쓰면 저마다 다른 시드를 씁니다"))
  }
}

extension Stop {
  fileprivate var signal: Int32? {
    if case .signal(let number) = self { number } else { nil }
  }
}

extension SweepResult {
  /// `sweep1: 1,200 cases, 233 nan, 2 errors`.
  fileprivate var summary: Wording {
    let (nans, failures) = (rows.count(where: \.isNaN), rows.count(where: \.isFailed))
    var parts = [Wording(verbatim: "\(name): ") + CountText.cases(rows.count)]
    if nans > 0 { parts.append(Wording(en: "\(CountText.number(nans)) nan", ko: "nan \(CountText.number(nans))개")) }
    if failures > 0 {
      let count = CountText.number(failures)
      parts.append(Wording(en: "\(count) error\(failures == 1 ? "" : "s")", ko: "오류 \(count)개"))
    }
    return parts.joined(separator: ", ")
  }
}

extension Block {
  /// Whether some statement gives a seed.
  fileprivate var setsSeed: Bool {
    statements.contains { statement in
      if case .command(let command) = statement.kind, !command.arguments.isEmpty,
        command.name == "seed" || command.name == "reset"
      {
        return true
      }
      return statement.kind.blocks.contains(where: \.setsSeed)
    }
  }
}
