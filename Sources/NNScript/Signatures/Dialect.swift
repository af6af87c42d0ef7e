/// What the parser must know of the statements, which it otherwise takes as words and arguments.
package struct Dialect: Sendable {
  /// By a statement's name the words that open a block of it: `residual` of `layer`.
  package var openers: [String: Set<String>] = [:]
  /// What `WORD?` stands for; nil: nothing.
  package var help: String?
  /// What the mark for leaving stands for; nil: nothing.
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
