import Foundation
import Testing

/// Every script of Scripts/ through the real binary, and every example a user is shown.
@Suite struct ScriptTests {
  /// What cannot be read is nil, and `scriptsAreFound` fails.
  static let scripts = try? ScriptFile.all(in: Program.root.appendingPathComponent("Tests/ScriptTests/Scripts")).filter
  {
    // A sanitizer takes terabytes of addresses for itself.
    ProcessInfo.processInfo.environment["NNSH_SANITIZER"] == nil || !$0.arguments.contains("--max-memory")
  }
  static let examples = try? ScriptFile.all(in: Program.root.appendingPathComponent("scripts/examples"))
  /// Those whose data are on this machine.
  static let runnable = (examples ?? []).filter { example in
    example.needs.allSatisfy(FileManager.default.fileExists)
      && (!example.isSlow || ProcessInfo.processInfo.environment["NNSH_SLOW"] != nil)
  }

  @Test func scriptsAreFound() {
    #expect((Self.scripts ?? []).count >= 40)
    #expect((Self.examples ?? []).count >= 6)
  }

  @Test("script", arguments: scripts ?? [])
  func runs(script: ScriptFile) throws {
    script.judge(try Program.run(script.arguments))
  }

  /// Examples judge themselves by their `expect`s. A second run says and writes the same, byte for byte.
  @Test("example, twice", arguments: runnable)
  func runs(example: ScriptFile) throws {
    let result = try Program.run([example.url.path])
    if result.status != 0 { example.record("status \(result.status); stderr:\n\(result.errors)") }
    #expect(!result.output.isEmpty)
    let second = try Program.run([example.url.path])
    #expect(result.output == second.output)
    #expect(result.files == second.files)
  }

  /// The check alone must accept them too: it is what an editor runs.
  @Test("example, checked only", arguments: examples ?? [])
  func checks(example: ScriptFile) throws {
    let result = try Program.run(["--check", example.url.path])
    if result.status != 0 { example.record("--check: status \(result.status); stderr:\n\(result.errors)") }
  }

  private static let lessons: [String] = {
    let list = try? Program.run(["-c", "mode csv; lesson"])
    return (list?.output ?? "").split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: ",").first.map(String.init)
    }
  }()

  @Test("lesson, twice", arguments: lessons)
  func sameBytesTwice(lesson: String) throws {
    let first = try Program.run(["-c", "lesson \(lesson)"])
    let second = try Program.run(["-c", "lesson \(lesson)"])
    #expect(first.status == 0, "\(first.errors)")
    #expect(!first.output.isEmpty)
    #expect(first.output == second.output)
  }

  @Test func lessonsAreFound() { #expect(Self.lessons.count >= 10) }
}
