extension Initializer {
  /// `count` numbers for a tensor of a layer with `fanIn` inputs and `fanOut` units. `rows` is the tensor's first
  /// dimension, nil for a bias.
  func draw(
    _ count: Int, rows: Int?, fanIn: Int, fanOut: Int, from stream: inout RandomStream
  ) -> [Double] {
    let (fanIn, fanOut) = (Double(max(1, fanIn)), Double(max(1, fanOut)))
    switch self {
    case .normal(let mean, let deviation): return Self.normal(count, mean, deviation, &stream)
    case .uniform(let low, let high): return Self.uniform(count, low, high, &stream)
    case .glorotUniform: return Self.symmetric(count, 6 / (fanIn + fanOut), &stream)
    case .glorotNormal: return Self.normal(count, 0, (2 / (fanIn + fanOut)).squareRoot(), &stream)
    case .heUniform: return Self.symmetric(count, 6 / fanIn, &stream)
    case .heNormal: return Self.normal(count, 0, (2 / fanIn).squareRoot(), &stream)
    case .lecunUniform: return Self.symmetric(count, 3 / fanIn, &stream)
    case .lecunNormal: return Self.normal(count, 0, (1 / fanIn).squareRoot(), &stream)
    case .orthogonal:
      guard let rows, rows > 0 else { return Array(repeating: 0, count: count) }
      return Self.orthogonal(rows: rows, columns: count / rows, &stream)
    case .zeros: return Array(repeating: 0, count: count)
    case .constant(let value): return Array(repeating: value, count: count)
    }
  }

  private static func normal(
    _ count: Int, _ mean: Double, _ deviation: Double, _ stream: inout RandomStream
  ) -> [Double] {
    (0..<count).map { _ in mean + deviation * stream.normal() }
  }

  private static func uniform(_ count: Int, _ low: Double, _ high: Double, _ stream: inout RandomStream) -> [Double] {
    (0..<count).map { _ in stream.uniform(low, high) }
  }

  /// U(−√square, √square).
  private static func symmetric(_ count: Int, _ square: Double, _ stream: inout RandomStream) -> [Double] {
    uniform(count, -square.squareRoot(), square.squareRoot(), &stream)
  }

  /// Gram–Schmidt, each vector projected twice for accuracy, over normal numbers.
  private static func orthogonal(rows: Int, columns: Int, _ stream: inout RandomStream) -> [Double] {
    let (vectors, length) = rows <= columns ? (rows, columns) : (columns, rows)
    var basis: [[Double]] = []
    while basis.count < vectors {
      var vector = normal(length, 0, 1, &stream)
      for _ in 0..<2 {
        for other in basis {
          var dot = 0.0
          for i in 0..<length { dot += vector[i] * other[i] }
          for i in 0..<length { vector[i] -= dot * other[i] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Chance makes a vector that nearly lies in the span of the others; draw another.
      guard norm > 1e-8 else { continue }
      basis.append(vector.map { $0 / norm })
    }
    if rows <= columns { return basis.flatMap { $0 } }
    return (0..<rows).flatMap { row in basis.map { $0[row] } }
  }
}
