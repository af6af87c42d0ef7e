import CLineEditor
import Glibc
import NNCommands
import NNText

/// Runs the inputs of the command line in order.
package struct Batch {
  private let interpreter: any Interpreter
  private let launch: Launch
  private let console: any Console
  /// Set for `--step` on a terminal.
  private let presenter: Presenter?

  package init(
    interpreter: any Interpreter, launch: Launch, console: any Console, presenter: Presenter? = nil
  ) {
    self.interpreter = interpreter
    self.launch = launch
    self.console = console
    self.presenter = presenter
  }

  /// Runs all inputs. The first failure ends the run or, with `--keep-going`, determines its final outcome.
  package func run() throws(UsageError) -> Outcome {
    // Read every file before anything runs: a missing one is a usage error, not a script that failed half-way.
    var texts: [InputText] = []
    for input in launch.inputs {
      do {
        texts.append(try Self.read(input))
      } catch {
        guard case .unreadable(let usage) = error else { return .signal(nnle_take_signal()) }
        throw usage
      }
    }
    if launch.action == .listParameters {
      console.write(interpreter.parameterList(in: texts))
      return .done
    }
    let problems = launch.options.overrides.isEmpty ? [] : interpreter.overrideProblems(in: texts)
    // A script with syntax errors declares no params: its own errors are more useful.
    if !problems.isEmpty, texts.first.map(isReadable) ?? true {
      interpreter.report(problems)
      throw UsageError(nil)
    }
    var result = Outcome.done
    for text in texts {
      let outcome = perform(text)
      if result == .done { result = outcome }
      switch outcome {
      case .done: continue
      case .failed, .expectationFailed, .diverged: if launch.options.keepsGoing { continue }
      case .exit, .signal: return outcome
      }
      return result
    }
    return result
  }

  /// Reads, checks and runs one text.
  package func perform(_ text: InputText) -> Outcome {
    switch interpreter.read(text.bytes, name: text.name, kind: text.kind) {
    case .ready(let program):
      if launch.action == .check { return interpreter.check(program) }
      return presenter?.run(program) ?? interpreter.run(program)
    case .failed(let diagnostics):
      interpreter.report(diagnostics)
      return .failed
    case .incomplete(let opener):
      console.say(
        Wording(
          en: "\(text.name): error: '\(opener)' is never closed",
          ko: "\(text.name): 오류: '\(opener)'\(Particle.object(opener)) 닫지 않았습니다"))
      return .failed
    }
  }

  private func isReadable(_ text: InputText) -> Bool {
    if case .ready = interpreter.read(text.bytes, name: text.name, kind: text.kind) { true } else { false }
  }

  private enum ReadFailure: Error {
    case unreadable(UsageError)
    case interrupted
  }

  private static func read(_ input: Launch.Input) throws(ReadFailure) -> InputText {
    switch input {
    case .text(let text): return InputText(name: "<command>", bytes: Array(text.utf8), kind: .command)
    case .file(let path):
      do {
        return InputText(name: path, bytes: try TextFile.read(path: path), kind: .script)
      } catch {
        throw .unreadable(.cannotRead(path, error.reason))
      }
    case .standardInput:
      do {
        let bytes = try TextFile.read(descriptor: STDIN_FILENO) { nnle_wait_readable(STDIN_FILENO) }
        return InputText(name: "<stdin>", bytes: bytes, kind: .script)
      } catch {
        throw error.isInterruption
          ? .interrupted
          : .unreadable(
            UsageError(Wording(en: "cannot read stdin: \(error.reason)", ko: "표준 입력을 읽을 수 없습니다: \(error.reason)")))
      }
    }
  }
}

// The sandbox and the limits of a run.
extension Shell {
  /// The seconds and bytes beyond a limit after which the process is ended by force.
  private static let (graceSeconds, graceBytes) = (1.0, 32 << 20)

  /// The session's options with the sandbox; also sets the limits of the process.
  func confinedOptions() throws(UsageError) -> SessionOptions {
    var options = launch.options
    guard !hasPrompt || (options.limits.seconds == nil && options.limits.memory == nil) else {
      throw UsageError(
        Wording(
          en: "options '--max-seconds' and '--max-memory' apply only to scripts, not to a shell",
          ko: "옵션 '--max-seconds'와 '--max-memory'는 셸이 아니라 스크립트에 씁니다"))
    }
    if let seconds = options.limits.seconds { nnle_end_after(seconds + Self.graceSeconds) }
    if let memory = options.limits.memory { nnle_limit_memory(memory + Self.graceBytes) }
    guard launch.isSandboxed else {
      guard launch.writeFolder == nil else {
        throw UsageError(
          Wording(en: "option '--write-dir' requires --sandbox", ko: "옵션 '--write-dir'는 --sandbox와 함께 씁니다"))
      }
      return options
    }
    guard let sandbox = Sandbox(reads: scriptFolders, writes: launch.writeFolder) else {
      let folder = launch.writeFolder
      throw UsageError(
        Wording(
          en: "option '--sandbox': cannot find \(folder.map { "'\($0)' or " } ?? "")the folder of a script",
          ko: "옵션 '--sandbox': 다음 폴더를 찾을 수 없습니다: \(folder.map { "'\($0)' 또는 " } ?? "")스크립트의 폴더"))
    }
    options.sandbox = sandbox
    return options
  }

  /// The folders of the scripts; the current folder for `-c` and stdin.
  private var scriptFolders: [String] {
    let folders = launch.inputs.map { input -> String in
      guard case .file(let path) = input, let slash = path.lastIndex(of: "/") else { return "." }
      return slash == path.startIndex ? "/" : String(path[..<slash])
    }
    return folders.isEmpty ? ["."] : folders
  }
}
