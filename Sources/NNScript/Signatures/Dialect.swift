/// What the parser needs to know about statements, which it otherwise treats as words and arguments.
package struct Dialect: Sendable {
  /// By statement name, the words that open a block: `residual` for `layer`.
  package var openers: [String: Set<String>] = [:]
  /// The statement that `WORD?` stands for; `nil` means none.
  package var help: String?
  /// The statement that `:q` stands for; `nil` means none.
  package var leave: String?

  package init() {}

  package init(_ signatures: [Signature]) {
    for signature in signatures {
      for opener in signature.forms.compactMap(\.opener) { openers[signature.name, default: []].insert(opener) }
      if signature.traits.contains(.explains) { help = help ?? signature.name }
      if signature.traits.contains(.leaves) { leave = leave ?? signature.name }
    }
  }

  func opens(_ name: String, _ word: String) -> Bool { openers[name]?.contains(word) ?? false }
}
