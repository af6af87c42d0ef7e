/// Makes untrusted text safe to show. Text from a file, such as a column's name, must neither control the terminal nor
/// reorder the text around it: control characters (including C1 and DEL), directional marks and overrides, and line and
/// paragraph separators are shown as escapes such as `\u{1b}`.
///
/// nnsh's own colors pass because they are sealed: see ``Style``.
public enum VisibleText {
  /// Makes multi-line text safe: line ends and tabs stay.
  package static func of(_ text: String) -> String { needsWork(text) ? shown(text, unseals: false) : text }

  /// Like ``of(_:)``, and replaces the seals of nnsh's colors with real escape sequences, right before output.
  package static func leaving(_ text: String) -> String { needsWork(text) ? shown(text, unseals: true) : text }

  /// Makes a name or a value within a sentence safe: line ends and tabs are escaped, too.
  public static func line(_ text: String) -> String {
    guard needsWork(text) || text.utf8.contains(where: { $0 == 0x0a || $0 == 0x09 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: append(scalar, to: &result)
      }
    }
  }

  /// Whether a character is shown as an escape.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x61c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    if isHidden(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }

  /// A fast scan: most text needs no escaping.
  private static func needsWork(_ text: String) -> Bool {
    var before: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != 0x0a && byte != 0x09 || byte == 0x7f { return true }
      // The first bytes of C1, of U+061C and of U+2000 to U+206F.
      if before == 0xc2 && byte < 0xa0 || before == 0xd8 && byte == 0x9c || before == 0xe2 && byte <= 0x81 {
        return true
      }
      before = byte
    }
    return false
  }

  private static func shown(_ text: String, unseals: Bool) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "\u{1B}", rest.starts(with: Style.seal.unicodeScalars) {
        if unseals { result += "\u{1B}" } else { result += Style.seal }
        rest = rest.dropFirst(Style.seal.unicodeScalars.count)
        continue
      }
      rest = rest.dropFirst()
      if scalar == "\n" || scalar == "\t" {
        result.unicodeScalars.append(scalar)
      } else {
        append(scalar, to: &result)
      }
    }
    return result
  }
}

/// Colors for terminal text. When off, text passes through unchanged.
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
  /// Whether its sequences carry the seal by which ``VisibleText/leaving(_:)`` distinguishes them from sequences that
  /// come from a file. Required for all text that passes through a console.
  package var isSealed: Bool

  package init(isOn: Bool, isSealed: Bool = false) {
    self.isOn = isOn
    self.isSealed = isSealed
  }

  /// The start of a sealed sequence, in place of the escape character. Random for each process, so that no file can
  /// contain it.
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
