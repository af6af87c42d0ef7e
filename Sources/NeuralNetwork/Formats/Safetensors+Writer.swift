extension Safetensors {
  /// The file: tensors in the order of their names, metadata in the order of its keys, the header padded with blanks
  /// so that the numbers begin at a multiple of 8.
  public var bytes: [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
      let texts = pairs.map { "\(JSONValue.quoted($0.key)):\(JSONValue.quoted($0.value))" }
      members.append("\(JSONValue.quoted(Self.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    let ordered = tensors.sorted { $0.name < $1.name }
    var offset = 0
    for tensor in ordered {
      let end = offset + tensor.values.count * tensor.values.precision.size
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let type = tensor.values.precision == .float32 ? "F32" : "F64"
      members.append(
        "\(JSONValue.quoted(tensor.name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: header)
    for tensor in ordered {
      switch tensor.values {
      case .float32(let numbers):
        for number in numbers {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      case .float64(let numbers):
        for number in numbers {
          withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
      }
    }
    return bytes
  }
}
