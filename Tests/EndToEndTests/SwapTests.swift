import Glibc
import Synchronization
import Testing

/// Folders and files that become links while nnsh runs: what was judged is what is opened.
@Suite struct SwapTests {
  /// Changes places of two names until it is told to stop: a folder or file, and the link that leads out.
  private final class Swapper: Sendable {
    private let isOver = Atomic(false)
    private let rounds = Atomic(0)
    private let isDone = Atomic(false)
    let pairs: [(String, String)]

    init(_ pairs: [(String, String)]) { self.pairs = pairs }

    func start() {
      let context = Unmanaged.passRetained(self)
      var thread = pthread_t()
      pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Swapper>.fromOpaque(context!).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
      pthread_detach(thread)
    }

    private func run() {
      while !isOver.load(ordering: .relaxed) {
        for (one, other) in pairs {
          rename(one, one + ".away")
          rename(other, one)
          usleep(UInt32.random(in: 0..<120))
          rename(one, other)
          rename(one + ".away", one)
          rounds.add(1, ordering: .relaxed)
        }
        usleep(UInt32.random(in: 0..<120))
      }
      isDone.store(true, ordering: .releasing)
    }

    /// How often they changed places.
    func stop() -> Int {
      isOver.store(true, ordering: .relaxed)
      while !isDone.load(ordering: .acquiring) { usleep(1000) }
      return rounds.load(ordering: .relaxed)
    }
  }

  @Test("1,000 reads and 1,000 writes while folders and files become links: none gets out", .timeLimit(.minutes(5)))
  func swapped() {
    let nnsh = Nnsh()
    let folder = nnsh.folder
    let root = folder.path
    for place in ["inner/d", "out/d"] { folder.write("a,y\n1,2\n", to: "\(place)/s.csv") }
    folder.write("a,y\n1,2\n", to: "inner/f.csv")
    folder.write("a,y\n777,777\n", to: "secret/s.csv")
    folder.write("old\n", to: "secret/w.txt")
    folder.write("a,y\n1,2\n", to: "out/f.csv")
    for (link, target) in [
      ("inner/d.link", "\(root)/secret"), ("out/d.link", "\(root)/secret"), ("inner/f.link", "\(root)/secret/s.csv"),
      ("out/f.link", "\(root)/secret/w.txt"),
    ] { symlink(target, "\(root)/\(link)") }
    // What only the run decides the check does not look at: it would refuse the script.
    func unsure(_ statement: String) -> String { "if step >= 0\n\(statement)\nend" }
    let round =
      ([
        "data csv \"d/s.csv\" target y", "show data", "data csv \"f.csv\" target y", "show data",
        unsure("redirect \"ROOT/out/d/w.txt\""), "print \"escaped\"", "redirect none",
        unsure("redirect \"ROOT/out/f.csv\""), "print \"escaped\"", "redirect none",
        unsure("save session \"ROOT/out/d/w.nn\""), unsure("checkpoint \"ROOT/out/d/ck\" every 1 epochs"),
      ] as [String]).joined(separator: "\n") + "\n"
    folder.write(
      String(repeating: round.replacing("ROOT", with: root), count: getenv("NNSH_SANITIZER") == nil ? 500 : 60),
      to: "inner/t.nn")
    let swapper = Swapper([
      ("\(root)/inner/d", "\(root)/inner/d.link"), ("\(root)/out/d", "\(root)/out/d.link"),
      ("\(root)/inner/f.csv", "\(root)/inner/f.link"), ("\(root)/out/f.csv", "\(root)/out/f.link"),
    ])
    swapper.start()
    let result = nnsh.shell("cd inner; \"$nnsh\" --keep-going --sandbox --write-dir ../out t.nn")
    let rounds = swapper.stop()
    #expect(rounds > 1000)
    #expect(result.status == 1, "no statement met a link: \(result.errors.suffix(500))")
    #expect(!result.output.contains("777"))
    let caught = result.errors.split(separator: "it became a link while it was being opened").count - 1
    print("swaps: \(rounds), judged and then changed: \(caught), escaped: 0")
    #expect(folder.read("secret/w.txt") == "old\n")
    #expect(nnsh.shell("ls secret").output == "s.csv\nw.txt\n")
    // Most of them found the way, too.
    #expect(result.output.split(separator: "\n").count > 500, "\(result.output.count)")
  }
}

/// Protections hold for whatever runs, not only for the script from its first to its last line.
@Suite struct ProtectedStepTests {
  private let folder = Folder()

  @Test("--sandbox and --write-dir hold under --step, after i and after undo") func sandbox() {
    // A path that is sure to be written the check refuses before the first step.
    folder.write("data xor\nlayer 3 tanh\noutput sigmoid\nif loss > 0\nsave \"m.safetensors\"\nend\n", to: "f.nn")
    folder.write("a,y\n1,2\n", to: "../nnsh-test-secret.csv")
    folder.write("", to: "out/keep")
    let terminal = Terminal("--sandbox", "--write-dir", "out", "--step", "f.nn", in: folder)
    for step in 1...3 {
      terminal.wait(for: "step \(step) of 4> ")
      terminal.type("\r")
    }
    terminal.wait(for: "step 4 of 4> ")
    terminal.type("i")
    terminal.wait()
    for line in [
      "save \"m.safetensors\"", "undo", "save \"m.safetensors\"", "redo", "save \"../m.safetensors\"",
      "data csv \"../nnsh-test-secret.csv\" target y", "include \"/etc/passwd\"", "redirect \"r.txt\"",
      "save session \"s.nn\"",
      "repeat 1\nsave \"m.safetensors\"\nend",
    ] {
      let shown = line.split(separator: "\n").map { terminal.enter(String($0), until: "> ") }.joined()
      #expect(["undo", "redo"].contains(line) || shown.contains("sandbox"), "\(line): \(shown.plain)")
    }
    #expect(!terminal.enter("save \"out/m.safetensors\"").contains("error"))
    terminal.enter("continue", until: "step 4 of 4> ")
    terminal.type("\r")
    _ = terminal.finish()
    for name in ["m.safetensors", "r.txt", "s.nn"] { #expect(folder.read(name) == nil) }
    #expect(folder.bytes("out/m.safetensors") != nil)
    unlink(folder.path + "/../nnsh-test-secret.csv")
  }

  @Test("--max-memory holds under --step and after i", .enabled(if: getenv("NNSH_SANITIZER") == nil)) func memory() {
    folder.write("print 1\nprint 2\n", to: "f.nn")
    let terminal = Terminal("--max-memory", "60", "--step", "f.nn", in: folder)
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("i")
    terminal.wait()
    #expect(terminal.enter("data spiral points 4000000").contains("E0504"))
    terminal.enter("undo")
    #expect(terminal.enter("data spiral points 4000000").contains("E0504"))
    terminal.enter("continue", until: "step 1 of 2> ")
    terminal.type("\r")
    terminal.wait(for: "step 2 of 2> ")
    terminal.type("\r")
    _ = terminal.finish()
    #expect(terminal.received.contains("E0504") && terminal.received.contains("2\r\n"))
  }

  @Test("--max-seconds holds under --step, at the prompt of i, too") func seconds() {
    folder.write("print 1\nprint 2\n", to: "f.nn")
    let terminal = Terminal("--max-seconds", "1", "--step", "f.nn", in: folder)
    terminal.wait(for: "step 1 of 2> ")
    terminal.type("i")
    terminal.wait()
    #expect(terminal.finish() == 1)
    #expect(terminal.received.contains("time limit reached: use --max-seconds to allow more"))
    #expect(terminal.isSane)
  }
}
