import NNShell

extension Flag {
  /// Every option, in the order of `--help`.
  static let table: [Flag] = [
    Flag("-c", argument: "'STATEMENTS'", summary: "run the statements", effect: .take { $0.inputs.append(.text($1)) }),
    Flag("-f", argument: "F", summary: "run the file", effect: .take { $0.inputs.append(.file($1)) }),
    Flag("-i", summary: "stay in the shell afterwards", effect: .set { $0.staysInShell = true }),
    Flag(
      "--check", summary: "check names, kinds and shapes; run nothing",
      effect: .set { $0.action = .check }),
    Flag("--params", summary: "list the parameters a script declares", effect: .set { $0.action = .listParameters }),
    Flag("--step", summary: "show each statement and wait before it runs", effect: .set { $0.stepsThrough = true }),
    Flag("--echo", summary: "print each statement before its output", effect: .set { $0.options.echoes = true }),
    Flag("--keep-going", summary: "go on after an error", effect: .set { $0.options.keepsGoing = true }),
    Flag(
      "--errors", argument: "text|json", summary: "how errors are written; json: one object a line",
      effect: .take { launch, value throws(UsageError) in
        launch.options.reportsJSON = try choice(value, of: "--errors", among: ["text", "json"]) == "json"
      }),
    Flag(
      "--color", argument: "auto|always|never", summary: "colour on stdout and stderr",
      effect: .take { launch, value throws(UsageError) in
        let names = ColorChoice.allCases.map(\.rawValue)
        launch.color = ColorChoice(rawValue: try choice(value, of: "--color", among: names)) ?? .automatic
      }),
    Flag(
      "--lang", argument: "en|ko", summary: "language of the lessons",
      effect: .take { launch, value throws(UsageError) in
        launch.language = try choice(value, of: "--lang", among: ["en", "ko"])
      }),
    Flag("-X", "--no-init", summary: "read no start-up file", effect: .set { $0.startUpFile = .none }),
    Flag(
      "--init", argument: "F", summary: "read this start-up file instead of the user's",
      effect: .take { $0.startUpFile = .file($1) }),
    Flag("--no-history", summary: "keep no history file", effect: .set { $0.keepsHistory = false }),
    Flag("--interactive", summary: "be a shell, whatever stdin is", effect: .set { $0.mode = .interactive }),
    Flag("--batch", summary: "read a script from stdin, whatever it is", effect: .set { $0.mode = .batch }),
    Flag(
      "--threads", argument: "N", summary: "use at most N threads",
      effect: .take { launch, value throws(UsageError) in
        guard let count = Int(value), (1...1024).contains(count) else {
          throw UsageError("option '--threads' takes a whole number from 1 to 1024, not '\(value)'")
        }
        launch.options.threads = count
      }),
    Flag(
      "--max-seconds", argument: "S", summary: "end a script after S seconds",
      effect: .take { launch, value throws(UsageError) in
        launch.options.limits.seconds = try positive(value, of: "--max-seconds", called: "seconds", limit: 1e9)
      }),
    Flag(
      "--max-memory", argument: "M", summary: "end a script that takes more than M MiB of memory",
      effect: .take { launch, value throws(UsageError) in
        let mebibytes = try positive(value, of: "--max-memory", called: "MiB", limit: 1e9)
        launch.options.limits.memory = Int(mebibytes * 0x1p20)
      }),
    Flag(
      "--sandbox", summary: "a script reads only below its own folder, writes nowhere",
      effect: .set { $0.isSandboxed = true }),
    Flag(
      "--write-dir", argument: "D", summary: "the folder below which a sandboxed script may write",
      effect: .take { $0.writeFolder = $1 }),
    Flag(
      "--generate-docs", argument: "DIR", summary: "write the generated pages of docs/", isHidden: true,
      effect: .take {
        $0.action = .generatePages(folder: $1, pages: Flag.pages)
      }),
    Flag(
      "--completions", argument: "bash|zsh|fish", summary: "print the completion of these options for that shell",
      effect: .print { value throws(UsageError) in
        Completions.text(for: try choice(value, of: "--completions", among: Completions.shells)) ?? ""
      }),
    Flag("-q", summary: "no banner", effect: .set { $0.showsBanner = false }),
    Flag("--version", summary: "print the version", effect: .version),
    Flag("-h", "--help", summary: "print this help", effect: .help),
  ]

  private static func positive(
    _ value: String, of option: String, called unit: String, limit: Double
  ) throws(UsageError) -> Double {
    if let number = Double(value), number > 0, number <= limit { return number }
    throw UsageError("option '\(option)' takes a number of \(unit) above 0, not '\(value)'")
  }

  /// The man page and the completions, with the names of their files.
  private static var pages: [Launch.Page] {
    [Launch.Page(name: "nnsh.1", text: Manual.text())]
      + Completions.shells.compactMap { shell in
        Completions.text(for: shell).map { Launch.Page(name: "completions/nnsh.\(shell)", text: $0) }
      }
  }

  private static func choice(_ value: String, of option: String, among known: [String]) throws(UsageError) -> String {
    if known.contains(value) { return value }
    throw UsageError("option '\(option)' takes \(known.joined(separator: ", ")), not '\(value)'")
  }
}
