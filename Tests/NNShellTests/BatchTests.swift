import Glibc
import NNCommands
import NNScript
import NNShell
import NNText
import Testing

@Suite struct BatchTests {
  private static let problem = Diagnostic(
    DiagnosticCode("E0000", .nothing, .nothing), Wording(verbatim: "no such param"), at: nil)

  let interpreter = NotingInterpreter()
  let console = NotingConsole()

  private func run(_ inputs: [Launch.Input], change: (inout Launch) -> Void = { _ in }) throws -> Outcome {
    var launch = Launch()
    launch.inputs = inputs
    change(&launch)
    return try Batch(interpreter: interpreter, launch: launch, console: console).run()
  }

  @Test("3: inputs run in the order given") func order() throws {
    #expect(try run([.text("a"), .text("b"), .text("c")]) == .done)
    #expect(interpreter.ran == ["a", "b", "c"])
  }

  @Test("13: the first error ends the run") func firstError() throws {
    interpreter.outcomes["a"] = .failed
    #expect(try run([.text("a"), .text("b")]) == .failed)
    #expect(interpreter.ran == ["a"])
  }

  @Test("13: --keep-going continues and still fails") func keepGoing() throws {
    interpreter.outcomes["a"] = .failed
    #expect(try run([.text("a"), .text("bad"), .text("b")]) { $0.options.keepsGoing = true } == .failed)
    #expect(interpreter.ran == ["a", "b"])
  }

  @Test("14: exit ends the run, --keep-going or not") func exit() throws {
    interpreter.outcomes["a"] = .exit(17)
    #expect(try run([.text("a"), .text("b")]) { $0.options.keepsGoing = true } == .exit(17))
    #expect(interpreter.ran == ["a"])
  }

  @Test("15: an unreadable file runs nothing") func unreadable() {
    let error = #expect(throws: UsageError.self) { try run([.text("a"), .file("/no/such.nn")]) }
    #expect(error?.message?.english == "cannot read '/no/such.nn': no such file or directory")
    #expect(error?.message?.korean == "'/no/such.nn' 파일을 읽을 수 없습니다: 그런 파일이나 폴더가 없습니다")
    #expect(interpreter.ran.isEmpty)
  }

  @Test("15: a folder is not a script") func folder() {
    let error = #expect(throws: UsageError.self) { try run([.file("/")]) }
    #expect(error?.message?.english == "cannot read '/': is a directory")
  }

  @Test("6: a wrong override is a usage error, and nothing runs") func override() {
    interpreter.overrideProblems = [Self.problem]
    #expect(throws: UsageError(nil)) { try run([.text("a")]) { $0.options.overrides = [("a", "1")] } }
    #expect(interpreter.reportedErrors == 1)
    #expect(interpreter.ran.isEmpty)
  }

  @Test("6: for a script with syntax errors, only its own errors are reported") func overrideOfWrongScript() throws {
    interpreter.overrideProblems = [Self.problem]
    #expect(try run([.text("bad")]) == .failed)
    #expect(interpreter.reportedErrors == 1)
  }

  @Test("23: --check runs nothing") func check() throws {
    #expect(try run([.text("a")]) { $0.action = .check } == .done)
    #expect(interpreter.checked == ["a"])
    #expect(interpreter.ran.isEmpty)
  }

  @Test("--params lists and runs nothing") func parameters() throws {
    #expect(try run([.text("a")]) { $0.action = .listParameters } == .done)
    #expect(console.written == "steps\n")
    #expect(interpreter.ran.isEmpty)
  }

  @Test("a text that does not parse does not run") func syntaxError() throws {
    #expect(try run([.text("bad")]) == .failed)
    #expect(interpreter.reportedErrors == 1)
  }

  @Test("20: an open block at the end fails") func openBlock() throws {
    #expect(try run([.text("for x")]) == .failed)
    #expect(console.reported.contains("'for'"))
  }
}
