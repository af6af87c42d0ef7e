import NNCommands
import NNScript
import NNShell

/// A session that reads what is typed, and runs none of it.
final class ReadingInterpreter: Interpreter {
  private let session = Session(console: SilentConsole())
  let hasUnsavedWeights = false

  func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading { session.read(text, name: name, kind: kind) }
  func run(_ program: Program) -> Outcome { .done }
  func steps(of program: Program) -> [ScriptStep] { [] }
  func checkpoint() -> () -> Void { {} }
  func check(_ program: Program) -> Outcome { .done }
  func report(_ diagnostics: [Diagnostic]) { session.report(diagnostics) }
  func parameterList(in texts: [InputText]) -> String { "" }
  func overrideProblems(in texts: [InputText]) -> [Diagnostic] { [] }
  func completion(of text: String) -> Completion { session.completion(of: text) }
}

/// Says nothing.
final class SilentConsole: Console {
  let isInteractive = false
  let width = 80
  let colorsResults = false
  let colorsReports = false
  let drawsUnicode = true
  let history: [String] = []

  func write(_ text: String) {}
  func report(_ text: String) {}
  func progress(_ progress: Progress?) {}
  func page(_ text: String) {}
  func clearScreen() {}
  func pause(_ text: String?) {}
  func pendingSignal() -> Int32? { nil }
}
