import NNText
import NeuralNetwork

/// Columns and cells of what a model gives beside what it should, and of runs.
extension Table {
  static func hypothesisColumns(_ units: Int, _ classes: [String]?) -> [Table.Column] {
    if units == 1 { return ["hypothesis"] }
    let names = classes ?? (1...units).map(String.init)
    return (0..<units).map { Table.Column("hypothesis \(names.indices.contains($0) ? names[$0] : String($0 + 1))") }
  }

  static func targetColumns(_ targets: Dataset.Targets) -> [Table.Column] {
    if case .numbers(let names, _) = targets, names.count > 1 { return names.map { Table.Column("target \($0)") } }
    return ["target"]
  }

  static func targetCells(_ targets: Dataset.Targets, row: Int) -> [Table.Cell] {
    switch targets {
    case .classes(_, let indices): [.className(indices[row], of: targets.classNames)]
    case .numbers(let names, let values):
      names.indices.map { .number(Double(values[row * names.count + $0])) }
    }
  }

  /// Steps, loss and what else the runs have; NaN runs are marked.
  ///
  /// - Parameter hasIntervals: an accuracy on rows that were not trained on is shown with the interval of its share.
  static func of(_ runs: [Run], hasIntervals: Bool = false) -> Table {
    let parts = ["train", "validation", "test"].filter { part in runs.contains { $0.figures[part] != nil } }
    let shown = parts.flatMap { part in
      ["loss", "accuracy", "r2"].filter { name in runs.contains { $0.figure(name, of: part) != nil } }.map {
        (part, $0)
      }
    }
    func isSample(_ part: String, _ figure: String) -> Bool { hasIntervals && part != "train" && figure == "accuracy" }
    var columns: [Table.Column] = ["run", "model", "steps"]
    for (part, figure) in shown {
      columns.append(Table.Column(part == "train" ? figure : "\(part).\(figure)"))
      if isSample(part, figure) {
        columns += ["low", "high"].map { Table.Column("\(part).\($0)", numbers: .significant(4)) }
      }
    }
    var table = Table(columns + ["nan"])
    for run in runs {
      var cells: [Table.Cell] = [.text(run.name), .text(run.model), .number(Double(run.step))]
      for (part, figure) in shown {
        let value = run.figure(figure, of: part)
        cells.append(value.map { .number($0) } ?? .none)
        guard isSample(part, figure) else { continue }
        let interval = value.flatMap { run.interval(ofAccuracy: $0, on: part) }
        cells += [interval.map { .number($0.low) } ?? .none, interval.map { .number($0.high) } ?? .none]
      }
      table.append(cells + [.boolean(run.isNaN)])
    }
    return table
  }
}

extension Run {
  fileprivate func interval(ofAccuracy accuracy: Double, on part: String) -> WilsonInterval? {
    rows[part].map { WilsonInterval(successes: Int((accuracy * Double($0)).rounded()), trials: $0) }
  }
}

extension Table.Cell {
  /// A class by its name; a name that is a number is a number for programs too.
  static func className(_ index: Int, of names: [String]?) -> Table.Cell {
    guard let names, names.indices.contains(index) else { return .number(Double(index)) }
    return Int(names[index]).map { .number(Double($0)) } ?? .text(names[index])
  }
}
