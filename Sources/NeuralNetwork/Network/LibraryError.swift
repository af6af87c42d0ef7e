/// An error of this library: `description` is one line in lower case without a full stop, `help` what to do about it.
public protocol LibraryError: Error, Sendable, CustomStringConvertible {
  /// What would put it right, if something would.
  var help: String? { get }
}
