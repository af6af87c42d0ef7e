/// What a dry run knows of the files that a script writes: what is in them now says nothing of what will be.
struct WrittenFiles: Sendable {
  private var names: Set<Substring> = []
  /// One was named in a way that only the run knows.
  private var hasUnknown = false

  /// - Parameter path: as the statement has it; nil where only the run knows.
  mutating func note(_ path: String?) {
    if let path { names.insert(Self.name(of: path)) } else { hasUnknown = true }
  }

  /// A file of that name in another folder counts: folders have more names than one.
  func mayHold(_ path: String) -> Bool { hasUnknown || names.contains(Self.name(of: path)) }

  mutating func join(_ other: WrittenFiles) {
    names.formUnion(other.names)
    hasUnknown = hasUnknown || other.hasUnknown
  }

  private static func name(of path: String) -> Substring { path.split(separator: "/").last ?? "" }
}
