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

  package init(isOn: Bool) { self.isOn = isOn }

  package static let plain = Style(isOn: false)
  package static let ansi = Style(isOn: true)

  /// The text between the attributes' escape sequence and the reset; empty text stays empty.
  package func apply(_ attributes: Attribute..., to text: String) -> String {
    guard isOn, !text.isEmpty, !attributes.isEmpty else { return text }
    return "\u{1B}[" + attributes.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1B}[0m"
  }
}
