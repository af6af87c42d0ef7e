import Glibc
import Testing

/// What a stranger wrote into a file, a name or a script never drives the terminal, wherever nnsh says it: at the
/// prompt, on a terminal, in a pipe.
@Suite struct InjectionTests {
  /// A title for the window, C1, DEL, an override of direction, a paragraph's end and a colour: E stands for the escape.
  private static let evil = "E]0;owned\u{07}\u{9b}31m\u{7f}\u{202e}\u{2066}\u{2029}\u{61c}E[31mred"
    .replacing("E", with: "\u{1B}")

  private static func isHarmless(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0a, 0x09, 0x0d: false
      case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
      default: false
      }
    }
  }

  /// Statements with EVIL where a stranger's text may stand. `e.csv` has it as a column, a word and a class;
  /// `EVIL.csv` and `EVIL.nn` are files.
  private static let statements: [String] = [
    // Names of columns, words, classes.
    "data csv \"e.csv\" target nope", "data csv \"e.csv\" target y\nshow data",
    "data csv \"e.csv\" target y\nshow data 3",
    "data csv \"e.csv\" target y features nope", "data csv \"e.csv\" target y skip nope",
    "data csv \"twice.csv\" target y", "data csv \"missing.csv\" target y",
    "data csv \"missing.csv\" target y missing mean",
    "data csv \"word.csv\" target y", "data csv \"oneclass.csv\" target y", "data csv \"cells.csv\" target y",
    "data csv \"quote.csv\" target y", "data csv \"e.csv\" target y separator \"EVIL\"",
    "TABLEshow data", "TABLEshow classes", "TABLEpredict 1 0 0", "TABLEconfusion", "TABLEshow mistakes 5",
    "TABLEshow model", "TABLEtrain 3 steps\nconfusion", "TABLEforward 1", "TABLEforward 1\nbackward", "TABLEeval",
    "TABLEexplain gradient", "TABLEexplain weight 1 1 1", "TABLEgradients", "TABLEdiagnose", "TABLEplot data",
    "TABLEplot boundary", "TABLEpredict csv \"other.csv\" to \"out.csv\"",
    "TABLEsave \"m.safetensors\"\nload \"m.safetensors\"\nshow model",
    "TABLEmode plain\nshow data", "TABLEmode markdown\nshow data", "TABLEmode table\nlast",
    "TABLEplot data to \"p.svg\"",
    "TABLEhistogram", "TABLEactivations", "TABLErow 1 2 3", "TABLEshow data nope",
    // Names of files.
    "data csv \"EVIL.csv\" target nope", "data csv \"EVIL2.csv\" target y", "load \"EVIL.safetensors\"",
    "import onnx \"EVIL.onnx\"", "data npz \"EVIL.npz\" x a y b", "data idx \"EVIL\" \"EVIL\"", "include \"EVIL.nn\"",
    "include \"EVIL2.nn\"", "save \"none/EVIL.safetensors\"", "resume \"EVIL\"", "load \"EVIL\"",
    "redirect \"none/EVIL\"",
    "checkpoint \"none/EVIL/x\" every 1 epochs\nTABLEtrain 1 epochs",
    // Words of a script.
    "print \"EVIL\"", "note \"EVIL\"", "pause \"EVIL\"", "let s = \"EVIL\"\nshow variables",
    "let s = \"EVIL\"\nprint $s",
    "let s = \"EVIL\"\nexpect $s == \"a\"", "expect 1 == 2, \"EVIL\"", "EVIL", "print EVIL", "layer 3 EVIL",
    "help EVIL",
    "apropos \"EVIL\"", "apropos EVIL", "model \"EVIL\"\nshow models", "use \"EVIL\"",
    "data table\nrow 1 gives \"EVIL\"\nrow 2 gives b\nend\nshow data",
    "data xor\noutput sigmoid\ntrain 1 steps as \"EVIL\"\nshow runs", "compare \"EVIL\" b",
    "data xor\noutput sigmoid\ntrain 1 steps as \"EVIL\"\nplot loss",
    "# EVIL\nbogus", "print \"EVIL", "sweep rate in \"EVIL\" b\nprint $rate\nend", "set nope \"EVIL\"", "exit \"EVIL\"",
    "print 1 EVIL 2", "for i in \"EVIL\"\nprint $i\nend",
    "data xor\nlayer 2 tanh\noutput sigmoid\nsave \"e.safetensors\"\nload \"meta.safetensors\"",
  ]

  private static let table = "data csv \"e.csv\" target y\nlayer 2 tanh\noutput softmax\n"

  private func prepare(_ nnsh: Nnsh) {
    let (folder, evil) = (nnsh.folder, Self.evil)
    folder.write("a\(evil),b,y\n1,\(evil)red,\(evil)cat\n2,blue,dog\n3,\(evil)red,\(evil)cat\n", to: "e.csv")
    folder.write("a\(evil),b,y\n1,green,\(evil)cat\nx\(evil),blue,dog\n", to: "other.csv")
    folder.write("\(evil),\(evil),y\n1,2,3\n", to: "twice.csv")
    folder.write("\(evil),y\n,2\n1,3\n", to: "missing.csv")
    folder.write("\(evil),y\n1,2\n\(evil),3\n", to: "word.csv")
    folder.write("a,y\n1,\(evil)\n2,\(evil)\n", to: "oneclass.csv")
    folder.write("\(evil),y\n1\n", to: "cells.csv")
    folder.write("\"\(evil)\"x,y\n1,2\n", to: "quote.csv")
    folder.write("a,b\n1,2\n", to: "\(evil).csv")
    folder.write("bogus \(evil)\n", to: "\(evil).nn")
    let json = #"{"version":1,"statements":["input 2","layer \#(evil)"]}"#
    let quoted = json.unicodeScalars.reduce(into: "") { text, scalar in
      text +=
        scalar == "\""
        ? "\\\""
        : scalar.value < 0x20
          ? "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))" : String(scalar)
    }
    let header = "{\"__metadata__\":{\"nnsh\":\"\(quoted)\"}}"
    let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    folder.write(String(decoding: length.map { $0 }, as: UTF8.self) + header, to: "meta.safetensors")
  }

  private static func script(_ statement: String) -> String {
    statement.replacing("TABLE", with: table).replacing("EVIL", with: evil) + "\n"
  }

  @Test("in a pipe", arguments: statements.indices) func inPipe(_ index: Int) {
    let nnsh = Nnsh()
    prepare(nnsh)
    nnsh.folder.write(Self.script(Self.statements[index]), to: "t.nn")
    for options in [[], ["--errors=json"], ["--echo"], ["--check"], ["--lang", "ko"]] {
      let result = nnsh.shell("\"$nnsh\" \(options.joined(separator: " ")) t.nn")
      #expect(result.status < 5, "\(Self.statements[index]): \(result.status)")
      #expect(Self.isHarmless(result.output), "\(Self.statements[index]): \(result.output.debugDescription)")
      #expect(Self.isHarmless(result.errors), "\(Self.statements[index]): \(result.errors.debugDescription)")
    }
    let picture = nnsh.folder.read("p.svg") ?? ""
    #expect(Self.isHarmless(picture) && !picture.contains("\u{FFFE}"))
  }

  @Test("with colours nothing but nnsh's own passes", arguments: statements.indices) func inColour(_ index: Int) {
    let nnsh = Nnsh()
    prepare(nnsh)
    nnsh.folder.write(Self.script(Self.statements[index]), to: "t.nn")
    let result = nnsh.shell("\"$nnsh\" --color always t.nn")
    for text in [result.output, result.errors] {
      let plain = text.replacing(/\u{1B}\[(0|[1-4]|3[1-6])(;3[1-6])?m/, with: "")
      #expect(Self.isHarmless(plain), "\(Self.statements[index]): \(plain.debugDescription)")
    }
    if !result.errors.isEmpty, result.status == 1 { #expect(result.errors.contains("\u{1B}[1;31merror")) }
  }

  @Test("on a terminal, at the prompt") func atThePrompt() {
    let nnsh = Nnsh()
    prepare(nnsh)
    let terminal = Terminal("-q", in: nnsh.folder, environment: ["TERM": "xterm", "NNSH_PAGER": "cat"])
    terminal.wait()
    // Only what a stranger's file brings: what is typed itself is the user's own.
    for line in [
      "data csv \"e.csv\" target nope", "data csv \"e.csv\" target y", "layer 2 tanh", "output softmax", "show data",
      "plot data", "train 2 steps", "confusion", "forward 1", "mode csv", "show data", "mode json", "last",
      "mode table",
      "diagnose", "data csv \"missing.csv\" target y", "data csv \"twice.csv\" target y", "show model",
      "load \"meta.safetensors\"",
    ] {
      let shown = terminal.enter(line)
      let plain = shown.replacing(/\u{1B}\[(\?2004[hl]|\d*(;\d+)*m|K|\d*[A-D]|\d*P|\d*@)/, with: "").replacing(
        "\u{8}", with: "")
      #expect(Self.isHarmless(plain) && !shown.contains("owned\u{07}"), "\(line): \(shown.debugDescription)")
    }
    terminal.type("data csv \"\t\t")
    #expect(!terminal.quiet().contains("\u{9b}31m"))
    terminal.type("\u{03}")
    terminal.wait()
    terminal.type("\u{04}\u{04}")
    _ = terminal.finish()
  }

  @Test("options and names on the command line")
  func options() {
    let nnsh = Nnsh()
    for words in [
      "--EVIL", "-EVIL", "--color EVIL", "--threads EVIL", "--max-seconds EVIL", "--lang EVIL", "EVIL", "-f EVIL",
      "--init EVIL -c x",
      "--sandbox --write-dir EVIL -c x", "--completions EVIL", "EVIL=1", "-c EVIL", "a=EVIL -c 'param a = 1'",
      "--write-dir EVIL",
      "--generate-docs EVIL", "-c 'param a = 1 \"EVIL\"' --params",
    ] {
      var named = nnsh
      named.environment["evil"] = Self.evil
      let result = named.shell(
        "\"$nnsh\" "
          + words.replacing("'", with: "").replacing("EVIL", with: "\"$evil\"").replacing(
            "-c param a = 1 \"\"$evil\"\"", with: "-c \"param a = 1 \\\"$evil\\\"\""
          ).replacing("-c param a = 1", with: "-c 'param a = 1'") + " </dev/null")
      #expect(Self.isHarmless(result.output) && Self.isHarmless(result.errors), "\(words): \(result)")
    }
  }

  @Test("tables for programs keep every byte in a pipe") func exact() {
    let nnsh = Nnsh()
    prepare(nnsh)
    nnsh.folder.write("let s = \"\(Self.evil)\"\nmode csv\nshow variables\n", to: "t.nn")
    #expect(nnsh.run("t.nn").output.contains(Self.evil))
    nnsh.folder.write("let s = \"\(Self.evil)\"\nmode csv\nredirect \"f.csv\"\nshow variables\n", to: "t.nn")
    #expect(nnsh.run("t.nn").status == 0)
    #expect(nnsh.folder.read("f.csv")?.contains(Self.evil) == true)
  }
}
