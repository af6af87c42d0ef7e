/// The variables of a session: one scope. A value, so that a sweep can copy it.
///
/// It knows what changed since ``mark()``, so that nobody has to keep a copy of thousands of variables to find out which
/// one a statement has set.
package struct Variables: Sendable {
  private var values: [String: Value] = [:]
  /// Counts the assignments that changed something; NaN put in the place of NaN changes nothing.
  package private(set) var version = 0
  /// What the variables that changed since ``mark()`` had before it; nil inside: they were not set.
  package private(set) var former: [String: Value?] = [:]
  /// Those that changed since ``takeChanged()``.
  private var changed: Set<String> = []

  package init() {}

  package subscript(name: String) -> Value? {
    get { values[name] }
    set {
      let old = values[name]
      if let old, let newValue, old.isSame(as: newValue) { return }
      if old == nil && newValue == nil { return }
      if former[name] == nil { former[name] = .some(old) }
      changed.insert(name)
      version += 1
      values[name] = newValue
    }
  }

  /// From here on ``former`` counts.
  package mutating func mark() { former = [:] }

  /// The names that changed since the last such question.
  package mutating func takeChanged() -> Set<String> {
    defer { changed = [] }
    return changed
  }

  /// Sets what is given, takes away what is nil; returns what would undo that.
  package mutating func exchange(_ given: [String: Value?]) -> [String: Value?] {
    var replaced: [String: Value?] = [:]
    for (name, value) in given {
      replaced[name] = .some(values[name])
      self[name] = value
    }
    return replaced
  }

  /// In alphabetical order.
  package var names: [String] { values.keys.sorted() }

  package var dictionary: [String: Value] { values }

  package var isEmpty: Bool { values.isEmpty }
}

extension Value {
  /// Equal, where NaN equals NaN.
  package func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let number), .number(let other)): number == other || number.isNaN && other.isNaN
    case (.list(let items), .list(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.isSame(as: $1) }
    default: self == other
    }
  }
}
