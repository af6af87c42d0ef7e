/// A flat buffer of numbers in one of the two formats: what weights and optimizer state are kept in.
public enum NumberBuffer: Hashable, Sendable {
  case float32([Float])
  case float64([Double])

  /// `count` zeros.
  public init(zeros count: Int, _ precision: Precision) {
    switch precision {
    case .float32: self = .float32(Array(repeating: 0, count: count))
    case .float64: self = .float64(Array(repeating: 0, count: count))
    }
  }

  /// How many numbers there are.
  public var count: Int {
    switch self {
    case .float32(let numbers): numbers.count
    case .float64(let numbers): numbers.count
    }
  }

  /// The format.
  public var precision: Precision {
    switch self {
    case .float32: .float32
    case .float64: .float64
    }
  }

  /// One number; it is rounded where the buffer is float32.
  public subscript(index: Int) -> Double {
    get {
      switch self {
      case .float32(let numbers): Double(numbers[index])
      case .float64(let numbers): numbers[index]
      }
    }
    set {
      switch self {
      case .float32(var numbers):
        self = .float32([])
        numbers[index] = Float(newValue)
        self = .float32(numbers)
      case .float64(var numbers):
        self = .float64([])
        numbers[index] = newValue
        self = .float64(numbers)
      }
    }
  }

  /// All numbers as float64.
  public var doubles: [Double] {
    switch self {
    case .float32(let numbers): numbers.map(Double.init)
    case .float64(let numbers): numbers
    }
  }

  /// All numbers as float32, rounded where they were float64.
  public var floats: [Float] {
    switch self {
    case .float32(let numbers): numbers
    case .float64(let numbers): numbers.map { Float($0) }
    }
  }

  /// The same numbers in another format.
  public func converted(to precision: Precision) -> NumberBuffer {
    if precision == self.precision { return self }
    return precision == .float32 ? .float32(floats) : .float64(doubles)
  }
}
