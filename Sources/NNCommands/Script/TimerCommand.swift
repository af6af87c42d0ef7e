import NNScript
import NNText

/// `timer on|off`: what each statement took.
struct TimerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "timer", group: .shell, summary: Wording(en: "print the time each statement took", ko: "문장마다 걸린 시간을 출력합니다"),
      details: Wording(
        en: """
          Seconds on the clock and seconds of computing, which are more where several threads work. Statements that \
          fail are timed, too; a block counts as one. The line goes to stderr: results stay the same from run to run.
          """,
        ko: """
          시계로 잰 시간(초)과 계산에 쓴 시간(초)입니다. 여러 스레드가 함께 일하면 계산에 쓴 시간이 더 \
          깁니다. 실패한 문장도 재며, 블록은 한 문장으로 칩니다. 이 줄은 stderr에 나오므로 결과는 실행할 \
          때마다 같습니다.
          """),
      forms: [
        Form("set", [.slot(Slot("state", "on|off", .choice(Self.states)))]), Form("show", []),
      ],
      examples: [Example("timer on\nprint (1 + 1)\ntimer off"), Example("timer")], seeAlso: ["record", "log"])
  }

  private static let states = Vocabulary(
    Wording(en: "state", ko: "상태"),
    [
      .init("on", Wording(en: "after each statement", ko: "문장마다 출력합니다")),
      .init("off", Wording(en: "not any more; the default", ko: "더는 출력하지 않습니다(기본값)")),
    ])

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form == "set" else { return session.write("timer \(session.isTiming ? "on" : "off")") }
    session.isTiming = call.arguments.text("state") == "on"
  }
}

extension Session {
  /// Runs a statement at the top level, and says what it took where that is wanted.
  func timed(_ body: () throws(Stop) -> Void) throws(Stop) {
    guard isTiming else { return try body() }
    let (clock, processor) = (Stopwatch(), Stopwatch(.processor))
    defer {
      if isTiming {
        report(
          Wording(
            en: "time: \(Self.seconds(clock.seconds)) s, computing \(Self.seconds(processor.seconds)) s",
            ko: "시간: \(Self.seconds(clock.seconds))초, 계산: \(Self.seconds(processor.seconds))초"))
      }
    }
    try body()
  }

  private static func seconds(_ seconds: Double) -> String { NumberFormat.fixed(seconds, places: 3) }
}
