import Glibc
import Testing

/// Results as other programs and other writing systems need them, and errors as a newcomer does.
@Suite struct FormatTests {
  private let nnsh = Nnsh()

  private static let trained =
    "data xor; layer 2 tanh; output 1 sigmoid; optimizer sgd rate 0.1; train 3 steps as first; "

  @Test("61: every mode writes every table", arguments: ["table", "plain", "csv", "json", "jsonl", "markdown"])
  func modes(mode: String) {
    for statement in ["eval", "show model", "show data", "compare", "show settings", "apropos layer"] {
      let result = nnsh.run("-c", Self.trained + "mode \(mode); \(statement)")
      #expect(result.status == 0, "\(statement)")
      let lines = result.output.split(separator: "\n")
      switch mode {
      case "csv": #expect(lines.count > 1 && lines[0].contains(","), "\(statement)")
      case "json": #expect(lines.first == "[" && lines.last == "]", "\(statement)")
      case "jsonl": #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") }, "\(statement)")
      case "markdown": #expect(lines.count { $0.hasPrefix("| ") } > 2, "\(statement)")
      case "table": #expect(lines.contains { $0.hasPrefix("──") }, "\(statement)")
      default: #expect(lines.count > 1 && !result.output.contains("──"), "\(statement)")
      }
    }
  }

  @Test("62: csv and json are the same with and without a terminal", arguments: ["csv", "json"])
  func sameOnTerminal(mode: String) {
    let script = Self.trained + "print \"begin\"; mode \(mode); eval; compare; print \"end\""
    let piped = nnsh.run("-c", script).output
    let terminal = Terminal("-c", script, environment: ["NO_COLOR": "", "FORCE_COLOR": "1"], columns: 40)
    #expect(terminal.finish() == 0)
    let shown = terminal.received.split(separator: "\r\n").joined(separator: "\n")
    #expect(shown.contains(piped.dropLast()), "\(shown)")
  }

  @Test("63: what is not finite is null in json, nan and inf in csv; numbers read back") func notFinite() {
    let script = "data xor; output 1 sigmoid; set bias 1 1 to 1e38; set weight 1 1 1 to 0.1; "
    let double = "precision float64; " + script
    #expect(nnsh.run("-c", double + "mode csv; show weights 1").output.contains(",0.1,"))
    let diverging =
      "data xor; layer 2 relu; output 1 linear; loss mse; on nan continue; optimizer sgd rate 1e30; train 9 steps as bad; "
    let csv = nnsh.run("-c", diverging + "mode csv; compare").output
    #expect(csv.contains("nan") || csv.contains("inf"))
    let json = nnsh.run("-c", diverging + "mode json; compare").output
    #expect(json.contains("null") && !json.contains("nan,") && !json.contains("inf"))
  }

  @Test("64: Korean and combining text aligns by its width on the screen") func widths() {
    let table = "data table; row 1 gives \"가나다\"; row 2 gives b; row 3 gives \"e\u{301}\"; end; show data"
    let lines = nnsh.run("-c", table).output.split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("class") }
    #expect(rows.count == 3)
    // A Korean character takes two columns, a combining mark none.
    let columns = rows.map { row in
      let scalars = Array(row.unicodeScalars)
      let end = scalars.lastIndex(of: "1") ?? 0
      return scalars[..<end].reduce(0) { sum, scalar in
        sum + (scalar.value == 0x301 ? 0 : scalar.value >= 0xAC00 ? 2 : 1)
      }
    }
    #expect(Set(columns).count == 1, "\(rows)")
  }

  @Test("71: an unknown word gets one suggestion or none; synonyms are answered") func suggestions() {
    for (statement, help) in [
      ("layer 5 rellu", "did you mean 'relu'"), ("optimizer adam lr 0.1", "rate"), ("cost mse", "loss"),
      ("init weights xavier", "glorot"),
    ] {
      let errors = nnsh.run("-c", statement).errors
      let lines = errors.split(separator: "\n").filter { $0.contains("help:") }
      #expect(lines.count == 1 && lines[0].contains(help), "\(errors)")
    }
    #expect(!nnsh.run("-c", "qqqqqqqq").errors.contains("did you mean"))
  }

  @Test("72: shape errors name both layers and both shapes") func shapes() {
    let errors = nnsh.run("-c", "input 8 8 1; layer 5 tanh").errors
    #expect(errors.contains("8×8×1") && errors.contains("layer flatten"), "\(errors)")
    let block = nnsh.run("-c", "input 4; layer 4; layer residual; layer 3; end").errors
    #expect(block.contains("4") && block.contains("3"), "\(block)")
  }

  @Test("75: help keys, WORD? and apropos answer at the prompt") func help() {
    let terminal = Terminal()
    terminal.wait()
    #expect(terminal.enter("help keys").contains("Ctrl-R"))
    #expect(terminal.enter("layer?").contains("layer: add a layer"))
    #expect(terminal.enter("apropos lr").contains("optimizer rate"))
  }
}
