import NNCommands
import NNScript

/// What the shell needs of the session it drives. Tests put in one that only notes what it is asked.
package protocol Interpreter: AnyObject {
  /// Parses and checks; nothing runs. `name` stands in the places of errors.
  func read(_ text: [UInt8], name: String, kind: TextKind) -> Reading
  /// Runs, and reports whatever goes wrong.
  func run(_ program: Program) -> Outcome
  /// The program's statements, to be run one by one.
  func steps(of program: Program) -> [ScriptStep]
  /// What brings the session back to where it is now.
  func checkpoint() -> () -> Void
  /// `--check`: kinds, shapes, parameter and memory figures.
  func check(_ program: Program) -> Outcome
  /// Renders and reports errors of ``read(_:name:kind:)``.
  func report(_ diagnostics: [Diagnostic])
  /// `--params`: one line a parameter that the texts declare.
  func parameterList(in texts: [InputText]) -> String
  /// Takes `NAME=VALUE` of the command line for the texts; what is wrong with it.
  func overrideProblems(in texts: [InputText]) -> [Diagnostic]
  /// What may follow the text before the cursor.
  func completion(of text: String) -> Completion
  /// Trained weights that a leaving user would lose.
  var hasUnsavedWeights: Bool { get }
}

/// A text to run and what messages call it.
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

  /// Of all texts; a name that several declare is the first's.
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
