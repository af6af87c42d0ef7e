import NNScript

/// Ways that the run may or may not take, for the dry run.
extension Description {
  /// A copy to try a way out on.
  var branch: Description {
    var copy = self
    copy.models = models.branch
    return copy
  }

  /// Where a branch ended, without the models it did not change.
  struct End {
    var description: Description
    var models: ModelShelf.Changes
  }

  var end: End {
    var end = End(description: self, models: models.changes)
    end.description.models = ModelShelf()
    return end
  }

  /// Goes on where branches ended: what is the same on all ways stays known.
  mutating func join(_ ends: [End]) {
    guard let first = ends.first?.description else { return }
    models.join(ends.map { $0.models })
    let origin = models
    models = ModelShelf()
    self = first
    models = origin
    for end in ends.dropFirst() {
      let other = end.description
      if data != other.data { setUnknownData() }
      if data?.known.value != other.data?.known.value { data?.known.value = nil }
      isDataUnknown = isDataUnknown || other.isDataUnknown
      hasUnknownModels = hasUnknownModels || other.hasUnknownModels
      files.join(other.files)
      if table != other.table { table?.isUnknown = true }
      settings.join(other.settings)
      guard current != other.current else { continue }
      models[other.current]?.isUnknown = true
      startUnknownModel()
    }
  }
}

/// What a dry run knows of the files that a script writes: what is in them now says nothing of what will be.
struct WrittenFiles: Sendable {
  private var names: Set<Substring> = []
  /// One was named in a way that only the run knows.
  private var hasUnknown = false

  /// - Parameter path: as the statement has it; `nil` where only the run knows.
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
