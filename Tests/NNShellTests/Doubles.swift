import NNCommands
@testable import NNScript
import NNShell

/// An interpreter that runs nothing: a text is open while it has more lines `for` than `end`, wrong if it contains
/// `bad`, and ends with the outcome in its table.
final class NotingInterpreter: Interpreter {
  var outcomes: [String: Outcome] = [:]
  var hasUnsavedWeights = false
  private(set) var ran: [String] = []
  private(set) var checked: [String] = []
  private(set) var readings: [InputText] = []
  private(set) var reportedErrors = 0
  private var latest = ""

  func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading {
    readings.append(InputText(name: name, bytes: text, kind: kind))
    latest = String(decoding: text, as: UTF8.self)
    let lines = latest.split(separator: "\n")
    if lines.contains("bad") { return .failed([]) }
    let open = lines.count { $0.hasPrefix("for") } - lines.count { $0 == "end" }
    return open > 0 ? .incomplete(opener: "for") : .ready(Program(block: Block([]), kind: kind))
  }

  func run(_ program: Program) -> Outcome {
    ran.append(latest)
    return outcomes[latest] ?? .done
  }

  /// One a line.
  func steps(of program: Program) -> [ScriptStep] {
    latest.split(separator: "\n").map { _ in ScriptStep(program: program, listing: "") }
  }

  func checkpoint() -> () -> Void { {} }

  func check(_ program: Program) -> Outcome {
    checked.append(latest)
    return .done
  }

  func report(_ diagnostics: [Diagnostic]) { reportedErrors += 1 }
  func parameterList(in texts: [InputText]) -> String { "steps\n" }
  var overrideProblems: [Diagnostic] = []
  func overrideProblems(in texts: [InputText]) -> [Diagnostic] { overrideProblems }
  func completion(of text: String) -> Completion { Completion(partial: "") }
}

/// A console that records its output.
final class NotingConsole: Console {
  private(set) var written = ""
  private(set) var reported = ""
  var signals: [Int32] = []

  func write(_ text: String) { written += text }
  func report(_ text: String) { reported += text }
  func progress(_ progress: Progress?) {}
  func pause(_ text: String?) {}
  func pendingSignal() -> Int32? { signals.popLast() }
  let isInteractive = true
  let history: [String] = []
  let width = 80
  let colorsResults = false
  let colorsReports = false
  let drawsUnicode = true
}

/// Lines provided by a test, followed by the end again and again.
final class ScriptedLines: LineSource {
  private var events: [LineEvent]
  private(set) var prompts: [String] = []
  private(set) var pending: [String] = []

  init(_ events: [LineEvent]) { self.events = events }

  func next(prompt: String, pending: String) -> LineEvent {
    prompts.append(prompt)
    self.pending.append(pending)
    return events.isEmpty ? .end : events.removeFirst()
  }
}
