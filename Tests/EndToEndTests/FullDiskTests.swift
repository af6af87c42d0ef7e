import Testing

/// Writing where nothing more goes on the disk: a limit on the size of files stands for it.
@Suite struct FullDiskTests {
  private static let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid\n"

  private static let writes = [
    ("f.safetensors", "save \"f.safetensors\""), ("f.csv", "train 5 steps\nsave curve \"f.csv\""),
    ("f.nn", "save session \"f.nn\""), ("f.svg", "train 5 steps\nplot loss to \"f.svg\""),
    ("f.csv", "train 5 steps\nplot loss to \"f.csv\""),
    ("ck/checkpoints.json", "checkpoint \"ck\" every 1 epochs\ntrain 3 epochs"),
  ]

  @Test("a full disk leaves the old file, says so and ends with 1", arguments: writes)
  func old(file: String, statements: String) {
    let nnsh = Nnsh()
    nnsh.folder.write("the old one\n", to: file)
    nnsh.folder.write(Self.model + statements + "\n", to: "t.nn")
    let result = nnsh.shell("ulimit -f 0; exec \"$nnsh\" t.nn")
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains("error[E0702]: cannot write"), "\(result.errors)")
    #expect(nnsh.folder.read(file) == "the old one\n")
    #expect(nnsh.shell("ls -A . ck 2>/dev/null | grep nnsh-").output == "")
  }

  @Test("a log that cannot grow ends the training, weights kept") func log() {
    let nnsh = Nnsh()
    nnsh.folder.write(Self.model + "log \"r.jsonl\"\ntrain 5 steps\n", to: "t.nn")
    let result = nnsh.shell("ulimit -f 0; exec \"$nnsh\" t.nn")
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write 'r.jsonl'"), "\(result.errors)")
  }

  @Test("stdout on a full disk is an error") func output() {
    let nnsh = Nnsh()
    let result = nnsh.shell("\"$nnsh\" -c 'print 1' > /dev/full")
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write to stdout"))
  }
}
