import Glibc
import Testing

/// Writing where nothing more goes on the disk: a file system of some pages that are taken, where the machine lets a
/// test have one, and a limit on the size of files.
@Suite struct FullDiskTests {
  private static let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid\n"

  /// What writes a file, and the file.
  private static let writes = [
    ("f.safetensors", "save \"f.safetensors\""), ("f.safetensors", "save \"f.safetensors\" with optimizer"),
    ("f.csv", "train 5 steps\nsave curve \"f.csv\""), ("f.nn", "save session \"f.nn\""),
    ("f.svg", "train 5 steps\nplot loss to \"f.svg\""), ("f.png", "train 5 steps\nplot loss to \"f.png\""),
    ("f.csv", "train 5 steps\nplot loss to \"f.csv\""), ("f.svg", "plot boundary to \"f.svg\""),
    ("f.onnx", "export onnx \"f.onnx\""), ("f.py", "export pytorch \"f.py\""),
    ("f.safetensors", "export pytorch \"f.py\""), ("f.py", "export keras \"f.py\""), ("f.c", "export c \"f.c\""),
    ("f.dot", "export dot \"f.dot\""), ("f.csv", "predict csv \"../rows.csv\" to \"f.csv\""),
    ("f.nn", "lesson perceptron to \"f.nn\""),
    ("ck/checkpoints.json", "checkpoint \"ck\" every 1 epochs\ntrain 3 epochs"),
  ]

  /// Runs the script on the disk `disk`, which is full; what then is in the file, and which files nnsh left behind.
  private func run(
    _ nnsh: Nnsh, _ statements: String, file: String, old: String?, hasOwnDisk: Bool, freePages: Int = 0
  ) -> (result: Nnsh.Result, file: String, leftovers: String) {
    nnsh.folder.write(statements + "\n", to: "t.nn")
    nnsh.folder.write("x1,x2\n0,1\n", to: "rows.csv")
    let line = """
      mkdir -p disk
      \(hasOwnDisk ? "mount -t tmpfs -o size=64k none disk" : "")
      mkdir -p disk/ck
      \(old.map { "printf '%s' '\($0)' > disk/\(file)" } ?? "")
      \(hasOwnDisk ? "dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null" : "")
      \(freePages > 0 ? "truncate -s -\(freePages * 4096) disk/filler" : "")
      cd disk
      (\(hasOwnDisk ? "" : "ulimit -f 0; ")exec "$nnsh" ../t.nn)
      status=$?
      cat \(file) > ../after 2>/dev/null
      find . -name '.nnsh-*' > ../leftovers
      exit $status
      """
    nnsh.folder.write(line, to: "run.sh")
    let result = nnsh.shell(hasOwnDisk ? "unshare -Urm sh run.sh" : "sh run.sh")
    return (result, nnsh.folder.read("after") ?? "", nnsh.folder.read("leftovers") ?? "")
  }

  /// Whether this machine lets a user mount in a namespace of his own.
  private static let hasDisks = Nnsh().shell("unshare -Urm sh -c 'mount -t tmpfs none /mnt'").status == 0

  /// The kinds of full disks this machine and this build can be given: a build with a sanitizer makes files of its own.
  private static let disks = [
    hasDisks ? true : nil, Nnsh().shell("ulimit -f 0; exec \"$nnsh\" -c 'print 1'").status == 0 ? false : nil,
  ].compactMap { $0 }

  @Test("a full disk leaves the old file, says so and ends with 1", arguments: writes)
  func old(file: String, statements: String) {
    for hasOwnDisk in Self.disks {
      let (result, after, leftovers) = run(
        Nnsh(), Self.model + statements, file: file, old: "the old one", hasOwnDisk: hasOwnDisk)
      #expect(result.status == 1, "\(result.errors)")
      #expect(result.errors.contains("error[E0702]: cannot write"), "\(result.errors)")
      #expect(result.errors.contains(hasOwnDisk ? "no space left on device" : "file too large"), "\(result.errors)")
      #expect(after == "the old one")
      #expect(leftovers == "")
    }
  }

  /// An error ends a case of a sweep, not the sweep: see docs/decisions/0007-sweeps.md.
  @Test("the cases of a sweep say that the disk is full, and leave the old file") func sweep() {
    let statements = "sweep a in 1 2\ntrain 2 steps\nsave curve \"f.csv\"\nend"
    for hasOwnDisk in Self.disks {
      let (result, after, leftovers) = run(
        Nnsh(), Self.model + statements, file: "f.csv", old: "the old one", hasOwnDisk: hasOwnDisk)
      #expect(result.errors.contains("2 of 2 cases ended with an error"), "\(result.errors)")
      #expect(result.errors.contains("error[E0702]: cannot write 'f.csv'"), "\(result.errors)")
      #expect(after == "the old one")
      #expect(leftovers == "")
    }
  }

