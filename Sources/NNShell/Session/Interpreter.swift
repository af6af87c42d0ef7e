import NNCommands
import NNScript

/// The interface of a session that the shell uses. Tests substitute one that records its calls.
package protocol Interpreter: AnyObject {
  /// Parses and checks a text without running it. `name` appears in the locations of errors.
  func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading
  /// Runs a program and reports all errors.
  func run(_ program: Program) -> Outcome
  /// The statements of a program, to be run one by one.
  func steps(of program: Program) -> [ScriptStep]
  /// Returns a closure that restores the current state of the session.
  func checkpoint() -> () -> Void
  /// `--check`: reports kinds, shapes, and numbers of parameters and bytes.
  func check(_ program: Program) -> Outcome
  /// Renders and reports errors of ``read(_:name:kind:)``.
  func report(_ diagnostics: [Diagnostic])
  /// `--params`: one line for each param of the texts.
  func parameterList(in texts: [InputText]) -> String
  /// Applies the `NAME=VALUE` arguments of the command line to the texts; returns their errors.
  func overrideProblems(in texts: [InputText]) -> [Diagnostic]
  /// The completions of the text before the cursor.
  func completion(of text: String) -> Completion
  /// Whether there are trained weights that would be lost on exit.
  var hasUnsavedWeights: Bool { get }
}

/// A text to run and its name in messages.
package struct InputText: Sendable, Equatable {
  package var name: String
  package var bytes: [UInt8]
  package var kind: TextKind

  package init(name: String, bytes: [UInt8], kind: TextKind) {
    self.name = name
    self.bytes = bytes
    self.kind = kind
  }
}

extension Session: Interpreter {
  package func parameterList(in texts: [InputText]) -> String {
    let parameters = declaredParameters(in: texts)
    let heads = parameters.map { "\($0.name) = \($0.defaultText)" }
    let width = heads.map(\.count).max() ?? 0
    return zip(parameters, heads).map { parameter, head in
      guard let purpose = parameter.purpose else { return head + "\n" }
      return head + String(repeating: " ", count: width - head.count + 2) + purpose + "\n"
    }.joined()
  }

  package func overrideProblems(in texts: [InputText]) -> [Diagnostic] {
    takeOverrides(for: declaredParameters(in: texts))
  }

  /// The params of all texts; of several with the same name, the first counts.
  private func declaredParameters(in texts: [InputText]) -> [ScriptParameter] {
    var names: Set<String> = []
    return texts.flatMap { parameters(in: $0.bytes, name: $0.name, kind: $0.kind) }.filter {
      names.insert($0.name).inserted
    }
  }
}

extension Shell {
  /// Runs everything on a new session and returns the exit status.
  package func run() -> Int32 { run { Session(console: $0, options: $1) } }
}
