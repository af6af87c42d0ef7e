import Glibc
import Testing

/// Sessions of random statements, from fixed seeds: run again they give the same bytes, looking changes nothing, and what
/// `save session` wrote makes the same weights. NNSH_SESSIONS says how many, NNSH_SESSION_SEED where to begin;
/// `scripts/sessions` goes on for minutes.
@Suite struct RandomSessionTests {
  private static func setting(_ name: String, default value: Int) -> Int {
    getenv(name).flatMap { Int(String(cString: $0)) } ?? value
  }
  /// A build with a sanitizer takes ten times as long to start.
  private static let count = setting("NNSH_SESSIONS", default: getenv("NNSH_SANITIZER") == nil ? 200 : 15)
  private static let first = setting("NNSH_SESSION_SEED", default: 2026)
  private static var seeds: Range<Int> { first..<(first + count) }
  /// Where `save session` once failed: an output layer that a later line names; a training that diverged under `checkpoint`; a
  /// training that failed under it, resumed; a residual block after a run that was lost.
  private static let failedOnce = [1_796_106_766, 1_796_107_934, 1_796_127_946, 1_796_129_950]

  /// One run of a session: what it printed, what it reported, what it wrote, how it ended.
  private struct Trace: Equatable {
    var status: Int32
    var output: String
    var errors: String
    var files: [String: [UInt8]]
  }

  private static let length = 24
  private static let marker = "§"
  private static let (lookBegins, lookEnds) = ("⟨look", "look⟩")

  private func run(_ entries: [String], threads: Int = 1, in nnsh: Nnsh = Nnsh()) -> Trace {
    for (name, text) in RandomSession.files { nnsh.folder.write(text, to: name) }
    let result = nnsh.run(
      "-X", "--no-history", "-q", "--interactive", "--threads", "\(threads)",
      // At the end of the input nnsh would ask about weights that are not saved.
      input: (entries + ["exit"]).joined(separator: "\n") + "\n", seconds: 120)
    // A slow machine shows progress.
    let errors = result.errors.split(separator: "\n").filter { !$0.hasPrefix("step ") && !$0.hasPrefix("case ") }
    return Trace(
      status: result.status, output: result.output, errors: errors.joined(separator: "\n"),
      files: nnsh.folder.files().filter { !$0.key.hasPrefix(".") && !$0.key.hasPrefix("look") }
        .reduce(into: [:]) { $0[$1.key] = Self.withoutTimes($1.value, of: $1.key) })
  }

  @Test("a session run again, and with two threads, gives the same bytes") func again() {
    for seed in Self.seeds {
      let session = RandomSession(seed: UInt64(seed), length: Self.length)
      let entries = session.entries + session.ending(prefix: "end")
      let once = run(entries)
      #expect(once.status == 0, "seed \(seed): \(once.errors)")
      for threads in [1, 2] {
        let other = run(entries, threads: threads)
        #expect(Self.difference(other.output, once.output) == nil, "seed \(seed), \(threads) threads")
        #expect(Self.difference(other.errors, once.errors) == nil, "seed \(seed), \(threads) threads")
        #expect(Self.differing(other.files, once.files) == [], "seed \(seed), \(threads) threads")
      }
    }
  }

  @Test("looking changes no later result") func looking() {
    for seed in Self.seeds {
      var session = RandomSession(seed: UInt64(seed), length: Self.length)
      let marked = session.entries.enumerated().map { "\($1)\nnote \"\(Self.marker)\($0)\"" }
      let looked = marked.map { entry in
        let looks = (0..<2).map { _ in "note \"\(Self.lookBegins)\"\n\(session.look())\nnote \"\(Self.lookEnds)\"" }
        return ([entry] + looks).joined(separator: "\n")
      }
      let ending = session.ending(prefix: "end")
      let plain = run(marked + ending)
      let other = run(looked + ending)
      #expect(other.status == plain.status, "seed \(seed)")
      #expect(Self.difference(Self.withoutLooks(other.output), plain.output) == nil, "seed \(seed)")
      #expect(Self.differing(other.files, plain.files) == [], "seed \(seed)")
    }
  }

