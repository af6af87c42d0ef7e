import Glibc
import NNCommands
import NNScript
import NNText

/// `nnsh --step f.nn`: shows each statement and waits before it runs.
///
/// A step is a top-level statement: a block or a training is shown and run as a whole. Statements of an included file
/// are separate steps. The text of `note` and `pause` is not a step; it appears above the next statement.
package final class Presenter {
  /// The presenter's input at a step.
  enum Answer: Equatable {
    case run, skip, back, breakIn, runOn, quit, help
    case other(String)
  }

  package static let keys = Wording(
    en: "Enter: run, s: skip, b: back, i: break in, r: run on, q: quit, ?: help",
    // Keep a key and its action on one line.
    ko: "Enter\u{A0}실행, s\u{A0}건너뛰기, b\u{A0}뒤로, i\u{A0}끼어들기, r\u{A0}끝까지\u{A0}실행, q\u{A0}끝내기, ?\u{A0}도움말")

  private let interpreter: any Interpreter
  private let lines: any LineSource
  private let console: any Console
  /// Runs a prompt that `continue` leaves.
  private let breakIn: () -> Outcome
  /// The session before each step taken, to go back to.
  private var past: [(index: Int, restore: () -> Void)] = []
  private var runsOn = false
  /// The number of each step among those that wait; a narration has the number of the previous step.
  private var numbers: [Int] = []
  /// Whether the last step was a narration: several in a row form one paragraph.
  private var followsNarration = false
  private var hasHelped = false

  /// The maximum number of previous sessions kept.
  private static let longestWayBack = 200

  package init(
    interpreter: any Interpreter, lines: any LineSource, console: any Console, breakIn: @escaping () -> Outcome
  ) {
    self.interpreter = interpreter
    self.lines = lines
    self.console = console
    self.breakIn = breakIn
  }

  /// Runs the program step by step; returns the outcome of the first failed statement, or how the presenter left.
  package func run(_ program: Program) -> Outcome {
    let steps = interpreter.steps(of: program)
    numbers = Self.numbers(of: steps)
    past = []
    followsNarration = false
    var result = Outcome.done
    var index = 0
    defer { console.paginates = false }
    while index < steps.count {
      console.paginates = !runsOn
      let step = steps[index]
      if !runsOn && !step.isNarration {
        show(step.listing)
        switch ask(numbers[index], of: numbers.last ?? 0) {
        case .success(.run): break
        case .success(.skip):
          remember(index)
          index += 1
          continue
        case .success(.back):
          if let last = goBack(steps) {
            last.restore()
            index = last.index
          } else {
            console.say(Wording(en: "there is no step to go back to", ko: "되돌아갈 단계가 없습니다"))
          }
          continue
        case .success(.breakIn):
          console.paginates = false
          let outcome = breakIn()
          guard outcome == .done else { return outcome }
          continue
        case .success(.runOn):
          runsOn = true
          console.paginates = false
        case .success(.quit): return .exit(0)
        case .success(.help):
          console.say(Self.keys)
          continue
        case .success(.other(let text)):
          let what = text == "\u{FFFD}" ? Wording(en: "this key", ko: "이") : Wording(verbatim: "'\(text)'")
          console.say(
            Wording(
              en: "\(what) is not a command here; press i to type statements",
              ko: "\(what) 키는 여기서 쓰지 않습니다. 문장은 i를 누른 뒤 입력하세요"))
          console.say(Self.keys)
          continue
        case .failure(let signal): return .signal(signal.number)
        }
      }
      if step.isNarration && !runsOn && !followsNarration { console.write("\n") }
      followsNarration = step.isNarration
      let restore = interpreter.checkpoint()
      var outcome = interpreter.run(step.program)
      // A signal at a page break, after the statement itself had ended.
      if outcome == .done, let number = console.pendingSignal() { outcome = .signal(number) }
      switch outcome {
      case .exit: return outcome
      case .signal(let number):
        guard number == SIGINT else { return outcome }
        // Ctrl-C ends a long statement, not the presentation.
        runsOn = false
        remember(index, restore)
        index += 1
      case .failed:
        if result == .done { result = outcome }
        guard !runsOn else { return result }
        restore()
        console.say(
          Wording(
            en: "the session is unchanged: press i to break in and fix it, or s to skip the statement",
            ko: "세션은 바뀌지 않았습니다. i를 누르면 끼어들어 고치고, s를 누르면 건너뜁니다"))
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

  private static func numbers(of steps: [ScriptStep]) -> [Int] {
    var number = 0
    return steps.map { step in
      if !step.isNarration { number += 1 }
      return number
    }
  }

  /// The session before the last step that waited, or before the first narration above it; `nil` if there is none.
  private func goBack(_ steps: [ScriptStep]) -> (index: Int, restore: () -> Void)? {
    guard let last = past.lastIndex(where: { !steps[$0.index].isNarration }) else { return nil }
    var first = last
    while first > 0, steps[past[first - 1].index].isNarration { first -= 1 }
    let place = past[first]
    past.removeSubrange(first...)
    followsNarration = false
    return place
  }

  private struct Signal: Error { var number: Int32 }

  private func ask(_ number: Int, of count: Int) -> Result<Answer, Signal> {
    if !hasHelped {
      hasHelped = true
      console.say(Self.keys)
    }
    let prompt = Wording(en: "step \(number) of \(count)> ", ko: "\(count)단계 중 \(number)> ")[console.language]
    console.flush()
    if let event = lines.key(prompt: prompt) {
      console.didReadKey()
      let result = Self.result(event)
      // A key is not echoed; show its action instead.
      if case .success(let answer) = result {
        console.write((event == .end ? "" : answer.echo[console.language]) + "\n")
      }
      console.flush()
      // The row it takes was reserved for the prompt.
      console.didReadKey()
      return result
    }
    let event = lines.next(prompt: prompt, pending: "")
    console.didReadKey()
    if event == .end { console.write("\n") }
    return Self.result(event)
  }

  private static func result(_ event: LineEvent) -> Result<Answer, Signal> {
    switch event {
    case .line(let text): .success(answer(text))
    case .end: .success(.quit)
    case .interrupt: .success(.help)
    case .signal(let number): .failure(Signal(number: number))
    }
  }

  /// Parses an answer. After each letter comes the one that its key produces in Korean input mode.
  static func answer(_ text: String) -> Answer {
    switch text.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
    case "": .run
    case "s", "ㄴ", "skip": .skip
    case "b", "ㅠ", "back": .back
    case "i", "ㅑ", "break": .breakIn
    case "r", "ㄱ", "run", "continue": .runOn
    case "q", "ㅂ", "quit", "exit", ":q": .quit
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

extension Presenter.Answer {
  /// The text shown after the prompt for a key press.
  fileprivate var echo: Wording {
    switch self {
    case .run: .nothing
    case .skip: Wording(en: "skip", ko: "건너뛰기")
    case .back: Wording(en: "back", ko: "뒤로")
    case .breakIn: Wording(en: "break in", ko: "끼어들기")
    case .runOn: Wording(en: "run on", ko: "끝까지 실행")
    case .quit: Wording(en: "quit", ko: "끝내기")
    case .help: Wording(en: "help", ko: "도움말")
    case .other(let text): text == "\u{FFFD}" ? .nothing : Wording(verbatim: text)
    }
  }
}
