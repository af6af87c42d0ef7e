import Glibc
import Testing

@Suite struct CompletionTests {
  private let folder = Folder()

  private func terminal() -> Terminal {
    let terminal = Terminal("-q", in: folder)
    terminal.wait()
    return terminal
  }

  @Test("56: the first word is a command") func command() {
    let terminal = terminal()
    terminal.type("prin\t")
    #expect(terminal.quiet().plain == "print ")
  }

  @Test("56: variables of the session") func variable() {
    let terminal = terminal()
    terminal.enter("let sunshine = 42")
    terminal.type("print $sun\t")
    terminal.wait(for: "$sunshine")
    #expect(terminal.enter("").contains("42\r\n"))
  }

  @Test("57: a path is quoted, folders get a slash, other endings are left out") func path() {
    folder.write("", to: "my net.safetensors")
    folder.write("", to: "notes.txt")
    folder.write("", to: "nets/x.safetensors")
    let terminal = terminal()
    terminal.type("load m\t")
    terminal.wait(for: "my net.safetensors\" ")
    terminal.type("\u{15}load \"net\t")
    terminal.wait(for: "nets/")
    terminal.type("\u{15}load \"not\t")
    #expect(terminal.quiet().plain.hasSuffix("\"not"))
  }

  @Test("57: ~ is expanded") func home() {
    folder.write("", to: "net.safetensors")
    let terminal = terminal()
    terminal.type("load ~/ne\t")
    terminal.wait(for: "\"\(folder.path)/net.safetensors\"")
  }

  @Test("58: several matches are listed with what they mean") func list() {
    let terminal = terminal()
    terminal.type("l\t\t")
    let lines = terminal.quiet().plain.split(separator: "\n").map { $0.split(separator: " ") }
    for word in ["let", "layer", "load"] {
      let line = lines.first { $0.first ?? "" == word }
      #expect((line?.count ?? 0) > 1, "\(word)")
    }
  }

  @Test("59: no match shows nothing, never a list of files") func nothing() {
    folder.write("", to: "zzz.nn")
    let terminal = terminal()
    terminal.type("zzz\t\t")
    #expect(terminal.quiet().plain == "zzz")
    terminal.type("\u{15}print \"z\t\t")
    #expect(terminal.quiet().plain.hasSuffix("print \"z"))
  }
}
