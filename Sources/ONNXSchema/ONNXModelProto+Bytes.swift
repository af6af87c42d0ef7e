import FoundationEssentials
import SwiftProtobuf

/// Files in and out: swift-protobuf and its `Data` are seen in this module alone.
extension ONNXModelProto {
  /// Decodes a file; fields that the schema lacks are dropped. Nil where the bytes are no messages of the schema.
  package init?(decoding bytes: [UInt8]) {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    // The schema is not recursive: model, graph, port, type, tensor, shape, size.
    options.messageDepthLimit = 8
    do { try self.init(serializedBytes: bytes, options: options) } catch { return nil }
  }

  /// The file. Nil where it would be of 2 GiB or more, which is the most that protobuf takes.
  package var encoded: [UInt8]? { try? serializedBytes() }
}

extension ONNXTensorProto {
  /// How many bytes stand side by side; nil where the numbers are in lists.
  package var rawCount: Int? { hasRawData ? rawData.count : nil }

  /// The bytes side by side.
  package func withRawBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    rawData.withUnsafeBytes(body)
  }

  /// Float32 numbers side by side.
  package mutating func setRaw(_ numbers: [Double]) {
    var data = Data(count: 4 * numbers.count)
    data.withUnsafeMutableBytes { bytes in
      for (index, number) in numbers.enumerated() {
        bytes.storeBytes(of: Float(number).bitPattern.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
      }
    }
    rawData = data
  }
}
