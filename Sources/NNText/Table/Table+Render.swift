extension Table {
  /// The whole text, each line with its line feed; `rowLimit` and `style` affect only the formats for people.
  ///
  /// - Parameter rowLimit: the number of rows shown in the format `table`; a last line then states how many rows are
  ///   hidden.
  package func rendered(as format: Format, rowLimit: Int? = nil, style: Style = .plain) -> String {
    switch format {
    case .table: aligned(rowLimit: rowLimit, style: style)
    case .plain: plain()
    case .csv: csv()
    case .json: json()
    case .jsonl: objects().map { $0 + "\n" }.joined()
    case .markdown: markdown()
    }
  }

  /// Columns two spaces apart under an underlined header.
  private func aligned(rowLimit: Int?, style: Style) -> String {
    let shown = rows.prefix(max(0, rowLimit ?? rows.count))
    let texts = shown.map(texts)
    let widths = widths(of: texts)
    let alignments = alignments()
    var lines = [style.apply(.bold, to: line(columns.map { visible($0.title) }, widths, alignments))]
    lines.append(style.apply(.dim, to: widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")))
    lines += texts.map { line($0, widths, alignments) }
    let hidden = rows.count - shown.count
    if hidden > 0 {
      lines.append(style.apply(.dim, to: "… \(hidden) more \(hidden == 1 ? "row" : "rows") (`last` shows all)"))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Aligned columns and nothing else, for grep and awk: a missing value is `-`.
  private func plain() -> String {
    let texts = [columns.map { visible($0.title) }] + rows.map(texts).map { $0.map { $0.isEmpty ? "-" : $0 } }
    let widths = widths(of: texts)
    let alignments = alignments()
    return texts.map { line($0, widths, alignments) + "\n" }.joined()
  }

  private func markdown() -> String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    func escaped(_ text: String) -> String { text.reduce(into: "") { $0 += $1 == "|" ? "\\|" : String($1) } }
    let texts = rows.map(texts).map { $0.map(escaped) }
    let titles = columns.map { escaped(visible($0.title)) }
    let widths = widths(of: [titles] + texts).map { max($0, 3) }
    let alignments = alignments()
    let rule = columns.indices.map { column in
      let dashes = String(repeating: "-", count: widths[column] - 1)
      return switch alignments[column] {
      case .left: dashes + "-"
      case .right: dashes + ":"
      case .center: ":" + dashes.dropLast() + ":"
      }
    }
    func padded(_ cells: [String]) -> [String] {
      cells.indices.map { DisplayWidth.pad(cells[$0], to: widths[$0], alignments[$0]) }
    }
    return row(padded(titles)) + row(rule) + texts.map { row(padded($0)) }.joined()
  }

  private func texts(_ row: [Cell]) -> [String] {
    zip(row, columns).map { cell, column in
      switch cell {
      case .text(let text): visible(text)
      case .number(let number): written(number, column.numbers)
      case .boolean(let value): value ? "true" : "false"
      case .none: ""
      }
    }
  }

  private func written(_ number: Double, _ style: NumberStyle) -> String {
    switch style {
    case .display: NumberFormat.display(number)
    case .significant(let digits): NumberFormat.significant(number, digits: digits)
    case .fixed(let places): NumberFormat.fixed(number, places: places)
    }
  }

  /// Keeps a cell on one line and free of control sequences.
  private func visible(_ text: String) -> String { VisibleText.line(text) }

  private func widths(of texts: [[String]]) -> [Int] {
    columns.indices.map { column in
      texts.reduce(DisplayWidth.of(visible(columns[column].title))) { max($0, DisplayWidth.of($1[column])) }
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ alignments: [Alignment]) -> String {
    var text = cells.indices.map { DisplayWidth.pad(cells[$0], to: widths[$0], alignments[$0]) }
      .joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }

  private func alignments() -> [Alignment] {
    columns.indices.map { columns[$0].alignment ?? (holdsNumbers($0) ? .right : .left) }
  }

  private func holdsNumbers(_ column: Int) -> Bool {
    var hasNumber = false
    for row in rows {
      switch row[column] {
      case .number: hasNumber = true
      case .none: break
      case .text, .boolean: return false
      }
    }
    return hasNumber
  }
}
