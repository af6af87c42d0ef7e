/// A statement whose arguments are evaluated and fitted to its signature: ready to run.
package struct Invocation: Sendable {
  package var signature: Signature
  /// ``Form/id`` of the form that fitted.
  package var form: String
  package var arguments: Arguments
  package var range: SourceRange
  package var nameRange: SourceRange

  package init(
    signature: Signature, form: String, arguments: Arguments, range: SourceRange, nameRange: SourceRange
  ) {
    self.signature = signature
    self.form = form
    self.arguments = arguments
    self.range = range
    self.nameRange = nameRange
  }
}

/// The values of an invocation by slot key. Kinds and ranges were checked: a body only takes what it needs.
package struct Arguments: Sendable {
  package struct Item: Sendable {
    package var key: String
    /// Nil in a dry run where the value is known only when the script runs.
    package var value: Value?
    package var range: SourceRange

    package init(key: String, value: Value?, range: SourceRange) {
      self.key = key
      self.value = value
      self.range = range
    }
  }

  package var items: [Item]

  package init(_ items: [Item] = []) { self.items = items }

  /// False in a dry run when some value is not known yet.
  package var areKnown: Bool { items.allSatisfy { $0.value != nil } }

  /// The last one given: a word and the slot behind it may share a key (`times K`), and the value is what is asked for.
  package func item(_ key: String) -> Item? { items.last { $0.key == key } }

  /// Whether a word or slot was given.
  package func has(_ key: String) -> Bool { item(key) != nil }

  package func value(_ key: String) -> Value? { item(key)?.value }

  package func number(_ key: String) -> Double? {
    if case .number(let number)? = value(key) { number } else { nil }
  }

  package func integer(_ key: String) -> Int? { number(key).map { Int($0) } }

  /// The text of a text, name, path, choice, unit or measure slot.
  package func text(_ key: String) -> String? {
    if case .text(let text)? = value(key) { text } else { nil }
  }

  /// Every value given for a repeated slot, in order.
  package func list(_ key: String) -> [Value] { items.filter { $0.key == key }.compactMap(\.value) }

  package func range(_ key: String) -> SourceRange? { item(key)?.range }
}
