import NNScript
import NNText
import NeuralNetwork

/// What `show data`, `show row I`, `show settings` and `show variables` print.
extension Session {
  /// A row a column of the data: its kind, range and mean, of images one for all pixels; then the target, and the parts.
  func dataTable(at range: SourceRange) throws(Stop) -> Table {
    guard let dataset = state.workspace.dataset else { throw .failed(.missingData(at: range)) }
    var table = Table(["column", "kind", "min", "max", "mean"])
    if dataset.shape.isVector {
      let kinds = dataset.columns?.inputs.flatMap { column in
        Array(repeating: column.isWords ? "word input" : "input", count: column.width)
      }
      for (column, name) in dataset.featureNames.enumerated() {
        let values = (0..<dataset.rows).map { Double(dataset.numbers[$0 * dataset.shape.count + column]) }
        table.append([.text(name), .text(kinds?[column] ?? "input")] + Self.spread(values))
      }
    } else {
      let spread = dataset.numbers.spread
      table.append([
        "pixels", .text("images \(dataset.shape)"), .number(spread.low), .number(spread.high), .number(spread.mean),
      ])
    }
    switch dataset.targets {
    case .classes(let names, let indices):
      for (index, name) in names.enumerated() {
        let count = indices.count { $0 == index }
        let share = NumberFormat.significant(100 * Double(count) / Double(max(1, indices.count)), digits: 3)
        table.append([
          .text("class \(name)"),
          .text(Wording(en: "\(count) rows, \(share) %", ko: "\(count)행, \(share) %")[tableLanguage]), .none, .none,
          .none,
        ])
      }
    case .numbers(let names, let values):
      for (column, name) in names.enumerated() {
        let own = stride(from: column, to: values.count, by: names.count).map { Double(values[$0]) }
        table.append([.text(name), "target"] + Self.spread(own))
      }
    }
    let split = state.workspace.split ?? Split(all: dataset.rows, test: dataset.testRows)
    let parts = [("train", split.train), ("validation", split.validation), ("test", split.test)]
    for (name, rows) in parts where !rows.isEmpty && rows.count < dataset.rows {
      table.append([
        .text("\(name) part"), .text(Wording(en: "\(rows.count) rows", ko: "\(rows.count)행")[tableLanguage]), .none,
        .none, .none,
      ])
    }
    return table
  }

  /// The name of the data and how many rows each part has.
  func dataLine(at range: SourceRange) throws(Stop) -> Wording {
    guard let dataset = state.workspace.dataset else { throw .failed(.missingData(at: range)) }
    let split = state.workspace.split ?? Split(all: dataset.rows)
    let parts = [("train", split.train), ("validation", split.validation), ("test", split.test)]
    let shown = parts.filter { !$0.1.isEmpty }.map { "\($0.0) \(CountText.number($0.1.count))" }
    let list = shown.count > 1 ? " (\(shown.joined(separator: ", ")))" : ""
    return Wording(
      en: "data \(dataset.name): \(CountText.number(dataset.rows)) rows\(list)",
      ko: "데이터 \(dataset.name): \(CountText.number(dataset.rows))행\(list)")
  }

  /// A word on classes that are far from equally frequent; `nil` where they are not.
  var imbalanceLine: Wording? {
    guard case .classes(let names, let indices)? = state.workspace.dataset?.targets, names.count > 1, !indices.isEmpty
    else {
      return nil
    }
    var counts = Array(repeating: 0, count: names.count)
    for index in indices { counts[index] += 1 }
    guard let largest = counts.indices.max(by: { counts[$0] < counts[$1] }), let smallest = counts.min(),
      counts[largest] >= Self.imbalance * max(1, smallest)
    else { return nil }
    let share = NumberFormat.significant(100 * Double(counts[largest]) / Double(indices.count), digits: 3)
    return Wording(
      en: """
        the classes are unbalanced: always saying '\(names[largest])' is right for \(share) % of the rows; \
        look at f1 beside accuracy, and split stratified
        """,
      ko: """
        클래스의 수가 고르지 않습니다. 늘 '\(names[largest])'라고만 답해도 \(share) %의 행에서 맞습니다. \
        정확도와 함께 f1을 보고, 나눌 때 stratified를 쓰세요
        """)
  }

