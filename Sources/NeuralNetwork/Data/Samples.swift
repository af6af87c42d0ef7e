import CKernels

/// Rows ready for an engine: scaled inputs and encoded targets, both row by row.
public struct Samples: Sendable {
  /// How many rows there are.
  public let rows: Int
  /// Numbers of a row's input.
  public let inputs: Int
  /// Numbers of a row's target.
  public let outputs: Int
  /// rows × inputs numbers, perhaps still bytes; engines gather them a batch at a time.
  public let x: InputRows
  /// rows × outputs numbers.
  public let y: [Float]

  /// - Parameters:
  ///   - x: a multiple of `inputs` numbers, which is at least 1.
  ///   - inputs: numbers of a row's input, at least 1.
  ///   - y: as many rows of `outputs` numbers, which is at least 1.
  ///   - outputs: numbers of a row's target, at least 1.
  public init(x: [Float], inputs: Int, y: [Float], outputs: Int) {
    precondition(inputs > 0 && outputs > 0 && x.count % inputs == 0)
    rows = x.count / inputs
    precondition(y.count == rows * outputs)
    self.inputs = inputs
    self.outputs = outputs
    self.x = .floats(x)
    self.y = y
  }

  /// - Parameters:
  ///   - bytes: rows of at least 1 byte.
  ///   - y: as many rows of `outputs` numbers, which is at least 1.
  ///   - outputs: numbers of a row's target, at least 1.
  public init(bytes: ByteRows, y: [Float], outputs: Int) {
    precondition(bytes.width > 0 && outputs > 0 && y.count == bytes.rows * outputs)
    rows = bytes.rows
    inputs = bytes.width
    self.outputs = outputs
    x = .bytes(bytes)
    self.y = y
  }

  /// Calls `body` with inputs and targets as the kernels read them.
  func withRows<Result>(_ body: (_ x: nn_rows, _ y: nn_rows) -> Result) -> Result {
    x.withRows(width: inputs) { x in InputRows.floats(y).withRows(width: outputs) { y in body(x, y) } }
  }
}

/// Which rows are for training, for validation and for the test; each part's rows (from 0) in rising order.
public struct Split: Hashable, Sendable {
  /// Rows to train on.
  public var train: [Int]
  /// Rows to watch while training; empty where there are none.
  public var validation: [Int]
  /// Rows to judge by at the end; empty where there are none.
  public var test: [Int]

  /// All rows for training, but those that the data bring as their test part.
  ///
  /// - Parameters:
  ///   - rows: how many rows the data have.
  ///   - test: the last of the rows.
  public init(all rows: Int, test: Range<Int>? = nil) {
    train = Array(0..<(test?.lowerBound ?? rows))
    validation = []
    self.test = test.map { Array($0) } ?? []
  }

  /// Parts drawn by chance.
  ///
  /// - Parameters:
  ///   - rows: how many rows the data have.
  ///   - shares: train and test, or train, validation and test; they add up to 100 or to 1.
  ///   - classes: each row's class where every part is to have the same mixture of classes, else nil.
  ///   - seed: the same seed gives the same parts.
  ///   - test: the last of the rows, where the data bring them as their test part: then two shares make train and
  ///     validation of the rest.
  public init(
    rows: Int, shares: [Double], classes: [Int]? = nil, seed: UInt64, test: Range<Int>? = nil
  ) throws(DataError) {
    guard shares.count == 2 || shares.count == 3 && test == nil else { throw .shareCount(shares.count) }
    if let wrong = shares.first(where: { !($0 > 0) }) { throw .share(wrong) }
    let sum = shares.reduce(0, +)
    guard abs(sum - 1) < 1e-9 || abs(sum - 100) < 1e-7 else { throw .shareSum(sum) }
    var stream = RandomStream(seed: seed, .split)
    let rows = test?.lowerBound ?? rows
    var order = Array(0..<rows)
    stream.shuffle(&order)
    if let classes { order = Split.interleaved(order, classes) }
    var parts: [[Int]] = []
    var (start, share) = (0, 0.0)
    for index in shares.indices {
      share += shares[index]
      let end = index == shares.count - 1 ? rows : Int((share / sum * Double(rows)).rounded())
      guard end > start else { throw .emptyPart(index: index, rows: rows) }
      parts.append(order[start..<end].sorted())
      start = end
    }
    train = parts[0]
    validation = test != nil || shares.count == 3 ? parts[1] : []
    self.test = test.map { Array($0) } ?? parts[shares.count - 1]
  }

  /// One of several folds for the test, the others for training. The folds of one seed share no row and hold all of them;
  /// their sizes differ by one row at most.
  ///
  /// - Parameters:
  ///   - rows: how many rows the data have.
  ///   - fold: from 1 to `count`: which of them is the test part.
  ///   - count: of the folds, at least 2 and at most as many as there are rows.
  ///   - classes: each row's class where every fold is to have the same mixture of classes, else nil.
  ///   - seed: the same seed gives the same folds.
  public init(rows: Int, fold: Int, of count: Int, classes: [Int]? = nil, seed: UInt64) throws(DataError) {
    guard count >= 2, count <= rows else { throw .foldCount(count, rows: rows) }
    guard (1...count).contains(fold) else { throw .noFold(fold, of: count) }
    var stream = RandomStream(seed: seed, .split)
    var order = Array(0..<rows)
    stream.shuffle(&order)
    if let classes { order = Split.interleaved(order, classes) }
    let part = order[(fold - 1) * rows / count..<fold * rows / count]
    test = part.sorted()
    let isTest = Set(part)
    train = (0..<rows).filter { !isTest.contains($0) }
    validation = []
  }

  /// The same order within each class, the classes spread evenly: any stretch has nearly the whole's mixture.
  private static func interleaved(_ order: [Int], _ classes: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for row in order { counts[classes[row], default: 0] += 1 }
    var seen: [Int: Int] = [:]
    let keyed = order.enumerated().map { place, row in
      let label = classes[row]
      let key = (Double(seen[label, default: 0]) + 0.5) / Double(counts[label] ?? 1)
      seen[label, default: 0] += 1
      return (key: key, place: place, row: row)
    }
    return keyed.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.row)
  }
}
