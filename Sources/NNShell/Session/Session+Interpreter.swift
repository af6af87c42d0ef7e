import NNCommands
import NNScript

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
