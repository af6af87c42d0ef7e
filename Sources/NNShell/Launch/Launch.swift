import Glibc
import NNCommands

/// The parsed command line.
package struct Launch: Sendable {
  /// A text to run, in the order given.
  package enum Input: Sendable, Equatable {
    case file(String)
    /// `-c`.
    case text(String)
    /// `-`.
    case standardInput
  }

  /// The action to take with the inputs.
  package enum Action: Sendable, Equatable {
    case run, check, listParameters
    /// Writes the pages of docs/ that are generated from the tables of statements and errors, and the given pages.
    case generatePages(folder: String, pages: [Page])
  }

  /// A generated file.
  package struct Page: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Whether there is a prompt.
  package enum Mode: Sendable {
    /// A shell if there are no inputs and stdin and stdout are both terminals.
    case automatic
    case interactive, batch
  }

  package enum StartUpFile: Sendable, Equatable {
    /// `$XDG_CONFIG_HOME/nnsh/init.nn`, for a shell only.
    case standard
    case none
    case file(String)
  }

  package var inputs: [Input] = []
  package var action = Action.run
  package var mode = Mode.automatic
  /// `--step`: show each statement and wait before it runs.
  package var stepsThrough = false
  /// `-i`: start a shell after the inputs.
  package var staysInShell = false
  package var startUpFile = StartUpFile.standard
  package var keepsHistory = true
  package var showsBanner = true
  package var color = ColorChoice.automatic
  package var options = SessionOptions()
  /// `--sandbox`.
  package var isSandboxed = false
  /// `--write-dir`.
  package var writeFolder: String?
  /// `--lang`; `nil` means the language of the locale.
  package var language: String?

  package init() {}
}

/// The environment variables, as a value that tests can provide. An empty variable counts as unset.
package struct Environment: Sendable {
  private let lookUp: @Sendable (String) -> String?

  package init(_ values: [String: String]) { lookUp = { values[$0] } }

  private init(lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

  /// The environment of the process.
  package static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  /// The value of a variable; `nil` if it is unset or empty.
  package subscript(name: String) -> String? { lookUp(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether a variable is set, even if empty: an empty `NNSH_HISTORY` means "none".
  package func isSet(_ name: String) -> Bool { lookUp(name) != nil }

  /// A folder of the XDG base directory specification; `nil` if `HOME` is unset.
  package func folder(_ variable: String, default path: String) -> String? {
    // The specification requires relative paths to be ignored.
    if let folder = self[variable], folder.hasPrefix("/") { return folder }
    return self["HOME"].map { $0 + "/" + path }
  }
}

/// The value of `--color`.
package enum ColorChoice: String, Sendable, CaseIterable {
  case automatic = "auto"
  case always, never

  /// Whether to use color. In order of precedence: `--color`, FORCE_COLOR, NO_COLOR, TERM=dumb, and whether the stream
  /// is a terminal. Decided separately for each stream.
  package func isOn(environment: Environment, isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .automatic: break
    }
    if let force = environment["FORCE_COLOR"] { return force != "0" && force != "false" }
    if environment["NO_COLOR"] != nil { return false }
    if environment["TERM"] == "dumb" { return false }
    return isTerminal
  }
}

/// The exit statuses of nnsh.
package enum ExitStatus {
  package static let done: Int32 = 0
  /// An error in a script.
  package static let failed: Int32 = 1
  /// A bad flag, or a script file that cannot be read.
  package static let usage: Int32 = 2
  package static let expectationFailed: Int32 = 3
  package static let diverged: Int32 = 4
  // The fault handler itself exits with 70, an internal fault (CLineEditor/terminal.c).

  package static func of(_ outcome: Outcome) -> Int32 {
    switch outcome {
    case .done: done
    case .failed: failed
    case .expectationFailed: expectationFailed
    case .diverged: diverged
    case .exit(let code): code & 0xff
    case .signal(let number): 128 + number
    }
  }
}
