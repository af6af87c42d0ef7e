import NNCommands

/// What the command line asks for.
package struct Launch: Sendable {
  /// A text to run, in the order given.
  package enum Input: Sendable, Equatable {
    case file(String)
    /// `-c`.
    case text(String)
    /// `-`.
    case standardInput
  }

  /// What to do with the inputs.
  package enum Action: Sendable, Equatable {
    case run, check, listParameters
    /// Writes the pages of docs/ that come from the tables of statements and errors, and those given.
    case generatePages(folder: String, pages: [Page])
  }

  /// A file that is generated.
  package struct Page: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Whether somebody types.
  package enum Mode: Sendable {
    /// A shell if there is no input and stdin and stdout are both terminals.
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
  /// `--step`: each statement is shown and waits.
  package var stepsThrough = false
  /// `-i`: a shell after the inputs.
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
  /// `--lang`; nil: as the locale says.
  package var language: String?

  package init() {}
}
