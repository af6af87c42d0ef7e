/// An array of NumPy's, its numbers in C order (the last index runs fastest).
public struct NPYArray: Sendable {
  /// What errors call it.
  public let name: String
  /// Empty for a single number.
  public let shape: [Int]
  /// Bytes where the file has bytes or booleans, else float32.
  public let numbers: Numbers

  /// - Parameters:
  ///   - file: a whole `.npy` file.
  ///   - name: what errors call the file.
  ///   - limit: more bytes of numbers than that are refused.
  public init(_ file: [UInt8], name: String, limit: Int = 1 << 40) throws(NumPyError) {
    let header = try NPYHeader(file[...], name: name)
    let count = header.count
    guard count.saturatingProduct(MemoryLayout<Float>.stride) <= limit else {
      throw NumPyError(name, .tooLarge(shape: header.shape))
    }
    let expected = count.saturatingProduct(header.width)
    guard file.count - header.length == expected else {
      throw NumPyError(name, .size(shape: header.shape, expected: expected, found: file.count - header.length))
    }
    self.name = name
    shape = header.shape
    let places = header.isFortran && shape.count > 1 && count > 0 ? Self.fortranPlaces(shape) : nil
    let data = file[header.length...]
    if header.width == 1 && header.kind != "i" {
      numbers = .bytes(places.map { $0.map { data[data.startIndex + $0] } } ?? Array(data))
    } else {
      numbers = .floats(Self.floats(data, header, places))
    }
  }

  /// Where each number, counted in C order, lies in Fortran order.
  private static func fortranPlaces(_ shape: [Int]) -> [Int] {
    var strides = Array(repeating: 1, count: shape.count)
    for dimension in 1..<shape.count { strides[dimension] = strides[dimension - 1] * shape[dimension - 1] }
    var index = Array(repeating: 0, count: shape.count)
    var place = 0
    return (0..<shape.reduce(1, *)).map { _ in
      defer {
        var dimension = shape.count - 1
        while dimension >= 0 {
          index[dimension] += 1
          place += strides[dimension]
          if index[dimension] < shape[dimension] { break }
          place -= index[dimension] * strides[dimension]
          index[dimension] = 0
          dimension -= 1
        }
      }
      return place
    }
  }

  private static func floats(_ data: ArraySlice<UInt8>, _ header: NPYHeader, _ places: [Int]?) -> [Float] {
    data.withUnsafeBytes { bytes in
      func numbers<Bits: FixedWidthInteger>(_: Bits.Type, _ convert: (Bits) -> Float) -> [Float] {
        (0..<header.count).map { index in
          let bits = bytes.loadUnaligned(fromByteOffset: (places?[index] ?? index) * header.width, as: Bits.self)
          return convert(header.isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
        }
      }
      switch (header.kind, header.width) {
      case ("f", 4): return numbers(UInt32.self) { Float(bitPattern: $0) }
      case ("f", _): return numbers(UInt64.self) { Float(Double(bitPattern: $0)) }
      case ("i", 1): return numbers(Int8.self) { Float($0) }
      case ("i", 2): return numbers(Int16.self) { Float($0) }
      case ("i", 4): return numbers(Int32.self) { Float($0) }
      case ("i", _): return numbers(Int64.self) { Float($0) }
      case ("u", 2): return numbers(UInt16.self) { Float($0) }
      case ("u", 4): return numbers(UInt32.self) { Float($0) }
      default: return numbers(UInt64.self) { Float($0) }
      }
    }
  }
}
