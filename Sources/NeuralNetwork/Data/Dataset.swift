import NNText

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
  /// Places in ``numbers`` where the mean of the column stands for a number that was missing.
  package var gaps: [Int] = []

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

/// What is wrong with a request for data, a split or a scale.
public enum DataError: LibraryError, Hashable {
  case count(String, found: Int, minimum: Int, maximum: Int)
  case noise(Double)
  case fixedClasses(String, found: Int, expected: Int)
  case shareCount(Int)
  case share(Double)
  case shareSum(Double)
  case emptyPart(index: Int, rows: Int)
  case foldCount(Int, rows: Int)
  case noFold(Int, of: Int)

  public var wording: Wording {
    switch self {
    case .count(let what, let found, let minimum, let maximum):
      Wording(
        en: "\(what): found \(found), expected \(minimum) to \(maximum)",
        ko: "\(what): \(minimum)부터 \(maximum)까지의 수여야 하는데 \(found)입니다")
    case .noise(let found):
      Wording(
        en: "noise: found \(found), expected a number that is at least 0", ko: "잡음(noise)은 0 이상의 수여야 하는데 \(found)입니다")
    case .fixedClasses(let name, let found, let expected):
      Wording(
        en: "\(name) has \(expected) classes, found \(found)", ko: "\(name) 데이터의 클래스는 \(expected)개인데 \(found)개라고 했습니다")
    case .shareCount(let found):
      Wording(en: "a split has 2 or 3 parts, found \(found)", ko: "데이터는 2개나 3개로 나누는데, 수를 \(found)개 주었습니다")
    case .share(let found):
      Wording(en: "a part of a split is above 0, found \(found)", ko: "나누는 비율은 0보다 커야 하는데 \(found)입니다")
    case .shareSum(let found):
      Wording(
        en: "the parts of a split add up to \(found), expected 100 or 1", ko: "나누는 비율의 합은 100이나 1이어야 하는데 \(found)입니다")
    case .foldCount(let found, let rows):
      Wording(
        en: "\(rows) rows make 2 to \(rows) folds, found \(found)",
        ko: "\(rows)행은 2부터 \(rows)까지의 겹으로 나눌 수 있는데 \(found)입니다")
    case .noFold(let found, let count):
      Wording(en: "the folds are 1 to \(count), found \(found)", ko: "겹은 1부터 \(count)까지인데 \(found)입니다")
    case .emptyPart(let index, let rows):
      Wording(
        en: "part \(index + 1) of the split gets no row of \(rows)", ko: "\(rows)행을 나누면 \(index + 1)번째 부분에 한 행도 가지 않습니다"
      )
    }
  }

  public var advice: Wording? {
    switch self {
    case .shareCount, .share, .shareSum:
      Wording(en: "split 80 20, or split 70 15 15", ko: "예: split 80 20 또는 split 70 15 15")
    case .emptyPart: Wording(en: "give more data, or that part a larger share", ko: "데이터를 더 주거나 그 부분의 비율을 키우세요")
    case .count, .noise, .fixedClasses, .foldCount, .noFold: nil
    }
  }
}
