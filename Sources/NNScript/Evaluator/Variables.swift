/// The variables of a session: one scope. A value, so that a session can keep it for `undo` and a sweep can copy it.
package struct Variables: Sendable, Equatable {
  private var values: [String: Value] = [:]

  package init() {}

  package subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// Whether every variable has the same value; NaN is the same as NaN here: nothing changed.
  package static func == (left: Variables, right: Variables) -> Bool {
    left.values == right.values
      || left.values.count == right.values.count
        && left.values.allSatisfy { name, value in right.values[name].map { $0.isSame(as: value) } ?? false }
  }

  /// In alphabetical order.
  package var names: [String] { values.keys.sorted() }

  package var isEmpty: Bool { values.isEmpty }
}

extension Value {
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let number), .number(let other)): number == other || number.isNaN && other.isNaN
    case (.list(let items), .list(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.isSame(as: $1) }
    default: self == other
    }
  }
}
