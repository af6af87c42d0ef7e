import NNText

/// A file to be read, and how its bytes are had.
package struct FileContents {
  package struct Failure: Error {
    /// What the system said.
    package var reason: Wording

    package init(reason: Wording) { self.reason = reason }
  }

  enum Origin {
    case path
    case bytes([UInt8])
    /// A descriptor that the reader closes.
    case opened(() throws(Failure) -> Int32)
  }

  /// Where it lies; its ending says how it is written.
  let path: String
  let origin: Origin

  /// - Parameter bytes: the file's, where they are at hand; nil: it is opened by its path.
  package init(_ path: String, bytes: [UInt8]? = nil) {
    self.path = path
    origin = bytes.map { .bytes($0) } ?? .path
  }

  /// - Parameter open: gives a descriptor, which the reader closes.
  package init(_ path: String, open: @escaping () throws(Failure) -> Int32) {
    self.path = path
    origin = .opened(open)
  }
}