  @Test("what `save session` wrote ends well and makes the same weights") func replay() {
    for seed in Array(Self.seeds) + Self.failedOnce {
      let session = RandomSession(seed: UInt64(seed), length: Self.length)
      let nnsh = Nnsh()
      let first = run(session.entries + session.ending(prefix: "end") + ["save session \"session.nn\""], in: nnsh)
      let alone = nnsh.run("-X", "--no-history", "--threads", "1", "session.nn", seconds: 120)
      #expect(alone.status == 0, "seed \(seed): \(alone.errors)")
      // A checkpoint of a training that failed no script makes again; that is said.
      if first.errors.contains("resumes from an earlier checkpoint") { continue }
      let again = run(["include \"session.nn\""] + session.ending(prefix: "again"), in: nnsh)
      let others = session.models.filter {
        again.files["again-\($0).safetensors"] != first.files["end-\($0).safetensors"]
      }
      #expect(others == [], "seed \(seed)")
    }
  }

  /// What the check knows it must say; what it does not know it must not.
  @Test("a script that --check accepts does not fail for its shapes") func checkedScripts() {
    var accepted = 0
    for seed in Self.seeds {
      let nnsh = Nnsh()
      for (name, text) in RandomSession.files { nnsh.folder.write(text, to: name) }
      let session = RandomSession(seed: UInt64(seed), length: Self.length / 2, isScript: true)
      // Which way these take, only the run knows.
      let unknown = #/^(while|if|train until|stop when|load) /#.anchorsMatchLineEndings()
      if session.entries.contains(where: { $0.contains(unknown) }) { continue }
      nnsh.folder.write(session.entries.joined(separator: "\n") + "\n", to: "t.nn")
      guard nnsh.run("--check", "t.nn").status == 0 else { continue }
      accepted += 1
      let result = nnsh.run("-X", "--threads", "1", "t.nn", seconds: 120)
      let error = result.errors.split(separator: "\n").first { $0.contains("error[E04") }
      #expect(error == nil, "seed \(seed)")
    }
    #expect(accepted * 8 > Self.count)
  }

  /// A checkpoint's header says how many seconds the training took; its tensors stand after it.
  private static func withoutTimes(_ bytes: [UInt8], of name: String) -> [UInt8] {
    guard name.hasPrefix("ck"), name.hasSuffix(".safetensors"), bytes.count >= 8 else { return bytes }
    let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    return Array(bytes.dropFirst(8 + header))
  }

  /// What was printed, without what stands between the marks of a look.
  private static func withoutLooks(_ output: String) -> String {
    var kept: [Substring] = []
    var isLooking = false
    for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasSuffix(lookBegins) { isLooking = true }
      if !isLooking { kept.append(line) }
      if line.hasSuffix(lookEnds) { isLooking = false }
    }
    return kept.joined(separator: "\n")
  }

  /// The first line that differs, as it stands in both; nil where none does.
  private static func difference(_ one: String, _ other: String) -> String? {
    let lines = [one, other].map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    guard one != other else { return nil }
    let index =
      zip(lines[0], lines[1]).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines[0].count, lines[1].count)
    return lines.map { index < $0.count ? String($0[index]) : "(nothing)" }.joined(separator: " ≠ ")
  }

  private static func differing(_ one: [String: [UInt8]], _ other: [String: [UInt8]]) -> [String] {
    Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
  }
}

extension Folder {
  /// Every ordinary file below it, by its path within.
  func files(below prefix: String = "") -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    guard let folder = opendir(path + "/" + prefix) else { return found }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard lstat("\(path)/\(prefix)\(name)", &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        found.merge(files(below: "\(prefix)\(name)/")) { first, _ in first }
      } else if status.st_mode & S_IFMT == S_IFREG {
        found[prefix + name] = bytes(prefix + name)
      }
    }
    return found
  }
}
