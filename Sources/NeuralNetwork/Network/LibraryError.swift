import NNText

/// An error of this library: one line in lower case without a full stop, and what to do about it, in every language.
public protocol LibraryError: Error, Sendable, CustomStringConvertible {
  /// What is wrong.
  var wording: Wording { get }
  /// What would put it right, if something would.
  var advice: Wording? { get }
}

extension LibraryError {
  public var description: String { wording.english }
  public var help: String? { advice?.english }
}
