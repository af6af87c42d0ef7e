import NNText

/// What the numbers in usage lines are: `N` the number of units, `alpha A` of leaky_relu the slope below zero.
struct NumberLegend {
  private struct Number {
    /// How the usage line writes it.
    var shown: String
    /// The option word in front of it.
    var word: String?
    var meaning: Wording
    /// The words of a vocabulary that take it; none for a number of the statement itself.
    var choices: [String]
  }

  private var numbers: [Number] = []
  private var hasUnit = false

  init(_ forms: [[Pattern]]) {
    for form in forms { collect(form, choice: nil) }
  }

  var entries: [HelpPage.Entry] {
    let labels = numbers.map { number in
      let isAmbiguous = numbers.contains { $0.shown == number.shown && $0.meaning != number.meaning }
      guard let word = number.word, isAmbiguous || !number.choices.isEmpty else { return number.shown }
      return "\(word) \(number.shown)"
    }
    var entries = zip(numbers, labels).map { number, label in
      // `alpha` is one thing for elu and another for leaky_relu.
      let isShared = labels.filter { $0 == label }.count > 1 && !number.choices.isEmpty
      let owners = isShared ? " (\(number.choices.joined(separator: ", ")))" : ""
      return HelpPage.Entry(word: label + owners, parameters: "", summary: number.meaning)
    }
    if hasUnit {
      entries.append(
        HelpPage.Entry(
          word: "UNIT", parameters: "", summary: Wording(en: "steps or epochs", ko: "steps(스텝) 또는 epochs(에포크)")))
    }
    return entries
  }

  private mutating func collect(_ patterns: [Pattern], choice: String?) {
    var word: String?
    for pattern in patterns {
      switch pattern {
      case .word(let text, _):
        word = text
        continue
      case .slot(let slot), .repeated(let slot, _): collect(slot, after: word, choice: choice)
      case .sequence(let inner), .optional(let inner): collect(inner, choice: choice)
      case .oneOf(let ways), .options(let ways): for way in ways { collect(way, choice: choice) }
      }
      word = nil
    }
  }

  private mutating func collect(_ slot: Slot, after word: String?, choice: String?) {
    switch slot.kind {
    case .unit: hasUnit = true
    case .number(let rule):
      let meaning = Wording(en: "\(rule.called), \(rule.text)", ko: "\(rule.called), \(rule.text)")
      let isSame = { (number: Number) in
        number.shown == slot.shown && number.meaning == meaning && number.choices.isEmpty == (choice == nil)
      }
      guard let index = numbers.firstIndex(where: isSame) else {
        numbers.append(Number(shown: slot.shown, word: word, meaning: meaning, choices: choice.map { [$0] } ?? []))
        return
      }
      if numbers[index].word != word { numbers[index].word = nil }
      if let choice, !numbers[index].choices.contains(choice) { numbers[index].choices.append(choice) }
    case .choice(let vocabulary):
      for entry in vocabulary.entries { collect(entry.parameters, choice: entry.word) }
    case .text, .name, .path, .any, .measure: return
    }
  }
}
