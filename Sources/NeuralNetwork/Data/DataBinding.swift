/// What a model learned from, by name: the columns of its inputs, the classes or columns of its targets.
///
/// Other data reach the model through it: their columns in any order and among others, their words in any set, their
/// classes in any order. What the model needs and the data lack is an error that names it. Names that nnsh made (`x1`,
/// `column3`, pixels) bind nothing: such data go by position.
public struct DataBinding: Hashable, Sendable {
  /// The columns of the inputs; `nil` means that they have no names of their own.
  public var columns: TableColumns?
  /// The classes in the order of the outputs; empty for targets that are numbers.
  public var classes: [String]
  /// The columns of number targets in the order of the outputs; empty where they have no names of their own.
  public var targets: [String]

  /// - Parameters:
  ///   - columns: of the inputs; `nil` means that they have no names of their own.
  ///   - classes: in the order of the outputs; empty for number targets.
  ///   - targets: the columns of number targets that have names; else empty.
  public init(columns: TableColumns? = nil, classes: [String] = [], targets: [String] = []) {
    self.columns = columns
    self.classes = classes
    self.targets = targets
  }

  /// What a model that learns from these data learns by name.
  public init(_ data: Dataset) { self.init(columns: data.columns, data.targets) }

  package init(columns: TableColumns?, _ targets: Dataset.Targets) {
    self.columns = columns
    switch targets {
    case .classes(let names, _): (classes, self.targets) = (names, [])
    case .numbers(let names, _): (classes, self.targets) = ([], columns?.areNamed == true ? names : [])
    }
  }

  /// Whether there are names to go by.
  public var isNamed: Bool { columns?.areNamed == true }
}

/// Where what a model needs stands in other data.
package struct DataMapping: Hashable, Sendable {
  /// For each of the model's inputs its place among the data's, `nil` for a word that no row has; `nil` as a whole means
  /// that they are the same.
  package var inputs: [Int?]?
  /// For each class of the data its place among the model's; `nil` means that they are the same.
  package var classes: [Int]?
  /// For each of the model's number targets its place among the data's; `nil` means that they are the same.
  package var targets: [Int]?
  /// Whether the inputs go by position though one side has names.
  package var isByPosition: Bool

  /// Of data that are as the model learned them.
  package init(isByPosition: Bool = false) { self.isByPosition = isByPosition }

  /// Whether the data are as the model learned them.
  package var isIdentity: Bool { inputs == nil && classes == nil && targets == nil }
}

extension DataBinding {
  /// Finds what the model needs.
  ///
  /// - Parameters:
  ///   - found: the columns of the data's inputs; `nil` means that they have no names.
  ///   - width: how many inputs a row of the data has.
  ///   - others: what the data's rows are to give; the values are not looked at.
  package func mapping(
    from found: TableColumns?, width: Int, _ others: Dataset.Targets
  ) throws(BindingError) -> DataMapping {
    var mapping = DataMapping()
    if let columns {
      if columns.areNamed, let found, found.areNamed {
        mapping.inputs = try columns.places(in: found)
      } else {
        mapping.inputs = try columns.placesByPosition(in: found, width: width)
        mapping.isByPosition = columns.areNamed || found?.areNamed == true
      }
    } else {
      mapping.isByPosition = found?.areNamed == true
    }
    try mapTargets(others, areNamed: found?.areNamed == true, &mapping)
    return mapping
  }

  private func mapTargets(
    _ others: Dataset.Targets, areNamed: Bool, _ mapping: inout DataMapping
  ) throws(BindingError) {
    switch others {
    case .classes(let names, _):
      guard !classes.isEmpty else {
        if !targets.isEmpty && areNamed { throw .classesForNumbers(targets[0]) }
        return
      }
      guard names != classes else { return }
      var places: [Int] = []
      for name in names {
        guard let place = classes.firstIndex(of: name) else { throw .newClass(name, learned: classes) }
        places.append(place)
      }
      mapping.classes = places
    case .numbers(let names, _):
      guard !targets.isEmpty, areNamed else {
        if !classes.isEmpty && isNamed && areNamed { throw .numbersForClasses(names.first ?? "", learned: classes) }
        return
      }
      guard names != targets else { return }
      var places: [Int] = []
      for name in targets {
        guard let place = names.firstIndex(of: name) else { throw .missingTarget(name, found: names) }
        places.append(place)
      }
      mapping.targets = places
    }
  }
}

extension TableColumns {
  /// Where each of these inputs stands in rows of other columns, found by name; `nil` where they are the same.
  fileprivate func places(in found: TableColumns) throws(BindingError) -> [Int?]? {
    let starts = found.starts
    var places: [Int?] = []
    for column in inputs {
      guard let index = found.inputs.firstIndex(where: { $0.name == column.name }) else {
        throw .missingColumn(column.name, found: found.inputs.map(\.name))
      }
      places += try column.places(in: found.inputs[index], startingAt: starts[index])
    }
    return places.count == found.width && places.elementsEqual(0..<found.width, by: ==) ? nil : places
  }

