import NNShell
import NNText

/// One option of the command line. Parsing, `--help` and suggestions use only the table of options.
struct Flag: Sendable {
  /// The effect of an option on the launch; throws for an invalid value.
  enum Effect: Sendable {
    case set(@Sendable (inout Launch) -> Void)
    case take(@Sendable (inout Launch, _ value: String) throws(UsageError) -> Void)
    case help
    case version
    /// Prints a text that depends on the value, and exits.
    case print(@Sendable (_ value: String) throws(UsageError) -> String)
  }

  /// The names as typed, the short one first.
  var names: [String]
  /// The placeholder of the value in `--help`; `nil` for an option without a value.
  var argument: String?
  /// One line.
  var summary: Wording
  var effect: Effect
  /// Whether the option is internal: neither listed in `--help` nor suggested.
  var isHidden: Bool

  init(_ names: String..., argument: String? = nil, summary: Wording, isHidden: Bool = false, effect: Effect) {
    self.names = names
    self.argument = argument
    self.summary = summary
    self.effect = effect
    self.isHidden = isHidden
  }
}

extension Flag {
  /// The completions of an option's value.
  enum Value: Equatable {
    case words([String])
    case file, folder
    /// Any text, without completions.
    case free
  }

  /// `nil` for an option without a value.
  var value: Value? {
    switch argument {
    case nil: nil
    case "F"?: .file
    case "D"?, "DIR"?: .folder
    case let argument?:
      argument.contains("|") ? .words(argument.split(separator: "|").map(String.init)) : .free
    }
  }
}

