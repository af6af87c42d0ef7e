import NNScript
import NNText

/// `timer on|off`: what each statement took.
struct TimerCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "timer", group: .shell, summary: "print the time each statement took",
      details: """
        Seconds on the clock and seconds of computing, which are more where several threads work. Statements that fail \
        are timed, too; a block counts as one. The line goes to stderr: results stay the same from run to run.
        """,
      forms: [
        Form("set", [.slot(Slot("state", "on|off", .choice(Self.states)))]), Form("show", []),
      ],
      examples: [Example("timer on\nprint (1 + 1)\ntimer off"), Example("timer")], seeAlso: ["record", "log"])
  }

  private static let states = Vocabulary(
    "state", [.init("on", "after each statement"), .init("off", "not any more; the default")])

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
        report("time: \(Self.seconds(clock.seconds)) s, computing \(Self.seconds(processor.seconds)) s")
      }
    }
    try body()
  }

  private static func seconds(_ seconds: Double) -> String { NumberFormat.fixed(seconds, places: 3) }
}
