import NNScript
import Testing

@testable import NNCommands

/// A path that nobody can write to is found before anything runs, and a folder that is missing is made.
@Suite struct OutputPathTests {
  private static let model = "data xor\nlayer 2 tanh\noutput 1 sigmoid\ntrain 2 steps\n"

  /// Every form of every statement that writes to a path, with that path: an example of the form says how it is used.
  private static let writers: [(statement: String, form: String)] = Session.table.signatures.flatMap { signature in
    signature.forms.filter { form in
      form.pattern.slots.contains { if case .path(let use) = $0.kind { use.isWritten } else { false } }
    }.map { (signature.name, $0.id) }
  }

  /// A statement of each form, `PATH` for its path.
  private static let statements: [String: String] = [
    "save model": "save PATH.safetensors\"", "save curve": "save curve PATH.csv\"",
    "save session": "save session PATH.nn\"", "checkpoint folder": "checkpoint PATH\" every 2 epochs",
    "log file": "log PATH.jsonl\"", "redirect file": "redirect PATH.txt\"", "once file": "once PATH.txt\"",
    "predict csv": "predict csv \"in.csv\" to PATH.csv\"", "lesson run": "lesson nan to PATH.nn\"",
  ]

  private static func statement(_ writer: (statement: String, form: String)) -> String? {
    switch writer.statement {
    case "plot": "plot \(writer.form)\(["weights": " 1", "activation": " tanh"][writer.form] ?? "") to PATH.svg\""
    case "export": "export \(writer.form) PATH.\(["pytorch": "py", "keras": "py"][writer.form] ?? writer.form)\""
    default: statements["\(writer.statement) \(writer.form)"]
    }
  }

  @Test func everyFormThatWritesIsLookedAtBeforehand() throws {
    #expect(Self.writers.count > 15)
    for writer in Self.writers {
      guard let text = Self.statement(writer) else {
        Issue.record("\(writer.statement) \(writer.form) has no case")
        continue
      }
      for folder in ["in.csv/a", "in.csv/deep/er/a", "/dev/null/a"] {
        let talk = Conversation()
        try talk.write(Array("x1,x2\n0,1\n".utf8), to: "in.csv")
        let script = "print \"begun\"\n\(Self.model)" + text.replacing("PATH", with: "\"\(folder)")
        #expect(talk.errors(script) == ["E0702"], "\(text): \(talk.reported)")
        #expect(talk.reported.contains("is a file, not a folder"), "\(text): \(talk.reported)")
        #expect(!talk.console.written.contains("begun"), "\(text)")
      }
    }
  }

  @Test func foldersAndFilesAreNotTakenForEachOther() throws {
    let talk = Conversation()
    talk.output(Self.model + "save \"sub/m.safetensors\"")
    #expect(talk.errors("checkpoint \"sub/m.safetensors\" every 2 epochs") == ["E0702"])
    #expect(talk.errors("redirect \"sub\"") == ["E0702"])
    #expect(talk.errors("redirect \"sub/\"") == ["E0702"])
    #expect(talk.errors("resume \"sub\" optional").isEmpty)
    talk.output("redirect \"/dev/null\"\nprint 1\nredirect none")
  }

  /// Where only the run knows whether it comes by, or which path it is, the check says nothing.
  @Test func whatIsNotSureIsNoError() throws {
    let talk = Conversation()
    talk.output(Self.model + "if loss > 1000\nsave \"/dev/null/m.safetensors\"\nend\nprint 1")
    #expect(talk.console.written == "1\n")
  }
}
