import CKernels

/// The inputs of ``Samples``: numbers that are ready, or a dataset's bytes with what turns them into numbers.
public enum InputRows: Sendable {
  /// rows × inputs numbers, scaled.
  case floats([Float])
  /// Bytes shared with the dataset they come from.
  case bytes(ByteRows)

  /// All numbers, scaled, row by row. Of bytes a copy: for looking, not for training.
  public var floats: [Float] {
    switch self {
    case .floats(let numbers): return numbers
    case .bytes(let source):
      let count = source.rows * source.width
      return [Float](unsafeUninitializedCapacity: count) { numbers, filled in
        if let base = numbers.baseAddress {
          gather(width: source.width, order: nil, start: 0, count: source.rows, to: base)
        }
        filled = count
      }
    }
  }

  /// Copies rows of `width` numbers, scaled: those that `order[start]` and its followers number, or `start` and its
  /// followers where there is no order. Traps where there are no such rows.
  package func gather(
    width: Int, order: [Int32]?, start: Int, count: Int, to numbers: UnsafeMutablePointer<Float>
  ) {
    withRows(width: width) { rows in
      withUnsafePointer(to: rows) { rows in
        guard let order else { return nn_gather(rows, nil, 0, start, count, numbers, width) }
        order.withUnsafeBufferPointer { nn_gather(rows, $0.baseAddress, $0.count, start, count, numbers, width) }
      }
    }
  }

  /// Calls `body` with the rows as the kernels read them.
  ///
  /// - Parameter width: numbers of a row, at least 1.
  package func withRows<Result>(width: Int, _ body: (nn_rows) -> Result) -> Result {
    var rows = nn_rows()
    rows.width = width
    switch self {
    case .floats(let numbers):
      rows.count = numbers.count / width
      return numbers.withUnsafeBufferPointer {
        // An empty array has no address, and without one the kernels would look for bytes.
        rows.floats = $0.baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Float>.alignment)
        return body(rows)
      }
    case .bytes(let source):
      precondition(source.width == width)
      rows.count = source.rows
      return source.bytes.withUnsafeBufferPointer { bytes in
        source.table.withUnsafeBufferPointer { table in
          source.scaler.offsets.withUnsafeBufferPointer { offsets in
            source.scaler.factors.withUnsafeBufferPointer { factors in
              rows.bytes = bytes.baseAddress
              if !table.isEmpty { rows.table = table.baseAddress }
              rows.offsets = offsets.baseAddress
              rows.factors = factors.baseAddress
              guard let places = source.places else { return body(rows) }
              return places.withUnsafeBufferPointer {
                rows.places = $0.baseAddress
                return body(rows)
              }
            }
          }
        }
      }
    }
  }
}

/// Some rows of bytes, and how a byte becomes a number.
public struct ByteRows: Sendable {
  /// All bytes of the dataset.
  public let bytes: [UInt8]
  /// Bytes of a row.
  public let width: Int
  /// The dataset's row of each row; nil: all of them in their order.
  public let places: [Int32]?
  /// Scales them.
  public let scaler: Scaler
  /// What each byte stands for; empty where that depends on the column.
  let table: [Float]

  /// - Parameters:
  ///   - bytes: rows of `width` bytes.
  ///   - width: numbers of a row.
  ///   - places: rows, from 0, that there are.
  ///   - scaler: applied as rows are gathered; fitted to as many columns, if to any.
  public init(_ bytes: [UInt8], width: Int, places: [Int32]?, scaler: Scaler) {
    // The kernels go by these without looking again.
    precondition(width > 0 && bytes.count % width == 0 && (scaler.offsets.isEmpty || scaler.offsets.count == width))
    let all = bytes.count / width
    precondition(places?.allSatisfy { $0 >= 0 && Int($0) < all } ?? true)
    self.bytes = bytes
    self.width = width
    self.places = places
    self.scaler = scaler
    var table = scaler.offsets.isEmpty ? (0..<256).map { Float($0) } : []
    scaler.apply(&table)
    self.table = table
  }

  /// How many rows there are.
  public var rows: Int { places?.count ?? bytes.count / width }
}
