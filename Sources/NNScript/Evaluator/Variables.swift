/// The variables of a session: one scope. A value, so that a session can keep it for `undo` and a sweep can copy it.
package struct Variables: Sendable, Equatable {
  private var values: [String: Value] = [:]

  package init() {}

  package subscript(name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// In alphabetical order.
  package var names: [String] { values.keys.sorted() }

  package var isEmpty: Bool { values.isEmpty }
}
