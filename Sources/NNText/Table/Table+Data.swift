/// The formats for programs: the same with and without a terminal, numbers read back as themselves.
extension Table {
  func csv() -> String {
    var lines = [keys().map { CSVText.field($0) }.joined(separator: ",")]
    lines += rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text): CSVText.field(text)
        case .number(let number): NumberFormat.exact(number)
        case .boolean(let value): value ? "true" : "false"
        case .none: ""
        }
      }.joined(separator: ",")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  func json() -> String {
    let objects = objects()
    return objects.isEmpty ? "[]\n" : "[\n  " + objects.joined(separator: ",\n  ") + "\n]\n"
  }

  func objects() -> [String] {
    let keys = keys()
    return rows.map { row in
      JSONText.object(
        zip(keys, row).map { key, cell in
          switch cell {
          case .text(let text): (key, JSONText.quoted(text))
          case .number(let number): (key, JSONText.number(number))
          case .boolean(let value): (key, value ? "true" : "false")
          case .none: (key, "null")
          }
        })
    }
  }

  /// The titles; a repeated one gets a number: an object has each key once, and whoever reads a table asks by name.
  private func keys() -> [String] {
    var used: Set<String> = []
    return columns.map { column in
      var key = column.title
      var count = 1
      while !used.insert(key).inserted {
        count += 1
        key = "\(column.title)_\(count)"
      }
      return key
    }
  }
}
