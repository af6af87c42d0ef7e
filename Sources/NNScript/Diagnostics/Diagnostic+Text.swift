import NNText

extension Diagnostic {
  /// The message as shown to the user, without a final newline:
  ///
  ///     f.nn:12:7: error[E0203]: unknown activation 'rellu'
  ///       12 | layer 5 rellu
  ///          |         ^^^^^
  ///       help: did you mean 'relu'?
  package func text(in sources: SourceMap, style: Style = .plain, language: Language = .english) -> String {
    let color: Style.Attribute = severity == .error ? .red : .yellow
    let kind =
      style.apply(.bold, color, to: "\(severity.called[language])[\(code.id)]")
      + style.apply(.bold, to: ": \(message[language])")
    var lines: [String]
    if let range {
      let place = VisibleText.line(sources.place(of: range))
      lines = [(place.isEmpty ? "" : style.apply(.bold, to: place + ": ")) + kind]
      let labelLines = labels.compactMap { sources[$0.range.source]?.lineIndex(of: $0.range.lower) }
      let gutter = String(((labelLines + [sources[range.source]?.lineIndex(of: range.lower) ?? 0]).max() ?? 0) + 1)
        .count
      lines += Excerpt(range, in: sources)?.lines(gutter: gutter, mark: "^", color: color, style: style) ?? []
      for label in labels {
        if label.range.source != range.source {
          lines.append("  " + VisibleText.line(sources.place(of: label.range)) + ":")
        }
        let excerpt = Excerpt(label.range, in: sources)
        lines += excerpt?.lines(gutter: gutter, mark: "-", note: label.text[language], color: .cyan, style: style) ?? []
      }
    } else {
      lines = [kind]
    }
    if let help {
      // Indent further lines to align with the first.
      let indent = String(repeating: " ", count: DisplayWidth.of(Self.helpLabel[language]) + 3)
      let words = help[language].split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n" + indent)
      lines.append("  " + style.apply(.bold, .green, to: Self.helpLabel[language]) + " " + words)
    }
    if let range {
      for include in sources.includeChain(of: range) {
        lines.append("  " + Self.included[language] + " " + VisibleText.line(sources.place(of: include)))
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Diagnostic {
  private static let helpLabel = Wording(en: "help:", ko: "도움말:")
  private static let included = Wording(en: "included at", ko: "include 한 곳:")
}

extension Diagnostic.Severity {
  fileprivate var called: Wording {
    switch self {
    case .error: Wording(en: "error", ko: "오류")
    case .warning: Wording(en: "warning", ko: "경고")
    }
  }
}

/// A source line with marks under part of it.
private struct Excerpt {
  /// `nil` for an entry of a single line.
  var number: Int?
  var shown: String
  var indent: Int
  var width: Int

  /// Longer lines are cut around the marked part.
  private static let widthLimit = 160
  private static let tabWidth = 4

  init?(_ range: SourceRange, in sources: SourceMap) {
    guard let source = sources[range.source] else { return nil }
    let line = source.lineIndex(of: range.lower)
    let bytes = source.lineBytes(line)
    let lower = min(max(Int(range.lower), bytes.lowerBound), bytes.upperBound)
    let upper = min(max(Int(range.upper), lower), bytes.upperBound)
    // Examine only part of the line, which may be megabytes long.
    let start = max(bytes.lowerBound, lower - 4 * Excerpt.widthLimit)
    let end = min(bytes.upperBound, upper + 4 * Excerpt.widthLimit, lower + 8 * Excerpt.widthLimit)

    var before = Excerpt.cells(source.bytes[start..<lower], from: 0)
    let marked = Excerpt.cells(source.bytes[lower..<max(lower, min(upper, end))], from: before.width)
    var after = Excerpt.cells(source.bytes[max(lower, min(upper, end))..<end], from: before.width + marked.width)
    if before.width > Excerpt.widthLimit / 2 || start > bytes.lowerBound {
      before = before.suffix(Excerpt.widthLimit / 2)
      before.text = "…" + before.text
      before.width += 1
    }
    let room = max(0, Excerpt.widthLimit - before.width - marked.width)
    if after.width > room || end < bytes.upperBound {
      after = after.prefix(room)
      after.text += "…"
    }
    number = source.isOneLineTyped ? nil : line + 1
    shown = before.text + marked.text + after.text
    indent = before.width
    width = max(1, marked.width)
  }

  func lines(gutter: Int, mark: Character, note: String = "", color: Style.Attribute, style: Style) -> [String] {
    var marks = style.apply(.bold, color, to: String(repeating: mark, count: width))
    if !note.isEmpty { marks += " " + style.apply(color, to: note) }
    guard let number else { return ["  " + shown, "  " + String(repeating: " ", count: indent) + marks] }
    let margin = String(repeating: " ", count: gutter)
    let label = DisplayWidth.pad(String(number), to: gutter, .right)
    return [
      "  " + style.apply(.dim, to: label + " | ") + shown,
      "  " + style.apply(.dim, to: margin + " | ") + String(repeating: " ", count: indent) + marks,
    ]
  }

  /// Text to show and its width in columns: tabs become spaces, control characters their Unicode control pictures.
  private struct Cells {
    var text = ""
    var width = 0
    var characters: [(text: String, width: Int)] = []

    func suffix(_ limit: Int) -> Cells { taking(characters.reversed(), limit).reversed() }
    func prefix(_ limit: Int) -> Cells { taking(characters, limit) }

    private func taking(_ source: [(text: String, width: Int)], _ limit: Int) -> Cells {
      var result = Cells()
      for cell in source {
        guard result.width + cell.width <= limit else { break }
        result.add(cell.text, cell.width)
      }
      return result
    }

    private func reversed() -> Cells {
      var result = Cells()
      for cell in characters.reversed() { result.add(cell.text, cell.width) }
      return result
    }

    mutating func add(_ text: String, _ width: Int) {
      self.text += text
      self.width += width
      characters.append((text, width))
    }
  }

  private static func cells(_ bytes: ArraySlice<UInt8>, from column: Int) -> Cells {
    var cells = Cells()
    for character in String(decoding: bytes, as: UTF8.self) {
      let first = character.unicodeScalars.first ?? " "
      let scalar = first.value
      if character == "\t" {
        let width = tabWidth - (column + cells.width) % tabWidth
        cells.add(String(repeating: " ", count: width), width)
      } else if scalar < 0x20 {
        cells.add(String(Unicode.Scalar(0x2400 + scalar) ?? "?"), 1)
      } else if VisibleText.isHidden(first) {
        cells.add("\u{FFFD}", 1)
      } else {
        cells.add(String(character), DisplayWidth.of(character))
      }
    }
    return cells
  }
}

extension Source {
  /// Whether the source is an entry of one line at the prompt.
  fileprivate var isOneLineTyped: Bool { name == Source.promptName && lineStarts.count == 1 }
}
