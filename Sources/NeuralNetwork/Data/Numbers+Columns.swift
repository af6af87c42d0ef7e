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