extension Flag {
  /// Every option, in the order of `--help`.
  static let table: [Flag] = [
    Flag(
      "-c", argument: "'STATEMENTS'", summary: Wording(en: "run the statements", ko: "문장을 실행합니다"),
      effect: .take { $0.inputs.append(.text($1)) }),
    Flag(
      "-f", argument: "F", summary: Wording(en: "run the file", ko: "파일을 실행합니다"),
      effect: .take { $0.inputs.append(.file($1)) }),
    Flag(
      "-i", summary: Wording(en: "stay in the shell afterwards", ko: "끝난 뒤 셸에 남습니다"),
      effect: .set { $0.staysInShell = true }),
    Flag(
      "--check", summary: Wording(en: "check names, kinds and shapes; run nothing", ko: "이름, 종류, 모양만 검사하고 실행하지 않습니다"),
      effect: .set { $0.action = .check }),
    Flag(
      "--params", summary: Wording(en: "list the parameters a script declares", ko: "스크립트가 선언한 매개변수를 보여 줍니다"),
      effect: .set { $0.action = .listParameters }),
    Flag(
      "--step", summary: Wording(en: "show each statement and wait before it runs", ko: "문장마다 보여 주고 기다렸다가 실행합니다"),
      effect: .set { $0.stepsThrough = true }),
    Flag(
      "--echo", summary: Wording(en: "print each statement before its output", ko: "문장마다 결과 앞에 문장을 출력합니다"),
      effect: .set { $0.options.echoes = true }),
    Flag(
      "--keep-going", summary: Wording(en: "continue after an error", ko: "오류가 나도 계속합니다"),
      effect: .set { $0.options.keepsGoing = true }),
    Flag(
      "--errors", argument: "text|json",
      summary: Wording(en: "format of errors; json: one object per line", ko: "오류를 쓰는 방식. json: 한 줄에 객체 하나"),
      effect: .take { launch, value throws(UsageError) in
        launch.options.reportsJSON = try choice(value, of: "--errors", among: ["text", "json"]) == "json"
      }),
    Flag(
      "--color", argument: "auto|always|never",
      summary: Wording(en: "color on stdout and stderr", ko: "표준 출력과 표준 오류의 색"),
      effect: .take { launch, value throws(UsageError) in
        let names = ColorChoice.allCases.map(\.rawValue)
        launch.color = ColorChoice(rawValue: try choice(value, of: "--color", among: names)) ?? .automatic
      }),
    Flag(
      "--lang", argument: "en|ko",
      summary: Wording(en: "language of help, errors, diagnoses and lessons", ko: "도움말, 오류, 진단, 수업의 언어"),
      effect: .take { launch, value throws(UsageError) in
        launch.language = try choice(value, of: "--lang", among: ["en", "ko"])
      }),
    Flag(
      "-X", "--no-init", summary: Wording(en: "do not read a start-up file", ko: "시작 파일을 읽지 않습니다"),
      effect: .set { $0.startUpFile = .none }),
    Flag(
      "--init", argument: "F",
      summary: Wording(en: "read this start-up file instead of the user's", ko: "사용자의 시작 파일 대신 이 파일을 읽습니다"),
      effect: .take { $0.startUpFile = .file($1) }),
    Flag(
      "--no-history", summary: Wording(en: "do not keep a history file", ko: "기록 파일을 남기지 않습니다"),
      effect: .set { $0.keepsHistory = false }),
    Flag(
      "--interactive", summary: Wording(en: "run as a shell, whatever stdin is", ko: "표준 입력이 무엇이든 셸로 동작합니다"),
      effect: .set { $0.mode = .interactive }),
    Flag(
      "--batch", summary: Wording(en: "read a script from stdin, whatever it is", ko: "표준 입력이 무엇이든 스크립트로 읽습니다"),
      effect: .set { $0.mode = .batch }),
    Flag(
      "--threads", argument: "N", summary: Wording(en: "use at most N threads", ko: "스레드를 N개까지 씁니다"),
      effect: .take { launch, value throws(UsageError) in
        guard let count = Int(value), (1...1024).contains(count) else {
          throw UsageError(
            Wording(
              en: "option '--threads' needs a whole number from 1 to 1024, found '\(value)'",
              ko: "옵션 '--threads'의 값은 1부터 1024까지의 정수입니다. 실제로는 '\(value)'"))
        }
        launch.options.threads = count
      }),
    Flag(
      "--max-seconds", argument: "S", summary: Wording(en: "end a script after S seconds", ko: "S초 뒤에 스크립트를 끝냅니다"),
      effect: .take { launch, value throws(UsageError) in
        launch.options.limits.seconds = try positive(value, of: "--max-seconds", called: "seconds", limit: 1e9)
      }),
    Flag(
      "--max-memory", argument: "M",
      summary: Wording(en: "end a script that takes more than M MiB of memory", ko: "메모리를 M MiB보다 많이 쓰는 스크립트를 끝냅니다"),
      effect: .take { launch, value throws(UsageError) in
        let mebibytes = try positive(value, of: "--max-memory", called: "MiB", limit: 1e9)
        launch.options.limits.memory = Int(mebibytes * 0x1p20)
      }),
    Flag(
      "--sandbox",
      summary: Wording(
        en: "let scripts read only their own folder, write nothing", ko: "스크립트가 자기 폴더 아래만 읽고 쓰지는 못합니다"),
      effect: .set { $0.isSandboxed = true }),
    Flag(
      "--write-dir", argument: "D",
      summary: Wording(en: "folder in which a sandboxed script may write", ko: "샌드박스의 스크립트가 쓸 수 있는 폴더"),
      effect: .take { $0.writeFolder = $1 }),
    Flag(
      "--generate-docs", argument: "DIR",
      summary: Wording(en: "write the generated pages of docs/", ko: "docs/의 생성되는 문서를 씁니다"), isHidden: true,
      effect: .take {
        $0.action = .generatePages(folder: $1, pages: Flag.pages)
      }),
    Flag(
      "--completions", argument: "bash|zsh|fish",
      summary: Wording(en: "print a completion script for the given shell", ko: "그 셸에서 쓸 옵션 자동 완성을 출력합니다"),
      effect: .print { value throws(UsageError) in
        Completions.text(for: try choice(value, of: "--completions", among: Completions.shells)) ?? ""
      }),
    Flag("-q", summary: Wording(en: "no banner", ko: "시작 인사를 생략합니다"), effect: .set { $0.showsBanner = false }),
    Flag("--version", summary: Wording(en: "print the version", ko: "버전을 출력합니다"), effect: .version),
    Flag("-h", "--help", summary: Wording(en: "print this help", ko: "이 도움말을 출력합니다"), effect: .help),
  ]

  private static func positive(
    _ value: String, of option: String, called unit: String, limit: Double
  ) throws(UsageError) -> Double {
    if let number = Double(value), number > 0, number <= limit { return number }
    throw UsageError(
      Wording(
        en: "option '\(option)' needs a number of \(unit) greater than 0, found '\(value)'",
        ko: "옵션 '\(option)'의 값은 0보다 큰 수(\(unit))입니다. 실제로는 '\(value)'"))
  }

  /// The man page and the completions, with their file names.
  private static var pages: [Launch.Page] {
    [Launch.Page(name: "nnsh.1", text: Manual.text())]
      + Completions.shells.compactMap { shell in
        Completions.text(for: shell).map { Launch.Page(name: "completions/nnsh.\(shell)", text: $0) }
      }
  }

  private static func choice(_ value: String, of option: String, among known: [String]) throws(UsageError) -> String {
    if known.contains(value) { return value }
    throw UsageError(
      Wording(
        en: "option '\(option)' must be one of \(known.joined(separator: ", ")), found '\(value)'",
        ko: "옵션 '\(option)'의 값은 \(known.joined(separator: ", ")) 가운데 하나입니다. 실제로는 '\(value)'"))
  }
}
