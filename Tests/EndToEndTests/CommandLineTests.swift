import Glibc
import Testing

/// What the table of options writes: completions and the man page.
@Suite struct CommandLineTests {
  private let nnsh = Nnsh()

  /// The options that `--help` shows.
  private var options: [String] {
    nnsh.run("--help").output.split(separator: "\n").filter { $0.hasPrefix("  -") }
      .flatMap { line in
        line.split(whereSeparator: { $0 == " " || $0 == "," }).prefix { $0.hasPrefix("-") }.map(String.init)
      }
  }

  @Test("each shell's completion knows every option", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) {
    let script = nnsh.run("--completions", shell)
    #expect(script.status == 0 && script.errors.isEmpty)
    #expect(options.count > 15)
    for option in options {
      let written =
        shell == "fish" ? (option.hasPrefix("--") ? "-l \(option.dropFirst(2))" : "-s \(option.dropFirst())") : option
      #expect(script.output.contains(written), "\(option)")
    }
    #expect(!script.output.contains("generate-docs"))
  }

  @Test("an unknown shell is a usage error") func unknownShell() {
    let result = nnsh.run("--completions", "tcsh")
    #expect(result.status == 2)
    #expect(result.errors == "option '--completions' must be one of bash, zsh, fish, found 'tcsh'\n")
    #expect(nnsh.run("--completions").status == 2)
  }

  @Test("bash completes options, their values and scripts") func bash() {
    nnsh.folder.write("", to: "lesson.nn")
    nnsh.folder.write("", to: "lesson.txt")
    let call = { (words: String, index: Int) in
      nnsh.shell(
        "bash -c 'source <(\"$nnsh\" --completions bash); COMP_WORDS=(nnsh \(words)); COMP_CWORD=\(index); _nnsh; "
          + "echo \"${COMPREPLY[@]}\"'")
    }
    #expect(call("--ke", 1).output == "--keep-going\n")
    #expect(call("--color = al", 3).output == "always\n")
    #expect(call("--color =", 2).output == "auto always never\n")
    #expect(call("--errors j", 2).output == "json\n")
    #expect(call("les", 1).output == "lesson.nn\n")
  }

  @Test("the man page names every option and status") func manual() {
    #expect(nnsh.run("--generate-docs", ".").status == 0)
    let page = nnsh.folder.read("nnsh.1") ?? ""
    for option in options {
      #expect(page.contains(option.reduce(into: "") { $0 += $1 == "-" ? "\\-" : String($1) }), "\(option)")
    }
    for status in [0, 1, 2, 3, 4, 70, 130, 143] { #expect(page.contains(".B \(status)\n")) }
    #expect(nnsh.folder.read("completions/nnsh.zsh")?.hasPrefix("#compdef nnsh\n") == true)
  }
}
