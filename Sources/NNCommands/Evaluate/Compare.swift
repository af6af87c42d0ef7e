import NNScript
import NNText
import NeuralNetwork

/// `compare [RUN…] [by MEASURE]`.
struct Compare: SessionCommand {
  var signature: Signature {
    Signature(
      "compare", group: .training, summary: Wording(en: "the runs side by side", ko: "학습 기록(run)들을 나란히 비교합니다"),
      details: Wording(
        en: """
          In the order in which they ended, or best first `by` a measure. Figures are those at each run's end. An \
          accuracy on validation or test rows is a share of a sample: low and high are its 95 % interval (Wilson). \
          Names of sweeps are compared with one another: a row a sweep.
          """,
        ko: """
          끝난 순서대로, `by`를 쓰면 그 측정값(measure)이 좋은 것부터 보여 줍니다. 값은 학습 기록(run)마다 \
          끝났을 때의 것입니다. 검증 데이터나 시험 데이터의 정확도는 표본에서 얻은 비율이므로 95 % \
          신뢰구간(Wilson)을 low와 high로 보여 줍니다. 스윕(sweep)의 이름을 쓰면 스윕끼리 비교하며, 스윕마다 \
          한 행입니다.
          """),
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
            .noSuchRun,
            Wording(en: "a sweep is compared with sweeps, as a whole", ko: "스윕(sweep)은 통째로, 스윕끼리만 비교할 수 있습니다"),
            at: runs.isEmpty ? place : call.range,
            help: Wording(en: "`show sweep` lists its cases", ko: "스윕의 경우들은 `show sweep`으로 볼 수 있습니다")))
      }
      return session.showShares(SweepResult.table(of: sweeps))
    }
    guard !runs.isEmpty else {
      let hasSweep = !session.state.sweeps.isEmpty
      throw .failed(
        Diagnostic(
          .noSuchRun, Wording(en: "there are no runs to compare yet", ko: "아직 비교할 학습 기록(run)이 없습니다"), at: call.range,
          help: hasSweep
            ? Wording(
              en: "runs of a sweep end with their case: `show sweep`",
              ko: "스윕의 학습 기록은 그 경우와 함께 끝납니다. `show sweep`을 보세요")
            : Wording(en: "`train … as NAME` makes one", ko: "`train … as NAME`으로 만드세요")))
    }
    let sorted = if let measure { try session.sorted(runs, by: measure, at: place) } else { runs }
    session.showShares(Table.of(sorted, hasIntervals: true))
  }

  /// What the names stand for; without names all runs.
  private func named(
    _ names: [(name: String, range: SourceRange?)], in session: Session
  ) throws(Stop) -> (runs: [Run], sweeps: [SweepResult]) {
    guard !names.isEmpty else { return (Array(session.state.runs), []) }
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
