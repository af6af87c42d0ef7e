/// The truth tables of logic: every row of inputs in counting order, and what the gate gives.
public enum TruthTable: Hashable, Sendable {
  /// Gates of two inputs.
  public enum Gate: String, CaseIterable, Hashable, Sendable {
    case xor, and, or, nand, nor, xnor
  }

  case gate(Gate)
  /// Whether an odd number of `bits` inputs is 1.
  case parity(bits: Int)

  /// The table as data: 4 rows, or 2^bits.
  public func dataset() throws(DataError) -> Dataset {
    switch self {
    case .gate(let gate): return Self.table(gate.rawValue, bits: 2) { gate.gives($0) }
    case .parity(let bits):
      guard (1...16).contains(bits) else { throw .count("parity", found: bits, minimum: 1, maximum: 16) }
      return Self.table("parity \(bits)", bits: bits) { $0.nonzeroBitCount % 2 == 1 }
    }
  }

  private static func table(_ name: String, bits: Int, gives: (Int) -> Bool) -> Dataset {
    let rows = 0..<(1 << bits)
    let x = rows.flatMap { row in (0..<bits).map { Float(row >> (bits - 1 - $0) & 1) } }
    let indices = rows.map { gives($0) ? 1 : 0 }
    return Dataset(
      name: name, shape: Shape(bits), x: x, targets: .classes(names: ["0", "1"], indices: indices), isTable: true)
  }
}

extension TruthTable.Gate {
  /// What the gate gives for inputs read as a number from 0 to 3.
  func gives(_ row: Int) -> Bool {
    switch self {
    case .xor: row == 1 || row == 2
    case .and: row == 3
    case .or: row != 0
    case .nand: row != 3
    case .nor: row == 0
    case .xnor: row == 0 || row == 3
    }
  }
}
