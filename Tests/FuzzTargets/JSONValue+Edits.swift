import NeuralNetwork

/// JSON edited by its structure: what comes out is JSON again, and says something else.
extension JSONValue {
  package var text: String {
    switch self {
    case .object(let members):
      "{" + members.map { JSONValue.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .string(let text): JSONValue.quoted(text)
    case .number(let digits): digits
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    }
  }

  /// Numbers on either side of what may be meant.
  static let numbers = [
    "0", "1", "2", "3", "4", "5", "7", "-1", "0.5", "1e-300", "1e39", "1e308", "1e999", "2147483647", "2147483648",
    "9007199254740992", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551616",
  ]

  private static func anything(_ random: inout RandomStream) -> JSONValue {
    let values: [JSONValue] = [
      .null, .boolean(true), .string(""), .string("a"), .array([]), .object([]), .number("1"), .array([.number("1")]),
    ]
    return values[random.integer(below: values.count)]
  }

  /// Changes one place, chosen anywhere in the tree.
  mutating func edit(_ random: inout RandomStream, words: [String]) {
    switch self {
    case .object(var members) where !members.isEmpty && random.integer(below: 8) > 0:
      let place = random.integer(below: members.count)
      switch random.integer(below: 10) {
      case 0: members.remove(at: place)
      case 1: members[place].key = random.integer(below: 2) == 0 ? members[place].key + "x" : "name"
      default: members[place].value.edit(&random, words: words)
      }
      self = .object(members)
    case .array(var items) where !items.isEmpty && random.integer(below: 8) > 0:
      let place = random.integer(below: items.count)
      switch random.integer(below: 10) {
      case 0: items.remove(at: place)
      case 1: items.insert(items[place], at: random.integer(below: items.count))
      case 2: items.swapAt(place, random.integer(below: items.count))
      case 3: items += items
      default: items[place].edit(&random, words: words)
      }
      self = .array(items)
    case .number where random.integer(below: 12) > 0:
      self = .number(Self.numbers[random.integer(below: Self.numbers.count)])
    case .string(let text) where random.integer(below: 12) > 0: self = .string(Self.edited(text, &random, words))
    default: self = Self.anything(&random)
    }
  }

  /// A text with one of its words replaced: statements stay statements.
  static func edited(_ text: String, _ random: inout RandomStream, _ words: [String]) -> String {
    var parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let word = random.integer(below: 2) == 0 ? numbers[random.integer(below: numbers.count)] : ""
    let place = random.integer(below: parts.count)
    switch random.integer(below: 5) {
    case 0: parts.remove(at: place)
    case 1: parts.insert(words[random.integer(below: words.count)], at: place)
    default: parts[place] = word.isEmpty ? words[random.integer(below: words.count)] : word
    }
    return parts.joined(separator: " ")
  }
}