  /// So many times the rows of the smallest class.
  private static let imbalance = 3

  private static func spread(_ values: [Double]) -> [Table.Cell] {
    [
      .number(values.min() ?? .nan), .number(values.max() ?? .nan),
      .number(values.reduce(0, +) / Double(max(1, values.count))),
    ]
  }

  func rowTable(_ row: Int, at range: SourceRange) throws(Stop) -> Table {
    guard let dataset = state.workspace.dataset else { throw .failed(.missingData(at: range)) }
    guard row <= dataset.rows else {
      throw .failed(
        Diagnostic(
          .noSuchRow,
          Wording(
            en: "there is no row \(row): the data have \(dataset.rows)",
            ko: "\(row)행이 없습니다. 데이터는 \(dataset.rows)행입니다"), at: range))
    }
    var table = Table(["column", "value"])
    if let width = dataset.shape.imageWidth, !output.mode.isForPrograms {
      for (number, line) in dataset.input(row - 1).shades(width: width).enumerated() {
        table.append([.text("row \(number + 1)"), .text(line)])
      }
    } else {
      for (name, value) in zip(dataset.featureNames, dataset.input(row - 1)) {
        table.append([.text(name), .number(Double(value))])
      }
    }
    switch dataset.targets {
    case .classes(let names, let indices): table.append(["class", .text(names[indices[row - 1]])])
    case .numbers(let names, let values):
      for (column, name) in names.enumerated() {
        table.append([.text(name), .number(Double(values[(row - 1) * names.count + column]))])
      }
    }
    return table
  }

  func settingsTable() -> Table {
    let language = tableLanguage
    let standard = Wording(en: "(default)", ko: "(기본값)")
    return Table(
      ["setting", "given"],
      rows: state.workspace.description.settingLines.map {
        [.text($0.shown[language]), .text($0.isGiven ? "yes" : standard[language])]
      })
  }

  func variableTable() -> Table {
    let variables = evaluator.variables
    return Table(
      ["variable", "kind", Table.Column("value", alignment: .left)],
      rows: variables.names.compactMap { name in
        variables[name].map { [.text("$\(name)"), .text($0.kind), $0.cell] }
      })
  }
}

extension Shape {
  /// Columns of an image of one channel; `nil` for all else.
  fileprivate var imageWidth: Int? { dimensions.count == 3 && dimensions[2] == 1 ? dimensions[1] : nil }
}

extension ArraySlice<Float> {
  /// An image as lines of text, the larger a number the darker its character; two for a pixel, which is about square.
  fileprivate func shades(width: Int) -> [String] {
    let ramp: [Character] = [".", ":", "-", "=", "+", "*", "#", "%", "@"]
    let highest = Swift.max(self.max() ?? 0, .leastNormalMagnitude)
    return stride(from: startIndex, to: endIndex, by: width).map { start in
      var line = ""
      for number in self[start..<Swift.min(start + width, endIndex)] {
        let share = Swift.max(0, number) / highest
        let level = share.isFinite ? Int((share * Float(ramp.count)).rounded(.up)) : 0
        let character = level == 0 ? " " : ramp[Swift.min(level, ramp.count) - 1]
        line.append(character)
        line.append(character)
      }
      return line
    }
  }
}

extension DiagnosticCode {
  static let noSuchRow = DiagnosticCode(
    "E0505", Wording(en: "no such row", ko: "없는 행"),
    Wording(en: "Rows count from 1, in the order of the data.", ko: "행은 데이터의 차례대로 1부터 셉니다."))
}

extension Value {
  /// A number stays one: programs read all of its digits.
  fileprivate var cell: Table.Cell {
    switch self {
    case .number(let number): .number(number)
    case .boolean(let value): .boolean(value)
    case .text, .list: .text(display)
    }
  }
}
