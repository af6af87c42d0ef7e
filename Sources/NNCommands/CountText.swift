import NNText

/// Counts and sizes as messages write them.
enum CountText {
  /// Thousands grouped: `1,234,567`.
  static func number(_ count: Int) -> String {
    let digits = String(count)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) && text != "-" { text += "," }
      text.append(digit)
    }
    return text
  }

  static func rows(_ count: Int) -> String { "\(number(count)) row\(count == 1 ? "" : "s")" }

  static func units(_ count: Int) -> String { "\(number(count)) unit\(count == 1 ? "" : "s")" }

  static func cases(_ count: Int) -> String { "\(number(count)) case\(count == 1 ? "" : "s")" }

  /// Binary multiples, three significant digits: `12 KiB`, `3.73 GiB`.
  static func bytes(_ bytes: Int) -> String {
    if bytes == .max { return "more memory than any machine has" }
    let names = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(bytes)
    var index = 0
    while value >= 1024 && index < names.count - 1 {
      value /= 1024
      index += 1
    }
    return "\(NumberFormat.significant(value, digits: 3)) \(names[index])"
  }
}
