import Glibc
import Testing

/// What is no ordinary file, and what is larger than the memory: looked at first, in every reader, with and without the
/// sandbox.
@Suite struct SpecialFileTests {
  private static let model = "data xor\nlayer 3 tanh\noutput sigmoid\n"

  /// What reads a file, by its ending; NAME stands for the file.
  private static let readers = [
    ("csv", "data csv \"NAME\" target y"), ("npz", "data npz \"NAME\" x a y b"), ("npy", "data npy \"NAME\" \"NAME\""),
    ("idx", "data idx \"NAME\" \"NAME\""), ("gz", "data idx \"NAME\" \"NAME\""), ("safetensors", "load \"NAME\""),
    ("safetensors", model + "load weights \"NAME\""), ("onnx", "import onnx \"NAME\""), ("nn", "include \"NAME\""),
    ("csv", model + "predict csv \"NAME\" to \"out.csv\""),
  ]

  /// How the file comes to be, and what is said of it.
  private static let kinds = [
    ("ln -s /dev/zero NAME", "it is not an ordinary file"), ("ln -s /dev/full NAME", "it is not an ordinary file"),
    ("mkfifo NAME", "it is not an ordinary file"), ("mkdir NAME", "it is a folder"),
    ("ln -s /dev/null NAME", "it is not an ordinary file"), ("ln -s . NAME", "it is a folder"),
    ("truncate -s 900G NAME", ""),
  ]

  @Test(arguments: ["", "--sandbox --write-dir ."], kinds.indices) func isLookedAt(_ options: String, _ index: Int) {
    let (making, says) = Self.kinds[index]
    let nnsh = Nnsh()
    for (ending, statement) in Self.readers {
      let name = "f.\(ending)"
      nnsh.folder.write(statement.replacing("NAME", with: name) + "\n", to: "t.nn")
      let made = nnsh.shell("rm -rf \(name); \(making.replacing("NAME", with: name))")
      if made.status != 0 {
        print("skipped: \(making): \(made.errors)")
        continue
      }
      // Less than any of them would take.
      let isBounded = getenv("NNSH_SANITIZER") == nil
      let result = nnsh.shell("\(isBounded ? "ulimit -v 400000; " : "")timeout 30 \"$nnsh\" \(options) t.nn")
      #expect(result.status == 1, "\(making), \(statement): \(result)")
      #expect(result.errors.contains(says) || says.contains("ordinary") && result.errors.contains("sandbox"))
      #expect(result.errors.split(separator: "\n").count <= 6 && result.errors.hasPrefix("t.nn:"), "\(result.errors)")
      #expect(nnsh.folder.bytes("out.csv") == nil)
    }
  }

  @Test("a script may come through a pipe, and no more of it is read than a script may be long") func scripts() {
    let nnsh = Nnsh()
    #expect(nnsh.shell("echo 'print 42' | \"$nnsh\" /dev/stdin").output == "42\n")
    #expect(nnsh.shell("bash -c '\"$nnsh\" <(echo print 42)'").output == "42\n")
    #expect(nnsh.shell("bash -c '\"$nnsh\" --init <(echo print 1) -c \"print 2\"'").output == "1\n2\n")
  }

  @Test("neither start-up file nor history is waited for", arguments: ["mkfifo", "ln -s /dev/zero", "mkdir"])
  func startUp(_ making: String) {
    let nnsh = Nnsh()
    nnsh.folder.write("", to: ".config/nnsh/keep")
    nnsh.folder.write("", to: ".local/state/nnsh/keep")
    #expect(nnsh.shell("\(making) .config/nnsh/init.nn; \(making) .local/state/nnsh/history").status == 0)
    let terminal = Terminal("-q", in: nnsh.folder)
    terminal.wait()
    #expect(terminal.enter("print (40 + 2)").contains("42\r\n"))
    #expect(terminal.received.contains("init.nn") && terminal.received.contains("history"))
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
  }

  @Test("a table larger than the memory is an error where it is read, and where its rows are prepared")
  func largeTable() {
    let nnsh = Nnsh()
    #expect(
      nnsh.shell(
        "(echo a,b,y; yes 1,2,0 | head -n 9000000) > big.csv; printf 'data csv \"big.csv\" target y\noutput linear\n"
          + "train 1 steps\n' > t.nn"
      ).status == 0)
    for limit in [
      "ulimit -v 150000; \"$nnsh\"", "ulimit -v 230000; \"$nnsh\"", "ulimit -d 100000; \"$nnsh\"",
      "\"$nnsh\" --max-memory 60", "\"$nnsh\" --max-memory 150", "\"$nnsh\" --max-memory 240",
    ] where getenv("NNSH_SANITIZER") == nil {
      let result = nnsh.shell("\(limit) t.nn")
      #expect(result.status == 1, "\(limit): \(result)")
      #expect(result.errors.contains("error[E0006]"), "\(limit): \(result.errors)")
    }
  }
}
