import NNScript
import NNText

/// What the command line decides before a session starts.
package struct SessionOptions: Sendable {
  /// `NAME=VALUE` of the command line, as typed.
  package var overrides: [(name: String, text: String)] = []
  /// `--echo`: each statement is printed before its output.
  package var echoes = false
  /// `--keep-going`: the first error does not end the script.
  package var keepsGoing = false
  /// `--errors=json`.
  package var reportsJSON = false
  /// `--lang`: of lessons.
  package var language = Language.english
  /// `--threads N`; `nil` means one for tiny nets, all cores for large ones.
  package var threads: Int?
  /// The folder that relative paths of statements start from; `nil` means the process's own.
  package var folder: String?

  /// `--sandbox`; `nil` means whatever this user may.
  package var sandbox: Sandbox?
  /// `--max-seconds` and `--max-memory`.
  package var limits = Limits()

  package init() {}
}

/// Where a text came from: it decides what a script may say and how its places are written.
package enum TextKind: Sendable {
  /// A file, or stdin: whole, no `undo`.
  case script
  /// `-c`.
  case command
  /// Typed at the prompt.
  case prompt
}

/// What became of a text.
package enum Reading: Sendable {
  case ready(Program)
  /// More lines are needed; the opener is `for`, `if`, `"`, `(`, …: the continuation prompt shows it.
  case incomplete(opener: String)
  /// Errors, not yet reported.
  case failed([Diagnostic])
}

/// A text that was parsed and checked.
package struct Program: Sendable {
  package var block: Block
  package var kind: TextKind
  /// What each of its models would take, a line each: `--check` shows them.
  package var figures: [Wording]
  /// What the session would be once it has run.
  var after: CheckedState?

  package init(block: Block, kind: TextKind, figures: [Wording] = [], after: CheckedState? = nil) {
    self.block = block
    self.kind = kind
    self.figures = figures
    self.after = after
  }
}

/// How a run ended. Everything was reported before it is returned.
package enum Outcome: Sendable, Equatable {
  case done
  case failed
  case expectationFailed
  case diverged
  case exit(Int32)
  case signal(Int32)
}
