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
