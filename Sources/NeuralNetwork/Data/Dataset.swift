/// Rows of numbers with what is to be said about each: a class or numbers.
public struct Dataset: Sendable {
  /// What a row is to give.
  public enum Targets: Hashable, Sendable {
    /// A class for each row, from 0; classes have names in the order of their numbers.
    case classes(names: [String], indices: [Int])
    /// rows × columns numbers, the columns with names.
    case numbers(names: [String], values: [Float])
  }

  /// What it is called: `xor`.
  public var name: String
  /// Shape of a row's input.
  public var shape: Shape
  /// A name for each number of a row.
  public var featureNames: [String]
  /// rows × features numbers, not scaled.
  public var numbers: Numbers
  /// What each row is to give.
  public var targets: Targets
  /// Whether it is a small table of all there is: its batches are full unless the user says otherwise.
  public var isTable: Bool
  /// The last rows, where the data bring them as their own test part.
  public var testRows: Range<Int>?
  /// The columns of the file that the rows came from, where it has columns of its own.
  public var columns: TableColumns?

  /// - Parameters:
  ///   - name: what it is called.
  ///   - shape: of a row's input.
  ///   - featureNames: x1, x2 … where nil.
  ///   - x: a multiple of the shape's count.
  ///   - targets: one for each row.
  ///   - isTable: whether batches are full unless the user says otherwise.
  public init(
    name: String, shape: Shape, featureNames: [String]? = nil, x: [Float], targets: Targets, isTable: Bool = false
  ) {
    self.init(
      name: name, shape: shape, featureNames: featureNames, numbers: .floats(x), targets: targets, isTable: isTable)
  }

  /// - Parameters:
  ///   - name: what it is called.
  ///   - shape: of a row's input.
  ///   - featureNames: x1, x2 … where nil.
  ///   - numbers: a multiple of the shape's count.
  ///   - targets: one for each row.
  ///   - isTable: whether batches are full unless the user says otherwise.
  ///   - testRows: ends with the last row, and is not all of them.
  public init(
    name: String, shape: Shape, featureNames: [String]? = nil, numbers: Numbers, targets: Targets,
    isTable: Bool = false, testRows: Range<Int>? = nil
  ) {
    precondition(numbers.count % shape.count == 0)
    precondition(testRows.map { $0.lowerBound > 0 && $0.upperBound == numbers.count / shape.count } ?? true)
    self.name = name
    self.shape = shape
    self.featureNames = featureNames ?? (1...shape.count).map { "x\($0)" }
    self.numbers = numbers
    self.targets = targets
    self.isTable = isTable
    self.testRows = testRows
  }

  /// How many rows there are.
  public var rows: Int { numbers.count / shape.count }

  /// All numbers as float32: of bytes a copy.
  public var x: [Float] { numbers.floats }

  /// One row's numbers, not scaled. `row` counts from 0.
  public func input(_ row: Int) -> ArraySlice<Float> { numbers[(row * shape.count)..<((row + 1) * shape.count)] }

  /// The rows as an engine wants them.
  ///
  /// - Parameters:
  ///   - rows: from 0, in the order wanted; nil: all.
  ///   - scaler: applied to the inputs; fit it to the training rows.
  ///   - encoding: fits the targets, see ``TargetEncoding/init(_:units:loss:)``.
  public func samples(rows: [Int]? = nil, scaler: Scaler = .none, encoding: TargetEncoding) -> Samples {
    let chosen = rows ?? Array(0..<self.rows)
    var outputs: [Float] = []
    outputs.reserveCapacity(chosen.count * encoding.outputs)
    for row in chosen { encoding.append(targets, row: row, to: &outputs) }
    switch numbers {
    case .floats(let numbers):
      let width = shape.count
      var inputs: [Float] = []
      inputs.reserveCapacity(chosen.count * width)
      for row in chosen { inputs += numbers[(row * width)..<((row + 1) * width)] }
      scaler.apply(&inputs)
      return Samples(x: inputs, inputs: width, y: outputs, outputs: encoding.outputs)
    case .bytes(let bytes):
      let places = rows.map { $0.map { Int32($0) } }
      return Samples(
        bytes: ByteRows(bytes, width: shape.count, places: places, scaler: scaler), y: outputs,
        outputs: encoding.outputs)
    }
  }
}

extension Dataset.Targets {
  /// How many rows have a target.
  public var rows: Int {
    switch self {
    case .classes(_, let indices): indices.count
    case .numbers(let names, let values): names.isEmpty ? 0 : values.count / names.count
    }
  }

  /// The class names, nil where targets are numbers.
  public var classNames: [String]? {
    if case .classes(let names, _) = self { names } else { nil }
  }

  /// The class of each row, nil where targets are numbers.
  public var classIndices: [Int]? {
    if case .classes(_, let indices) = self { indices } else { nil }
  }

  /// The units an output needs that was given none: one for two classes (two for softmax), else one a class; one for
  /// each column of numbers.
  public func units(for activation: Activation) -> Int {
    switch self {
    case .classes(let names, _): names.count <= 2 && activation.kind != .softmax ? 1 : max(2, names.count)
    case .numbers(let names, _): names.count
    }
  }
}
