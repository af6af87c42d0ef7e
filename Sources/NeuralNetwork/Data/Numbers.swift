/// The numbers of a dataset's rows as they came: float32, or bytes (pixels), which stay bytes until a batch is gathered.
public enum Numbers: Hashable, Sendable {
  case floats([Float])
  case bytes([UInt8])

  /// How many there are.
  public var count: Int {
    switch self {
    case .floats(let numbers): numbers.count
    case .bytes(let numbers): numbers.count
    }
  }

  /// One of them as float32.
  public subscript(index: Int) -> Float {
    switch self {
    case .floats(let numbers): numbers[index]
    case .bytes(let numbers): Float(numbers[index])
    }
  }

  /// Some of them as float32.
  public subscript(range: Range<Int>) -> ArraySlice<Float> {
    switch self {
    case .floats(let numbers): numbers[range]
    case .bytes(let numbers): numbers[range].map { Float($0) }[...]
    }
  }

  /// All of them as float32: of bytes a copy four times their size.
  public var floats: [Float] {
    switch self {
    case .floats(let numbers): numbers
    case .bytes(let numbers): numbers.map { Float($0) }
    }
  }
}

extension Numbers {
  /// These and then others: bytes if all are.
  func followed(by others: Numbers) -> Numbers {
    if case .bytes(let own) = self, case .bytes(let more) = others { return .bytes(own + more) }
    return .floats(floats + others.floats)
  }

  /// Rows made of other rows: `nil` for a place that is 0 in all of them.
  ///
  /// - Parameters:
  ///   - places: for each number of a new row its place in an old one.
  ///   - width: numbers of an old row.
  func gathered(_ places: [Int?], width: Int) -> Numbers {
    let rows = count / width
    func gathered<Number: Numeric>(_ numbers: [Number]) -> [Number] {
      var new: [Number] = []
      new.reserveCapacity(rows * places.count)
      for row in 0..<rows { for place in places { new.append(place.map { numbers[row * width + $0] } ?? 0) } }
      return new
    }
    switch self {
    case .floats(let numbers): return .floats(gathered(numbers))
    case .bytes(let numbers): return .bytes(gathered(numbers))
    }
  }
}

/// Figures of each column over some rows, without a copy of the numbers.
extension Numbers {
  /// Smallest, largest and mean of all numbers; NaN where there are none.
  package var spread: (low: Double, high: Double, mean: Double) {
    guard count > 0 else { return (.nan, .nan, .nan) }
    switch self {
    case .bytes(let bytes):
      var counts = Array(repeating: 0, count: 256)
      for byte in bytes { counts[Int(byte)] += 1 }
      let found = counts.indices.filter { counts[$0] > 0 }
      let sum = found.reduce(0) { $0 + $1 * counts[$1] }
      return (Double(found[0]), Double(found[found.count - 1]), Double(sum) / Double(bytes.count))
    case .floats(let numbers):
      let sum = numbers.reduce(0.0) { $0 + Double($1) }
      return (Double(numbers.min() ?? .nan), Double(numbers.max() ?? .nan), sum / Double(numbers.count))
    }
  }

  /// Mean and variance (of the population) of each column; 0 without rows.
  func moments(rows: [Int], width: Int) -> [(mean: Double, variance: Double)] {
    let count = Double(max(1, rows.count))
    switch self {
    case .bytes(let bytes):
      // Distances from the first row add up exactly, so one pass is enough and a constant column has no variance.
      guard let first = rows.first else { return Array(repeating: (0, 0), count: width) }
      var sums = Array(repeating: (first: 0, second: 0), count: width)
      for row in rows {
        for column in 0..<width {
          let distance = Int(bytes[row * width + column]) - Int(bytes[first * width + column])
          sums[column].first += distance
          sums[column].second += distance * distance
        }
      }
      return sums.indices.map { column in
        let mean = Double(sums[column].first) / count
        return (Double(bytes[first * width + column]) + mean, max(0, Double(sums[column].second) / count - mean * mean))
      }
    case .floats(let numbers):
      var means = Array(repeating: 0.0, count: width)
      for row in rows { for column in 0..<width { means[column] += Double(numbers[row * width + column]) } }
      for column in 0..<width { means[column] /= count }
      var squares = Array(repeating: 0.0, count: width)
      for row in rows {
        for column in 0..<width {
          let distance = Double(numbers[row * width + column]) - means[column]
          squares[column] += distance * distance
        }
      }
      return zip(means, squares).map { ($0, $1 / count) }
    }
  }

  /// Smallest and largest number of each column; infinities the wrong way round without rows.
  func ranges(rows: [Int], width: Int) -> [(low: Double, high: Double)] {
    switch self {
    case .bytes(let bytes):
      var ranges = Array(repeating: (low: UInt8.max, high: UInt8.min), count: rows.isEmpty ? 0 : width)
      for row in rows {
        for column in ranges.indices {
          let byte = bytes[row * width + column]
          ranges[column] = (min(ranges[column].low, byte), max(ranges[column].high, byte))
        }
      }
      if rows.isEmpty { return Array(repeating: (.infinity, -.infinity), count: width) }
      return ranges.map { (Double($0.low), Double($0.high)) }
    case .floats(let numbers):
      var ranges = Array(repeating: (low: Double.infinity, high: -Double.infinity), count: width)
      for row in rows {
        for column in 0..<width {
          let number = Double(numbers[row * width + column])
          ranges[column] = (min(ranges[column].low, number), max(ranges[column].high, number))
        }
      }
      return ranges
    }
  }
}

/// The columns that rows of numbers came from, and how their texts become inputs: what a model learned from, it reads
/// again that way.
public struct TableColumns: Hashable, Sendable {
  /// How the cells of a column become inputs.
  public enum Kind: Hashable, Sendable {
    /// One number; a missing one becomes `mean` where there is one.
    case number(mean: Float?)
    /// One input a word, 1 at the word of the cell and else 0; sorted.
    case words([String])
  }

  /// One of the columns of the inputs.
  public struct Column: Hashable, Sendable {
    /// As the file's first line has it.
    public var name: String
    /// Numbers or words.
    public var kind: Kind

    /// A column of the inputs.
    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }

    /// Whether its cells are words.
    public var isWords: Bool { if case .words = kind { true } else { false } }

    /// How many inputs it makes.
    public var width: Int { if case .words(let words) = kind { words.count } else { 1 } }

    /// A name for each of its inputs: the column's own, of words `color=red`.
    public var inputNames: [String] {
      switch kind {
      case .number: [name]
      case .words(let words): words.map { "\(name)=\($0)" }
      }
    }
  }

  /// In the order of the inputs.
  public var inputs: [Column]
  /// Rows that were left out because a value was missing.
  public var dropped: Int
  /// Values that were missing and became a mean.
  public var filled: Int
  /// Whether the names are the file's own; else nnsh counted the columns.
  public var areNamed: Bool

  /// Columns in the order of the inputs.
  public init(inputs: [Column], areNamed: Bool = true, dropped: Int = 0, filled: Int = 0) {
    self.inputs = inputs
    self.areNamed = areNamed
    self.dropped = dropped
    self.filled = filled
  }

  /// Columns of plain numbers.
  public init(numbers names: [String]) {
    self.init(inputs: names.map { Column(name: $0, kind: .number(mean: nil)) })
  }

  /// How many inputs they make together.
  public var width: Int { inputs.reduce(0) { $0 + $1.width } }
}
