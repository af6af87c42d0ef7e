import Glibc
import Testing

@Suite struct LaunchTests {
  let nnsh = Nnsh()

  @Test("1: a script on stdin prints its results alone") func stdin() {
    let result = nnsh.run(input: "print (1+1)\n")
    #expect(result.output == "2\n")
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test("2: a file, -f and stdin are the same") func sameOutput() {
    let script = "for i in 1 2 3\n  print ($i * 2)\nend\nexit 7\n"
    nnsh.folder.write(script, to: "f.nn")
    for result in [nnsh.run("f.nn"), nnsh.run("-f", "f.nn"), nnsh.run(input: script), nnsh.run("-", input: script)] {
      #expect(result.output == "2\n4\n6\n")
      #expect(result.status == 7)
    }
  }

  @Test("3, 5: -c, -f, files and - run in the order given, in one session") func order() {
    nnsh.folder.write("print ($a + 1)\nlet a = 10\n", to: "f.nn")
    let result = nnsh.run("-c", "let a = 1", "f.nn", "-", "-c", "print $a", "-f", "f.nn", input: "print ($a + 2)\n")
    #expect(result.output == "2\n12\n10\n11\n")
    #expect(result.status == 0)
  }

  @Test("6: a first line #! is ignored") func interpreterLine() {
    #expect(nnsh.run(input: "#!/usr/bin/env nnsh\nprint 1\n").output == "1\n")
  }

  @Test("6: NAME=VALUE overrides a param; an undeclared name is a usage error") func overrides() {
    nnsh.folder.write("param steps = 20 \"how long\"\nparam act = tanh\nprint $steps $act\n", to: "f.nn")
    #expect(nnsh.run("f.nn").output == "20 tanh\n")
    #expect(nnsh.run("f.nn", "steps=100").output == "100 tanh\n")
    #expect(nnsh.run("act=relu", "f.nn", "steps=1e3").output == "1000 relu\n")
    let unknown = nnsh.run("f.nn", "step=1")
    #expect(unknown.status == 2)
    #expect(unknown.output == "")
    #expect(unknown.errors.contains("did you mean 'steps'?"))
    let wrongKind = nnsh.run("f.nn", "steps=many")
    #expect(wrongKind.status == 2)
    #expect(wrongKind.output == "")
    let list = nnsh.run("--params", "f.nn")
    #expect(list.output == "steps = 20  how long\nact = tanh\n")
    #expect(list.status == 0)
  }

  @Test("23: --check runs nothing and says what is wrong") func check() {
    let good = nnsh.run("--check", "-c", "data xor; layer 5 tanh; output 1 sigmoid; print 1234567")
    #expect(good.status == 0)
    #expect(!good.output.contains("1234567"))
    let bad = nnsh.run("--check", "-c", "data xor; layer 5 tanh; output 3 sigmoid; train 5 steps")
    #expect(bad.status == 1)
    #expect(bad.errors.hasPrefix("<command>:1:"))
  }

  @Test("24, 25: include is relative to the including file; cycles and errors show the chain") func include() {
    nnsh.folder.write("include \"sub/a.nn\"\nprint 3\n", to: "f.nn")
    nnsh.folder.write("include \"b.nn\"\nprint 2\n", to: "sub/a.nn")
    nnsh.folder.write("print 1\n", to: "sub/b.nn")
    #expect(nnsh.run("f.nn").output == "1\n2\n3\n")
    nnsh.folder.write("bogus\n", to: "sub/b.nn")
    let wrong = nnsh.run("f.nn")
    #expect(wrong.errors.hasPrefix("sub/b.nn:1:1: error"))
    #expect(wrong.errors.contains("included at sub/a.nn:1"))
    #expect(wrong.errors.contains("included at f.nn:1"))
    nnsh.folder.write("include \"../f.nn\"\n", to: "sub/b.nn")
    let cycle = nnsh.run("f.nn")
    #expect(cycle.status == 1)
    #expect(cycle.output == "")
    #expect(cycle.errors.contains("f.nn"))
  }

  @Test("26: --echo prints each statement before its output") func echo() {
    #expect(nnsh.run("--echo", input: "let a = 1\nprint ($a + 1)\n").output == ">> let a = 1\n>> print ($a + 1)\n2\n")
  }

  @Test("7: scripts read no rc file; --init F does, --no-init does not") func startUpFile() {
    nnsh.folder.write("print 1\n", to: ".config/nnsh/init.nn")
    nnsh.folder.write("print 2\n", to: "other.nn")
    #expect(nnsh.run("-c", "print 3").output == "3\n")
    #expect(nnsh.run("--init", "other.nn", "-c", "print 3").output == "2\n3\n")
    #expect(nnsh.run("--interactive", "-q").output.contains("1\n"))
    #expect(!nnsh.run("--interactive", "-q", "--no-init").output.contains("1\n"))
    #expect(!nnsh.run("--interactive", "-q", "-X").output.contains("1\n"))
  }

  @Test("7: $XDG_CONFIG_HOME says where the rc file is") func configFolder() {
    var nnsh = nnsh
    nnsh.environment["XDG_CONFIG_HOME"] = nnsh.folder.path + "/else"
    nnsh.folder.write("print 41\n", to: "else/nnsh/init.nn")
    #expect(nnsh.run("--interactive").output.contains("41\n"))
  }

  @Test("7: a missing --init file is a usage error") func missingStartUpFile() {
    let result = nnsh.run("--init", "none.nn", "-c", "print 3")
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors == "cannot read 'none.nn': no such file or directory\n")
  }

