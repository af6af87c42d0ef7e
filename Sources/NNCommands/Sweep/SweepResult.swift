import NNScript
import NNText
import NeuralNetwork

/// What a sweep left: a row a case.
struct SweepResult: Sendable {
  var name: String
  /// The names of the axes, in order.
  var axes: [String]
  /// How many cases there were to run; more than rows if the sweep was interrupted.
  var caseCount: Int
  var rows: [SweepRow] = []
}

/// What came of a case.
struct SweepRow: Sendable {
  /// The axes' values, in order.
  var values: [Value]
  /// On the training part, at the case's end; `nil` where there is none, as in a case that ended with an error.
  var loss: Double?
  /// `nil` where targets are numbers, too.
  var accuracy: Double?
  var isNaN = false
  /// What `measure` named, in its order.
  var measured: [(name: String, value: Value)] = []
  /// What ended the case, or what it could not do.
  var error: Diagnostic?

  /// Every row of the training part told right. A net that computes NaN tells nothing, whatever its accuracy reads.
  var isSolved: Bool { accuracy == 1 && !isNaN }
  /// Something went wrong that is not the training itself.
  var isFailed: Bool { error.map { $0.code != .diverged } ?? false }
}

extension SweepResult {
  /// What `measure` named in some case, in the order of the cases.
  private var measuredNames: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for row in rows {
      for measured in row.measured where seen.insert(measured.name).inserted { names.append(measured.name) }
    }
    return names
  }

  /// An axis may be called `loss`: then the figure is `train.loss`.
  private func title(_ figure: String) -> String { axes.contains(figure) ? "train.\(figure)" : figure }

  /// A row a case. Columns that no case has are left out.
  func caseTable(in language: Language) -> Table {
    let names = measuredNames
    let hasLoss = rows.contains { $0.loss != nil || $0.isNaN }
    let hasAccuracy = rows.contains { $0.accuracy != nil }
    let hasErrors = rows.contains { $0.error != nil }
    var columns = axes.map { Table.Column($0) }
    if hasLoss { columns.append(Table.Column(title("loss"))) }
    if hasAccuracy { columns.append(Table.Column(title("accuracy"))) }
    if hasLoss { columns.append(Table.Column(title("nan"))) }
    columns += names.map { Table.Column($0) }
    if hasErrors { columns.append("error") }
    var table = Table(columns)
    for row in rows {
      var cells = row.values.map(Table.Cell.init)
      if hasLoss { cells.append(row.loss.map { .number($0) } ?? .none) }
      if hasAccuracy { cells.append(row.accuracy.map { .number($0) } ?? .none) }
      if hasLoss { cells.append(row.loss == nil && !row.isNaN ? .none : .boolean(row.isNaN)) }
      for name in names {
        cells.append(row.measured.first { $0.name == name }.map { Table.Cell($0.value) } ?? .none)
      }
      if hasErrors { cells.append(row.error.map { .text("\($0.code.id): \($0.message[language])") } ?? .none) }
      table.append(cells)
    }
    return table
  }

  /// A row a value of the axis.
  func table(by axis: Int) -> Table {
    Self.table(SweepGroup.groups(of: self, by: axis), headed: axes[axis], measured: measuredNames)
  }

  /// A row a sweep.
  static func table(of sweeps: [SweepResult]) -> Table {
    var names: [String] = []
    for sweep in sweeps { names += sweep.measuredNames.filter { !names.contains($0) } }
    return table(sweeps.map { SweepGroup(value: .text($0.name), rows: $0.rows) }, headed: "sweep", measured: names)
  }

  private static func table(_ groups: [SweepGroup], headed: String, measured names: [String]) -> Table {
    let all = groups.flatMap(\.rows)
    let hasClasses = all.contains { $0.accuracy != nil }
    let hasErrors = all.contains(where: \.isFailed)
    var columns: [Table.Column] = [Table.Column(headed), "runs"]
    if hasClasses {
      columns.append("solved")
      columns += ["share", "low", "high"].map { Table.Column($0, numbers: .fixed(3)) }
    }
    columns.append("nan")
    if hasErrors { columns.append("errors") }
    columns.append("median loss")
    let kinds = names.map { name in all.lazy.compactMap { $0[name] }.first }
    columns += zip(names, kinds).map { name, first in
      if case .number? = first { Table.Column("median \(name)") } else { Table.Column(name) }
    }
    var table = Table(columns)
    for group in groups {
      var cells: [Table.Cell] = [Table.Cell(group.value), .count(group.rows.count)]
      if hasClasses {
        let solved = group.solved
        cells += [.count(group.solvedCount), .number(solved.share), .number(solved.low), .number(solved.high)]
      }
      cells.append(.count(group.rows.count(where: \.isNaN)))
      if hasErrors { cells.append(.count(group.rows.count(where: \.isFailed))) }
      cells.append(.median(group.rows.compactMap(\.loss)))
      for name in names { cells.append(.summary(of: group.rows.compactMap { $0[name] })) }
      table.append(cells)
    }
    return table
  }
}

extension SweepRow {
  fileprivate subscript(name: String) -> Value? { measured.first { $0.name == name }?.value }
}

extension Table.Cell {
  fileprivate init(_ value: Value) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .boolean(let flag): .boolean(flag)
      case .text(let text): .text(text)
      case .list: .text(value.display)
      }
  }

  fileprivate static func count(_ count: Int) -> Table.Cell { .number(Double(count)) }

  fileprivate static func median(_ numbers: [Double]) -> Table.Cell {
    SweepGroup.median(numbers).map { .number($0) } ?? .none
  }

  /// Numbers by their median, answers by how often they are true; nothing of texts.
  fileprivate static func summary(of values: [Value]) -> Table.Cell {
    switch values.first {
    case .number: median(values.compactMap { if case .number(let number) = $0 { number } else { nil } })
    case .boolean: count(values.count { $0 == .boolean(true) })
    case .text, .list, nil: .none
    }
  }
}