  @Test("a disk that is full in the middle of a file leaves the old one", .enabled(if: hasDisks)) func middle() {
    let large = Self.model.replacing("layer 3", with: "layer 3000")
    for (file, statement) in [
      ("f.safetensors", "save \"f.safetensors\""), ("f.onnx", "export onnx \"f.onnx\""),
      ("f.csv", "predict csv \"../many.csv\" to \"f.csv\""),
    ] {
      let nnsh = Nnsh()
      nnsh.folder.write("x1,x2\n" + String(repeating: "0,1\n", count: 10_000), to: "many.csv")
      let (result, after, leftovers) = run(
        nnsh, large + statement, file: file, old: "the old one", hasOwnDisk: true, freePages: 2)
      #expect(result.status == 1, "\(result.errors)")
      #expect(result.errors.contains("error[E0702]: cannot write"), "\(result.errors)")
      #expect(after == "the old one")
      #expect(leftovers == "")
    }
  }

  /// Files that grow while statements run hold what came until the disk was full.
  @Test(
    "a file that cannot grow is an error and ends with 1",
    arguments: [
      "log \"f.jsonl\"\ntrain 5 steps", "redirect \"f.jsonl\"\nprint 1", "once \"f.jsonl\"\nprint 1",
      "log \"f.jsonl\"\nrecord every 1 steps\ntrain 30000 steps",
    ])
  func growing(statements: String) {
    for hasOwnDisk in Self.disks {
      let nnsh = Nnsh()
      let (result, _, _) = run(nnsh, Self.model + statements, file: "f.jsonl", old: nil, hasOwnDisk: hasOwnDisk)
      #expect(result.status == 1, "\(result.errors)")
      #expect(result.errors.contains("error[E0702]: cannot write 'f.jsonl'"), "\(result.errors)")
    }
  }

  /// A prompt with a history of so many entries on a disk that is full; `fills`: the file's last page, too.
  private func prompt(
    entries: Int, fills: Bool, _ body: (Terminal) -> Void
  ) -> (before: [UInt8]?, after: [UInt8]?, names: String?) {
    let folder = Folder()
    folder.write((1...entries).map { "#1700000000\nprint \($0)\n" }.joined(), to: "h")
    folder.write(
      """
      mkdir disk; mount -t tmpfs -o size=1m none disk; cp h disk/h
      dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
      \(fills ? "while printf ' %01000d\\n' 0 >> disk/h; do :; done 2>/dev/null" : "")
      cp disk/h before; "$@"; status=$?; cp disk/h after; ls -A disk > names; exit $status

      """, to: "run.sh")
    let terminal = Terminal(
      arguments: ["-q"], in: folder, environment: ["NNSH_HISTORY": folder.path + "/disk/h"],
      wrapper: ["unshare", "-Urm", "sh", "run.sh"])
    terminal.wait()
    body(terminal)
    terminal.type("\u{04}")
    #expect(terminal.finish() == 0)
    return (folder.bytes("before"), folder.bytes("after"), folder.read("names"))
  }

  /// The prompt goes on: what is typed there is worth more than its history.
  @Test("a history that cannot grow is said once, and its file is as it was", .enabled(if: hasDisks)) func history() {
    let (before, after, names) = prompt(entries: 5, fills: true) { terminal in
      #expect(terminal.enter("print 12345").contains("cannot save the history"))
      #expect(!terminal.enter("print 2").contains("history"))
    }
    #expect(before != nil && after == before)
    #expect(names == "filler\nh\n")
  }

  @Test("a history that cannot be cut to its length stays whole", .enabled(if: hasDisks)) func longHistory() {
    let (before, after, names) = prompt(entries: 10_050, fills: false) { terminal in
      #expect(!terminal.enter("print 12345").contains("history"))
    }
    let text = String(decoding: after ?? [], as: UTF8.self)
    #expect(before.map { after?.starts(with: $0) == true } == true)
    #expect(text.hasSuffix("print 12345\n"))
    #expect(names == "filler\nh\n")
  }

  @Test("stdout on a full disk is an error") func output() {
    let nnsh = Nnsh()
    let result = nnsh.shell("\"$nnsh\" -c 'print 1' > /dev/full")
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write to stdout"))
  }
}
