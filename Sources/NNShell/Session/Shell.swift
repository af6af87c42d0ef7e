import CLineEditor
import Glibc
import NNCommands
import NNText

/// Runs nnsh for a parsed command line: sets up terminal, signals and session, runs the inputs, then the prompt.
package struct Shell {
  package static let version = "0.2.0"

  let launch: Launch
  private let environment: Environment
  let hasPrompt: Bool
  private let console: StandardConsole
  private let output: OutputBuffer
  /// Whether `--step` applies; without a terminal the script just runs.
  private let presents: Bool

  package init(_ launch: Launch, environment: Environment = .process) {
    var launch = launch
    let readsTerminal = nnle_is_terminal(STDIN_FILENO)
    let writesTerminal = nnle_is_terminal(STDOUT_FILENO)
    hasPrompt = Self.hasPrompt(launch, isOnTerminal: readsTerminal && writesTerminal)
    if launch.inputs.isEmpty && !hasPrompt { launch.inputs = [.standardInput] }
    launch.options.language = Self.language(said: launch.language, environment: environment)
    presents =
      launch.stepsThrough && launch.action == .run && readsTerminal && writesTerminal && launch.mode != .batch
      && !launch.inputs.contains(.standardInput)
    self.launch = launch
    self.environment = environment
    output = OutputBuffer(descriptor: STDOUT_FILENO)
    let isUnicode = nnle_use_locale()
    let isDumb = environment["TERM"] == "dumb"
    let reportsTerminal = nnle_is_terminal(STDERR_FILENO)
    console = StandardConsole(
      drawsUnicode: isUnicode && !(isDumb && writesTerminal), isDumb: isDumb,
      results: .init(
        isTerminal: writesTerminal,
        colors: launch.color.isOn(environment: environment, isTerminal: writesTerminal)),
      reports: .init(
        isTerminal: reportsTerminal,
        colors: launch.color.isOn(environment: environment, isTerminal: reportsTerminal)),
      language: launch.options.language, output: output, errors: OutputBuffer(descriptor: STDERR_FILENO),
      pager: Pager(environment: environment))
  }

  /// Whether a prompt follows the inputs.
  package static func hasPrompt(_ launch: Launch, isOnTerminal: Bool) -> Bool {
    guard launch.action == .run else { return false }
    switch launch.mode {
    case .batch: return false
    case .interactive: return true
    case .automatic: return launch.staysInShell || (launch.inputs.isEmpty && isOnTerminal)
    }
  }

  /// Prints the text of an option such as `--help`; returns the exit status.
  package static func print(_ text: String) -> Int32 {
    let output = OutputBuffer(descriptor: STDOUT_FILENO)
    output.write(VisibleText.leaving(text))
    output.flush()
    return output.failure == nil ? ExitStatus.done : ExitStatus.failed
  }

  /// The language of `--lang`, otherwise of the locale; English if nnsh does not support it.
  package static func language(said: String?, environment: Environment = .process) -> Language {
    // As in the C library, an empty variable counts as unset.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return (said ?? locale.map { String($0.prefix(2)) }).flatMap(Language.init(rawValue:)) ?? .english
  }

  /// Prints a usage error; returns the exit status.
  package static func refuse(_ error: UsageError, in language: Language) -> Int32 {
    let errors = OutputBuffer(descriptor: STDERR_FILENO)
    errors.write(VisibleText.leaving((error.message?[language] ?? "") + "\n"))
    errors.flush()
    return ExitStatus.usage
  }

  /// Runs the inputs and the prompt; returns the exit status.
  package func run(_ makeInterpreter: (any Console, SessionOptions) -> any Interpreter) -> Int32 {
    let asks = hasPrompt || presents
    nnle_catch_signals(asks)
    nnle_guard_terminal()
    output.guardAgainstFaults()
    if !asks { nnle_end_on_second_signal() }
    var status: Int32
    do throws(UsageError) {
      if case .generatePages(let folder, let pages) = launch.action {
        try Self.writePages(pages, to: folder)
        return ExitStatus.done
      }
      let options = try confinedOptions()
      status = ExitStatus.of(try runAll(makeInterpreter(console, options)))
    } catch {
      if let message = error.message { console.say(message) }
      status = ExitStatus.usage
    }
    console.progress(nil)
    console.flush()
    // EPIPE only means that the reader has exited.
    if let failure = output.failure, failure != EPIPE {
      let reason = Wording(systemError: failure)
      let message = Wording(en: "cannot write to stdout: \(reason)", ko: "표준 출력에 쓸 수 없습니다: \(reason)")
      console.say(message)
      if status == ExitStatus.done { status = ExitStatus.failed }
    }
    return status
  }

  private func runAll(_ interpreter: any Interpreter) throws(UsageError) -> Outcome {
    var batch = Batch(interpreter: interpreter, launch: launch, console: console)
    if let text = try startUpText() {
      let outcome = batch.perform(text)
      if outcome != .done && (!hasPrompt || outcome.endsShell) { return outcome }
    }
    // Use one line editor for steps, breaking in and the prompt: readline has no instances.
    let editor = presents || (hasPrompt && isOnTerminal) ? makeEditor(interpreter) : nil
    defer { editor?.history.close() }
    if presents, let editor {
      console.startPresenting()
      let presenter = Presenter(interpreter: interpreter, lines: editor.lines, console: console) { [console] in
        REPL(
          interpreter: interpreter, lines: editor.lines, console: console, remember: editor.history.add,
          canContinue: true
        ).run()
      }
      batch = Batch(interpreter: interpreter, launch: launch, console: console, presenter: presenter)
    }
    let outcome = try batch.run()
    guard hasPrompt, !outcome.endsShell else { return outcome }
    return prompt(interpreter, editor)
  }

  private var isOnTerminal: Bool { nnle_is_terminal(STDIN_FILENO) && nnle_is_terminal(STDOUT_FILENO) }

  private func makeEditor(_ interpreter: any Interpreter) -> (lines: EditedLines, history: History) {
    let path = launch.keepsHistory ? History.path(environment: environment) : nil
    let history = History(path: path) { console.say($0) }
    console.recall = { history.entries(last: History.limit) }
    let lines = EditedLines(
      style: Style(isOn: console.colorsResults), language: launch.options.language
    ) { interpreter.completion(of: $0) }
    return (lines, history)
  }

  private static func writePages(_ more: [Launch.Page], to folder: String) throws(UsageError) {
    let pages = [
      Launch.Page(name: "commands.md", text: CommandsPage(Session.table.signatures).text),
      Launch.Page(name: "errors.md", text: ErrorsPage(ErrorCatalogue.codes).text),
    ]
    for page in pages + more {
      let path = folder + "/" + page.name
      // The given folder must exist; create the folders inside it.
      if let slash = page.name.lastIndex(of: "/") { mkdir(folder + "/" + page.name[..<slash], 0o777) }
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .cannotWrite(path, errno: errno) }
      defer { close(file) }
      let output = OutputBuffer(descriptor: file)
      output.write(page.text)
      output.flush()
      if let failure = output.failure { throw .cannotWrite(path, errno: failure) }
    }
  }

  /// The start-up file: the standard one only if there is a prompt, that of `--init F` always.
  private func startUpText() throws(UsageError) -> InputText? {
    switch launch.startUpFile {
    case .none: return nil
    case .file(let path):
      do {
        return InputText(name: path, bytes: try TextFile.read(path: path), kind: .script)
      } catch {
        throw .cannotRead(path, error.reason)
      }
    case .standard:
      guard hasPrompt, let folder = environment.folder("XDG_CONFIG_HOME", default: ".config") else { return nil }
      let path = folder + "/nnsh/init.nn"
      guard access(path, F_OK) == 0 else { return nil }
      let bytes: [UInt8]
      do { bytes = try TextFile.read(path: path, isOrdinary: true) } catch {
        console.say(UsageError.cannotRead(path, error.reason).message ?? .nothing)
        return nil
      }
      return InputText(name: path, bytes: bytes, kind: .script)
    }
  }

  private func prompt(_ interpreter: any Interpreter, _ editor: (lines: EditedLines, history: History)?) -> Outcome {
    console.startPrompt()
    if launch.showsBanner && isOnTerminal { console.write("nnsh \(Self.version) · help, exit\n") }
    guard let editor else {
      let console = console
      let lines = PlainLines(descriptor: STDIN_FILENO) { prompt in
        console.write(prompt)
        console.flush()
      }
      return REPL(interpreter: interpreter, lines: lines, console: console) { _ in }.run()
    }
    return REPL(interpreter: interpreter, lines: editor.lines, console: console, remember: editor.history.add).run()
  }
}

extension Outcome {
  /// Whether no prompt follows.
  fileprivate var endsShell: Bool {
    switch self {
    case .exit, .signal: true
    case .done, .failed, .expectationFailed, .diverged: false
    }
  }
}
