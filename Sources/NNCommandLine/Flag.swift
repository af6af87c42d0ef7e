import NNShell
import NNText

/// One option of the command line. The table of them is all that parsing, `--help` and suggestions know.
struct Flag: Sendable {
  /// What an option does to the launch; it throws on a bad value.
  enum Effect: Sendable {
    case set(@Sendable (inout Launch) -> Void)
    case take(@Sendable (inout Launch, _ value: String) throws(UsageError) -> Void)
    case help
    case version
    /// Prints a text that depends on the value, and is all that nnsh does.
    case print(@Sendable (_ value: String) throws(UsageError) -> String)
  }

  /// As typed, the short one first.
  var names: [String]
  /// What `--help` calls the value; nil for an option without one.
  var argument: String?
  /// One line.
  var summary: Wording
  var effect: Effect
  /// For the project's own scripts: neither in `--help` nor suggested.
  var isHidden: Bool

  init(_ names: String..., argument: String? = nil, summary: Wording, isHidden: Bool = false, effect: Effect) {
    self.names = names
    self.argument = argument
    self.summary = summary
    self.effect = effect
    self.isHidden = isHidden
  }
}
