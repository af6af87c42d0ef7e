import Glibc
import Testing

/// nnsh killed in the middle of training and writing. NNSH_KILLS says how often.
@Suite struct KillTests {
  private static let kills = getenv("NNSH_KILLS").flatMap { Int(String(cString: $0)) } ?? 20

  private static let model = """
    data moons points 64
    split 75 25
    layer 8 tanh
    layer dropout 0.1
    output 1 sigmoid

    """

  /// What is written every 50 epochs of the training, each file again and again under the same name.
  private static let written = [
    "m.safetensors": "save \"$\"", "o.safetensors": "save \"$\" with optimizer",
  ]

  /// Begins the training, goes on with it, or finds it finished.
  ///
  /// - Parameter prefix: of the files' names; `{epoch}/` keeps each version.
  private static func training(prefix: String) -> String {
    model + """
      optimizer adam rate 0.001
      checkpoint "ck" every 40 epochs
      every 50 epochs
      \(statements(written, prefix))
      end
      resume "ck" optional
      if epoch == 0
        train 3000 epochs as a
      else if epoch < 3000
        train more
      end
      save "end.safetensors"
      save curve "a.csv"

      """
  }

  /// What is written after each epoch of a training in parts.
  private static let exported = [
    "m.onnx": "export onnx \"$\"", "p.py": "export pytorch \"$\"", "k.py": "export keras \"$\"",
    "m.c": "export c \"$\"", "m.dot": "export dot \"$\"", "s.nn": "save session \"$\"", "c.csv": "save curve \"$\"",
    "l.svg": "plot loss to \"$\"", "r.csv": "predict csv \"rows.csv\" to \"$\"", "m.safetensors": "save \"$\"",
  ]
  /// The weights that go with `export pytorch` and `export keras`.
  private static let beside = ["p.weights.safetensors", "k.weights.safetensors"]
  private static let exports = 40

  private static func exporting(prefix: String) -> String {
    model + "repeat \(exports)\ntrain 1 epochs\n" + statements(exported, prefix) + "\nend\n"
  }

  private static func statements(_ writes: [String: String], _ prefix: String) -> String {
    writes.sorted { $0.key < $1.key }.map { $1.replacing("$", with: prefix + $0) }.joined(separator: "\n")
  }

  /// Every version that a file ever has, of a script that runs through.
  private struct Versions {
    let nnsh = Nnsh()
    private var versions: [String: Set<[UInt8]>] = [:]
    /// How long it took.
    let seconds: Double

    init(_ script: String, _ names: [String], epochs: [Int]) {
      nnsh.folder.write(KillTests.rows, to: "rows.csv")
      nnsh.folder.write(script, to: "t.nn")
      for epoch in epochs { nnsh.folder.write("", to: "\(epoch)/there") }
      let begun = Clock.now
      let result = nnsh.run("t.nn", seconds: 300)
      seconds = Clock.now - begun
      #expect(result.status == 0, "\(result.errors)")
      for name in names {
        let all = epochs.compactMap { nnsh.folder.bytes("\($0)/\(name)") }
        #expect(all.count == epochs.count, "\(name)")
        versions[name] = Set(all)
      }
    }

    /// Files that another run left, and how many of them are none of the versions.
    func judge(_ folder: Folder) -> (files: Int, broken: Int) {
      let found = versions.compactMap { name, all in folder.bytes(name).map { all.contains($0) } }
      return (found.count, found.count { !$0 })
    }

    /// A moment between the start of the process and a part of the script's time.
    func moment(within part: Double) -> UInt32 { .random(in: 3000...UInt32(max(90_000, 1_000_000 * seconds * part))) }
  }

  @Test("a kill at any moment breaks no file, and the training goes on bit for bit") func kills() {
    let through = Versions(
      Self.training(prefix: "{epoch}/"), Array(Self.written.keys),
      epochs: Array(stride(from: 50, through: 3000, by: 50)))
    let nnsh = Nnsh()
    nnsh.folder.write(Self.training(prefix: ""), to: "t.nn")
    var (resumed, finished, killed, files, broken) = (0, 0, 0, 0, 0)
    while killed < Self.kills {
      // Each goes on where the one before was killed: together they pass through the whole training.
      let result = nnsh.killed("t.nn", after: through.moment(within: 0.2))
      #expect(result.status == 128 + SIGKILL || result.status == 0, "\(result)")
      #expect(!result.errors.contains("error"), "\(result.errors)")
      if result.status != 0 { killed += 1 }
      if result.errors.contains("`train more` goes on") { resumed += 1 }
      let judged = through.judge(nnsh.folder)
      files += judged.files
      broken += judged.broken
      // The list, three that it names, one that it does not name yet, one that it names no more.
      let kept = nnsh.shell("ls ck 2>/dev/null").output.split(separator: "\n")
      #expect(kept.count <= 6, "\(kept)")
      // From the beginning again: a training that is done has nothing to break.
      if result.errors.contains("its training was finished") {
        finished += 1
        _ = nnsh.shell("rm -r ck")
      }
    }
    #expect(broken == 0)
    #expect(nnsh.run("t.nn").status == 0)
    for file in ["end.safetensors", "a.csv"] {
      #expect(nnsh.folder.bytes(file) == through.nnsh.folder.bytes(file), "\(file)")
    }
    print(
      """
      \(killed) kills while training: \(resumed) trainings resumed, \(finished) found done; \(files) files looked at, \
      \(broken) broken
      """)
  }

  @Test("a kill at any moment leaves whole exports, curves, pictures and sessions") func exports() {
    let through = Versions(
      Self.exporting(prefix: "{epoch}/"), Array(Self.exported.keys) + Self.beside, epochs: Array(1...Self.exports))
    let nnsh = Nnsh()
    nnsh.folder.write(Self.rows, to: "rows.csv")
    nnsh.folder.write(Self.exporting(prefix: ""), to: "t.nn")
    var (killed, files, broken) = (0, 0, 0)
    while killed < Self.kills {
      let result = nnsh.killed("t.nn", after: through.moment(within: 1.1))
      #expect(result.status == 128 + SIGKILL || result.status == 0, "\(result)")
      if result.status != 0 { killed += 1 }
      let judged = through.judge(nnsh.folder)
      files += judged.files
      broken += judged.broken
    }
    #expect(broken == 0)
    print("\(killed) kills while exporting: \(files) files looked at, \(broken) broken")
  }

  private static let rows = "x1,x2\n" + String(repeating: "0.5,-1\n1,0.25\n", count: 100)
}
