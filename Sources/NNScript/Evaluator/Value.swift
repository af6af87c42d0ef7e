import NNText

/// What an expression yields. Words and strings are one kind.
package enum Value: Sendable, Equatable {
  case number(Double)
  case boolean(Bool)
  case text(String)
  case list([Value])

  /// The kind's name in messages.
  package var kind: String {
    switch self {
    case .number: "number"
    case .boolean: "boolean"
    case .text: "text"
    case .list: "list"
    }
  }

  var kindCalled: Wording {
    switch self {
    case .number: Phrase.number
    case .boolean: Phrase.boolean
    case .text: Phrase.text
    case .list: Phrase.list
    }
  }
}
