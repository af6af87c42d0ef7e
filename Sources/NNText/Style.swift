/// Colours for terminal text, as a value: on, or everything passes through unchanged.
package struct Style: Sendable, Equatable {
  package enum Attribute: String, Sendable, CaseIterable {
    case bold = "1"
    case dim = "2"
    case underline = "4"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  package var isOn: Bool
  /// Whether its sequences bear the seal by which ``VisibleText/leaving(_:)`` knows them from those that somebody
  /// wrote into a file. For all text that goes through a console.
  package var isSealed: Bool

  package init(isOn: Bool, isSealed: Bool = false) {
    self.isOn = isOn
    self.isSealed = isSealed
  }

  /// What begins a sealed sequence instead of the escape character. Nobody can have written it down before.
  static let seal = "\u{1B}{" + String(UInt64.random(in: .min ... .max), radix: 16) + "}"

  package static let plain = Style(isOn: false)
  package static let ansi = Style(isOn: true)

  /// The text between the attributes' escape sequence and the reset; empty text stays empty.
  package func apply(_ attributes: Attribute..., to text: String) -> String {
    guard isOn, !text.isEmpty, !attributes.isEmpty else { return text }
    let escape = isSealed ? Self.seal : "\u{1B}"
    return escape + "[" + attributes.map(\.rawValue).joined(separator: ";") + "m" + text + escape + "[0m"
  }
}
