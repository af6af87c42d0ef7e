/// Data whose test part is a file of its own.
extension Dataset {
  /// These rows, and behind them those of other data as their test part: columns, words and classes are found by name, as
  /// those of a model that learned from these rows.
  ///
  /// - Parameter test: has rows of the same shape, or at least the columns that these have.
  /// - Throws: what the test rows lack, or hold and these do not.
  public func adding(test: Dataset) throws(BindingError) -> Dataset {
    let binding = DataBinding(self)
    let mapping = try binding.mapping(from: test.columns, width: test.shape.count, test.targets)
    let rows = test.mapped(mapping, to: binding)
    guard rows.shape == shape else { throw .otherShape(shape, found: rows.shape) }
    let count = self.rows
    var both = self
    both.numbers = numbers.followed(by: rows.numbers)
    both.gaps += test.mapped(mapping, to: binding).gaps.map { $0 + numbers.count }
    switch (targets, rows.targets) {
    case (.classes(let names, let own), .classes(_, let others)):
      both.targets = .classes(names: names, indices: own + others)
    case (.numbers(let names, let own), .numbers(let others, let values)):
      guard names.count == others.count else { throw .missingTarget(names.last ?? "", found: others) }
      both.targets = .numbers(names: names, values: own + values)
    case (.classes(let names, _), .numbers(let others, _)):
      throw .numbersForClasses(others.first ?? "", learned: names)
    case (.numbers(let names, _), .classes): throw .classesForNumbers(names.first ?? "")
    }
    both.testRows = count..<count + rows.rows
    if let dropped = test.columns?.dropped { both.columns?.dropped += dropped }
    if let filled = test.columns?.filled { both.columns?.filled += filled }
    return both
  }
}
