import Glibc
import NNCommands
import NNScript

/// `nnsh --step f.nn`: shows each statement and waits before it runs.
///
/// A step is a statement of the top level: a block is shown and run whole, and so is a training. Statements of an included
/// file are steps of their own.
package final class Presenter {
  /// What the presenter says at a step.
  enum Answer: Equatable {
    case run, skip, back, breakIn, runOn, quit, help
    case other(String)
  }

  package static let keys = "Enter runs it, s skips it, b goes back, i breaks in, r runs on, q quits"

  private let interpreter: any Interpreter
  private let lines: any LineSource
  private let console: any Console
  /// A prompt that `continue` leaves.
  private let breakIn: () -> Outcome
  /// Where each step that was taken found the session, to go back to.
  private var past: [(index: Int, restore: () -> Void)] = []
  private var runsOn = false
  private var hasHelped = false

  /// The sessions of more steps than this are not kept.
  private static let longestWayBack = 200

  package init(
    interpreter: any Interpreter, lines: any LineSource, console: any Console, breakIn: @escaping () -> Outcome
  ) {
    self.interpreter = interpreter
    self.lines = lines
    self.console = console
    self.breakIn = breakIn
  }

  /// The outcome of the first statement that did not end well, or how somebody left.
  package func run(_ program: Program) -> Outcome {
    let steps = interpreter.steps(of: program)
    past = []
    var result = Outcome.done
    var index = 0
    while index < steps.count {
      let step = steps[index]
      if !runsOn {
        show(step.listing)
        switch ask(index, of: steps.count) {
        case .success(.run): break
        case .success(.skip):
          remember(index)
          index += 1
          continue
        case .success(.back):
          if let last = past.popLast() {
            last.restore()
            index = last.index
          } else {
            console.report("there is no step to go back to\n")
          }
          continue
        case .success(.breakIn):
          let outcome = breakIn()
          guard outcome == .done else { return outcome }
          continue
        case .success(.runOn): runsOn = true
        case .success(.quit): return .exit(0)
        case .success(.help):
          console.report(Self.keys + "\n")
          continue
        case .success(.other(let text)):
          console.report("'\(text)' is no answer here; statements are typed after i\n\(Self.keys)\n")
          continue
        case .failure(let signal): return .signal(signal.number)
        }
      }
      let restore = interpreter.checkpoint()
      let outcome = interpreter.run(step.program)
      switch outcome {
      case .exit: return outcome
      case .signal(let number):
        guard number == SIGINT else { return outcome }
        // Ctrl-C ends a long statement, not the lesson.
        runsOn = false
        remember(index, restore)
        index += 1
      case .failed:
        if result == .done { result = outcome }
        guard !runsOn else { return result }
        restore()
        console.report("the session is as it was before the statement: i breaks in to mend it, s skips it\n")
      case .expectationFailed, .diverged:
        if result == .done { result = outcome }
        guard !runsOn else { return result }
        remember(index, restore)
        index += 1
      case .done:
        remember(index, restore)
        index += 1
      }
    }
    return result
  }

  private struct Signal: Error { var number: Int32 }

  private func ask(_ index: Int, of count: Int) -> Result<Answer, Signal> {
    if !hasHelped {
      hasHelped = true
      console.report(Self.keys + "\n")
    }
    switch lines.next(prompt: "step \(index + 1) of \(count)> ", pending: "") {
    case .line(let text): return .success(Self.answer(text))
    case .end:
      console.write("\n")
      return .success(.quit)
    case .interrupt: return .success(.help)
    case .signal(let number): return .failure(Signal(number: number))
    }
  }

  static func answer(_ text: String) -> Answer {
    switch text.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
    case "": .run
    case "s", "skip": .skip
    case "b", "back": .back
    case "i", "break": .breakIn
    case "r", "run", "continue": .runOn
    case "q", "quit", "exit", ":q": .quit
    case "?", "h", "help": .help
    case let other: .other(other)
    }
  }

  private func remember(_ index: Int, _ restore: (() -> Void)? = nil) {
    past.append((index, restore ?? interpreter.checkpoint()))
    if past.count > Self.longestWayBack { past.removeFirst() }
  }

  private func show(_ listing: String) { console.write("\n" + listing) }
}
