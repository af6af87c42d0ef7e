/// Messages in protobuf's wire format, as far as ONNX needs it: numbers, texts, bytes and messages within messages.
///
/// Source: protobuf.dev, Encoding.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  /// A whole number; negative ones take ten bytes.
  mutating func add(_ number: Int, _ field: Int) {
    tag(field, wire: 0)
    varint(UInt64(bitPattern: Int64(number)))
  }

  mutating func add(_ number: Float, _ field: Int) {
    tag(field, wire: 5)
    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
  }

  mutating func add(_ text: String, _ field: Int) { add(Array(text.utf8), field) }

  mutating func add(_ data: [UInt8], _ field: Int) {
    tag(field, wire: 2)
    varint(UInt64(data.count))
    bytes += data
  }

  mutating func add(_ field: Int, _ message: (inout ProtobufWriter) -> Void) {
    var writer = ProtobufWriter()
    message(&writer)
    add(writer.bytes, field)
  }

  private mutating func tag(_ field: Int, wire: UInt64) { varint(UInt64(field) << 3 | wire) }

  private mutating func varint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
