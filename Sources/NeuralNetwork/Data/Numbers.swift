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