  @Test("8: an rc error names file and line; batch ends with 1, a shell goes on") func wrongStartUpFile() {
    nnsh.folder.write("print 1\nbogus\n", to: "rc.nn")
    let batch = nnsh.run("--init", "rc.nn", "-c", "print 3")
    #expect(batch.status == 1)
    #expect(batch.output == "")
    #expect(batch.errors.hasPrefix("rc.nn:2:1: error"))
    let shell = nnsh.run("--interactive", "--init", "rc.nn", input: "print 3\n")
    #expect(shell.status == 0)
    #expect(shell.output.contains("3\n"))
  }

  @Test("9: --version is one line, --help is on stdout") func help() {
    let version = nnsh.run("--version")
    #expect(version.output.split(separator: "\n").count == 1)
    #expect(version.output.hasPrefix("nnsh "))
    let help = nnsh.run("--help")
    #expect(help.status == 0)
    #expect(help.errors == "")
    for option in ["-c", "--check", "--keep-going", "--errors", "--no-history", "--version"] {
      #expect(help.output.contains(option))
    }
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 90 })
  }

  @Test("10: an unknown option is a usage error, with a suggestion") func unknownOption() {
    let result = nnsh.run("--ehco")
    #expect(result.errors == "unknown option '--ehco'; did you mean '--echo'?\n")
    #expect(result.output == "")
    #expect(result.status == 2)
    #expect(nnsh.run("--bogusandlong").errors == "unknown option '--bogusandlong'\n")
  }

  @Test("11: --interactive asks through a pipe, too") func interactive() {
    let result = nnsh.run("--interactive", input: "print 1\nfor i in 2 3\nprint $i\nend\n")
    #expect(result.output == "nnsh> 1\nnnsh> for…> for…> 2\n3\nnnsh> \n")
    #expect(result.status == 0)
  }

  @Test(
    "15: a usage error ends with 2 and runs nothing",
    arguments: [
      ["-c"], ["-c", "print 1", "none.nn"], ["--color=blue", "-c", "print 1"], ["--errors=xml"], ["--threads", "0"],
      ["--threads", "many"], ["--echo=yes", "-c", "print 1"], ["--write-dir", "."], ["--max-seconds", "0"],
      ["--max-memory=none"], ["--lang", "fr"], ["."], ["-q", "--", "--version"],
    ])
  func wrongCall(words: [String]) {
    let result = nnsh.shell("\"$nnsh\" " + words.map { "'\($0)'" }.joined(separator: " "))
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test("the pages of docs/ come from the binary") func pages() {
    #expect(nnsh.run("--generate-docs", ".").status == 0)
    #expect(nnsh.folder.read("commands.md")?.contains("layer") == true)
    #expect(nnsh.folder.read("errors.md")?.contains("E0201") == true)
    #expect(nnsh.run("--generate-docs", "none").status == 2)
    #expect(!nnsh.run("--help").output.contains("generate"))
  }
}
