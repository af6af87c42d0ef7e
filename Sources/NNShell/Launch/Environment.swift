import Glibc

/// The environment variables, as a value that tests can make up. An empty variable counts as not set.
package struct Environment: Sendable {
  private let lookUp: @Sendable (String) -> String?

  package init(_ values: [String: String]) { lookUp = { values[$0] } }

  private init(lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

  /// The process's own.
  package static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  /// Nil if it is not set or empty.
  package subscript(name: String) -> String? { lookUp(name).flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether it is set, be it empty: an empty `NNSH_HISTORY` means "none".
  package func isSet(_ name: String) -> Bool { lookUp(name) != nil }

  /// A folder of the XDG base directory specification; nil without a home.
  package func folder(_ variable: String, default path: String) -> String? {
    // The specification: a relative path is to be ignored.
    if let folder = self[variable], folder.hasPrefix("/") { return folder }
    return self["HOME"].map { $0 + "/" + path }
  }
}
