import NNText

extension Slot {
  /// What a message says is wanted: "a number of units", "an activation", "a file name in quotes".
  var wanted: String {
    switch kind {
    case .number(let rule): Phrase.article(rule.called)
    case .text: "a text (\(shown))"
    case .name(.column): "a column"
    case .name(.model): "a model's name"
    case .name(.run): "a run's name"
    case .name(.sweep): "a sweep's name"
    case .name(.axis): "an axis of the sweep"
    case .name(.variable): "a variable's name"
    case .name(.command): "a word"
    case .name(.code): "an error's code"
    case .name(.new): "a name"
    case .path(.directory): "a directory in quotes"
    case .path: "a file name in quotes"
    case .choice(let vocabulary): Phrase.article(vocabulary.name)
    case .unit: "'steps' or 'epochs'"
    case .any: "a number or a text"
    case .measure: "a measure"
    }
  }
}

extension Slot {
  /// One line for a list: `K: number of layers`.
  var gist: String {
    switch kind {
    case .number(let rule): "\(shown): \(rule.called)"
    case .choice(let vocabulary): "\(shown): \(vocabulary.name)"
    case .text, .name, .path, .unit, .any, .measure: shown
    }
  }
}

/// Small pieces of English for messages.
enum Phrase {
  static func article(_ noun: String) -> String {
    if noun.hasPrefix("unit") || noun.hasPrefix("one") { return "a " + noun }
    return ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
  }

  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " or " + last
  }

  /// How a message names an argument as it was found.
  static func found(_ argument: Argument) -> String {
    switch argument.kind {
    case .number(let number): "the number \(NumberFormat.display(number))"
    case .string(let text): "the text \(quoted(text))"
    case .interpolated: "a text"
    case .word(let word): "'\(word)'"
    case .variable(let name): "'$\(name)'"
    case .dotted(let parts): "'\(text(parts))'"
    case .parenthesis: "an expression"
    }
  }

  static func found(_ value: Value) -> String {
    switch value {
    case .number(let number): "the number \(NumberFormat.display(number))"
    case .boolean(let flag): "the boolean \(flag)"
    case .text(let text): "the text \(quoted(text))"
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    }
  }

  static func text(_ parts: [NamePart]) -> String {
    parts.map {
      switch $0 {
      case .word(let word): word
      case .variable(let name): "$\(name)"
      }
    }.joined(separator: ".")
  }

  /// In single quotes, cut where nobody reads on.
  static func quoted(_ text: String) -> String {
    let shown = text.prefix(40)
    return shown.endIndex == text.endIndex ? "'\(text)'" : "'\(shown)…'"
  }
}
