import Glibc
import NNScript
import NNText
import NeuralNetwork

/// `sweep`: cases on threads of their own, one session each; what they leave is taken in order, here.
extension Session {
  /// How long the main thread waits for a case before it draws progress and looks for signals.
  private static let patience = 0.05

  package func sweep(_ axes: [Axis], body: Block, name: String?, range: SourceRange) throws(Stop) {
    let cases = try SweepCases(axes, evaluator: evaluator, host: self)
    guard cases.count > 0 else {
      return warn(
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
      warn(
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
      return note(
        result.summary + Wording(en: "; `show sweep` lists them", ko: ". `show sweep`으로 볼 수 있습니다"))
    }
    // The statement would run all of them.
    trace?.replaceCurrent(by: [])
    let (done, all) = (CountText.number(result.rows.count), CountText.cases(result.caseCount))
    report(
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
    guard !hasToldSharedSeed, !body.setsSeed else { return }
    hasToldSharedSeed = true
    let seed = state.description.settings.seed
    report(
      Wording(
        en: "every case starts from seed \(seed): `seed $n` in the body, with an axis n, gives each its own",
        ko: "모든 경우가 같은 시드(\(seed))로 시작합니다. 축 n을 두고 본문에 `seed $n`을 쓰면 저마다 다른 시드를 씁니다"))
  }

  /// Cases train side by side: what is little enough for the machine may be too much several times over.
  func checkShareOfMemory(_ network: Network, at range: SourceRange) throws(Stop) {
    guard let cases = caseRecord?.casesAtOnce, cases > 1, let footprint = try? state.description.footprint(of: network)
    else { return }
    let memory = state.description.memory
    let bytes = footprint.bytes.multipliedReportingOverflow(by: cases)
    guard bytes.overflow || bytes.partialValue > memory.total else { return }
    throw .failed(
      Diagnostic(
        .modelTooLarge,
        Wording(
          en: """
            \(cases) cases train at once and would take \(CountText.bytes(footprint.bytes)) each; \
            \(memory.wording)
            """,
          ko: """
            한꺼번에 학습하는 경우가 \(cases)개이고 하나에 \(CountText.bytes(footprint.bytes)) 필요한데, \
            \(memory.wording)
            """),
        at: range,
        help: Wording(en: "`--threads 1` trains them one after the other", ko: "`--threads 1`을 쓰면 하나씩 차례로 학습합니다")))
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
