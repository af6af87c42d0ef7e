import NNScript
import Testing

@testable import NNCommands

/// What help pages show must run.
@Suite struct ExampleTests {
  struct Case: CustomTestStringConvertible {
    var statement: String
    var example: Example
    var isForPrompt: Bool
    var testDescription: String { "\(statement): \(example.text)" }
  }

  static let cases = StandardCommands.all.map(\.signature).flatMap { signature in
    signature.examples.map {
      Case(statement: signature.name, example: $0, isForPrompt: signature.place == .promptOnly)
    }
  }

  @Test(arguments: cases)
  func runs(_ example: Case) throws {
    let conversation = Conversation(kind: example.isForPrompt ? .prompt : .script)
    if example.statement == "include" {
      // Its file is the reader's own, and the path is the process's.
      return
    }
    for file in example.example.files { try conversation.write(Array(file.text.utf8), to: file.name) }
    if !example.example.setup.isEmpty {
      #expect(conversation.run(example.example.setup) == .done, "setup: \(conversation.reported)")
    }
    let outcome = conversation.run(example.example.text)
    switch outcome {
    case .done, .exit: break
    default: Issue.record("\(outcome): \(conversation.reported)")
    }
  }

  @Test(arguments: StandardCommands.all.map(\.signature).filter { $0.forms.contains { $0.availability == .built } })
  func everyBuiltStatementHasAnExample(_ signature: Signature) {
    let needsNone = ["undo", "redo", "history", "apropos", "clear"]
    #expect(!signature.examples.isEmpty || needsNone.contains(signature.name), "\(signature.name)")
  }

  @Test func namesAreUnique() {
    let names = StandardCommands.all.map(\.signature.name)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: StandardCommands.all.map(\.signature))
  func seeAlsoNamesStatements(_ signature: Signature) {
    for name in signature.seeAlso { #expect(Session.table[name] != nil, "\(signature.name): \(name)") }
  }
}
