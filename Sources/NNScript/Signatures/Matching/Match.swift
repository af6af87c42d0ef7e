/// A command fitted to a form of its signature: which argument stands for what.
package struct Match: Sendable {
  /// An argument and the place it fills.
  package struct Bound: Sendable {
    /// The slot's key, or the word's.
    package var key: String
    package var argument: Argument
    /// Index of the argument in its command.
    package var index: Int
    /// Nil for a literal option word.
    package var slot: Slot?
    /// In a repeated slot a list stands for its items.
    package var isRepeated: Bool
  }

  package let command: Command
  let compiled: CompiledSignature
  let formIndex: Int
  let marks: [Mark]

  package var signature: Signature { compiled.signature }
  package var form: Form { compiled.signature.forms[formIndex] }

  /// In the order of the arguments.
  package var bindings: [Bound] {
    let places = compiled.forms[formIndex].places
    return marks.map { mark in
      let place = places[Int(mark.place)]
      return Bound(
        key: place.key, argument: command.arguments[Int(mark.argument)], index: Int(mark.argument), slot: place.slot,
        isRepeated: place.isRepeated)
    }
  }
}

/// Argument number `argument` fills place number `place` of the form.
struct Mark: Sendable {
  var place: Int32
  var argument: Int32
}