  /// The same in the order of the columns; words are still found by word.
  fileprivate func placesByPosition(in found: TableColumns?, width: Int) throws(BindingError) -> [Int?]? {
    guard let found, found.inputs.count == inputs.count, inputs.contains(where: \.isWords) else {
      // Another width is for the check of shapes to refuse.
      if let found, width == self.width, let column = (found.inputs + inputs).first(where: \.isWords) {
        throw .columnCount(column.name, learned: inputs.count, found: found.inputs.count)
      }
      return nil
    }
    let starts = found.starts
    var places: [Int?] = []
    for (index, column) in inputs.enumerated() {
      places += try column.places(in: found.inputs[index], startingAt: starts[index])
    }
    return places.count == found.width && places.elementsEqual(0..<found.width, by: ==) ? nil : places
  }

  /// The first input of each column.
  var starts: [Int] {
    var starts: [Int] = []
    var next = 0
    for column in inputs {
      starts.append(next)
      next += column.width
    }
    return starts
  }
}

extension TableColumns.Column {
  /// Where each of this column's inputs stands, in rows that hold the other column from a place on.
  fileprivate func places(in found: TableColumns.Column, startingAt start: Int) throws(BindingError) -> [Int?] {
    switch (kind, found.kind) {
    case (.number, .number): return [start]
    case (.words(let learned), .words(let words)):
      if let new = words.first(where: { !learned.contains($0) }) {
        throw .newWord(new, column: name, learned: learned)
      }
      return learned.map { word in words.firstIndex(of: word).map { start + $0 } }
    case (.number, .words(let words)): throw .wordsForNumbers(name, word: words.first ?? "")
    case (.words(let words), .number): throw .numbersForWords(name, learned: words)
    }
  }
}

extension Dataset {
  /// The same with other means where numbers were missing, and its columns with those means: of some rows, for rows that
  /// nothing may be learned from must not be in a mean either; or those that a model learned.
  ///
  /// - Parameters:
  ///   - rows: the training part.
  ///   - learned: columns whose means, by name, are the model's.
  package func fillingGaps(from rows: [Int], learned: TableColumns?) -> Dataset {
    guard var table = columns, case .floats(var numbers) = numbers, !gaps.isEmpty else { return self }
    let width = shape.count
    let missing = Dictionary(grouping: gaps) { $0 % width }
    for (index, start) in table.starts.enumerated() {
      guard case .number = table.inputs[index].kind, let own = missing[start] else { continue }
      let known = learned?.inputs.first { $0.name == table.inputs[index].name }
      let mean: Float
      if case .number(let learned?)? = known?.kind {
        mean = learned
      } else {
        let places = Set(own)
        let values = rows.lazy.map { $0 * width + start }.filter { !places.contains($0) }.map { Double(numbers[$0]) }
        let count = values.reduce(0) { sum, _ in sum + 1 }
        // A part without a single value says nothing.
        guard count > 0 else { continue }
        mean = Float(values.reduce(0, +) / Double(count))
      }
      for place in own { numbers[place] = mean }
      table.inputs[index].kind = .number(mean: mean)
    }
    var filled = self
    filled.numbers = .floats(numbers)
    filled.columns = table
    return filled
  }

  /// The rows as a model that learned from other data needs them: its columns, words and classes, in its order.
  package func mapped(_ mapping: DataMapping, to binding: DataBinding) -> Dataset {
    var mapped = self
    if let places = mapping.inputs {
      mapped.shape = Shape(places.count)
      mapped.numbers = numbers.gathered(places, width: shape.count)
      let newPlaces = Dictionary(
        places.enumerated().compactMap { new, old in old.map { ($0, new) } }, uniquingKeysWith: { first, _ in first })
      mapped.gaps = gaps.compactMap { gap in
        newPlaces[gap % shape.count].map { gap / shape.count * places.count + $0 }
      }
      mapped.columns = binding.columns
      mapped.featureNames = binding.columns?.inputs.flatMap(\.inputNames) ?? featureNames
    }
    mapped.targets = targets.mapped(mapping, to: binding)
    return mapped
  }
}

extension Dataset.Targets {
  /// Those that a model learned, in its order.
  package func mapped(_ mapping: DataMapping, to binding: DataBinding) -> Dataset.Targets {
    switch self {
    case .classes(_, let indices):
      guard let places = mapping.classes else { return self }
      return .classes(names: binding.classes, indices: indices.map { places[$0] })
    case .numbers(let names, let values):
      guard let places = mapping.targets else { return self }
      var gathered: [Float] = []
      gathered.reserveCapacity(values.count / max(1, names.count) * places.count)
      for row in stride(from: 0, to: values.count, by: names.count) {
        for place in places { gathered.append(values[row + place]) }
      }
      return .numbers(names: binding.targets, values: gathered)
    }
  }
}
