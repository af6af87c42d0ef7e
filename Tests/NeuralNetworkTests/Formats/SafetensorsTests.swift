import NeuralNetwork
import Testing

@Suite struct SafetensorsTests {
  private let sample = Safetensors(
    tensors: [
      .init(name: "0.weight", shape: [2, 3], values: .float32([1, -2, 3.5, .nan, .infinity, 0])),
      .init(name: "0.bias", shape: [2], values: .float64([0.1, 0.2])),
      .init(name: "empty", shape: [0, 4], values: .float32([])),
    ], metadata: ["nnsh": "layer 2 \"x\"\n\u{1}é", "a": "b"])

  private func file(_ header: String, data: [UInt8] = []) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * $0)) } + Array(header.utf8) + data
  }

  @Test func writesWhatItReads() throws {
    let bytes = sample.bytes
    let read = try Safetensors(bytes: bytes)
    #expect(read.metadata == sample.metadata)
    #expect(Set(read.tensors.map(\.name)) == ["0.weight", "0.bias", "empty"])
    #expect(read["0.bias"]?.values == .float64([0.1, 0.2]))
    #expect(read["0.weight"]?.shape == [2, 3])
    #expect(read.bytes == bytes)
  }

  @Test func readsAFileOfTheReferenceImplementation() throws {
    let read = try Safetensors(bytes: try fixture("xor10/tanh-2.safetensors"))
    #expect(read.tensors.count == 20)
    #expect(read["18.weight"]?.shape == [1, 5])
  }

  @Test func everyTruncationIsAnError() {
    let bytes = sample.bytes
    for count in bytes.indices {
      #expect(throws: SafetensorsError.self) { try Safetensors(bytes: Array(bytes[..<count])) }
    }
  }

  @Test func randomDamageNeverTraps() {
    var stream = RandomStream(seed: 1, .clouds)
    let bytes = sample.bytes
    for _ in 0..<3000 {
      var damaged = bytes
      for _ in 0...stream.integer(below: 4) {
        damaged[stream.integer(below: min(damaged.count, 320))] = UInt8(stream.integer(below: 256))
      }
      // Damage to numbers or names may leave a valid file; it must only not trap.
      _ = try? Safetensors(bytes: damaged).bytes
    }
  }

  static let lies: [(header: String, data: Int, message: String)] = [
    ("[]", 0, "the header is not a JSON object"),
    (#"{"a":1}"#, 0, "tensor 'a': its entry is not an object"),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 0, "tensor 'a': 'data_offsets' is missing"),
    (
      #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "tensor 'a' has dtype 'BF16', expected F32, F64 or I64"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4,
      "tensor 'a': shape [2] of F32 needs 8 bytes, its offsets span 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4, "tensor 'b' begins at byte 0 of the data, expected 4"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8,
      "tensor 'a' begins at byte 4 of the data, expected 0"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 6, "2 bytes follow the last tensor"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 2,
      "tensor 'a' ends at byte 4 of the data, which has 2"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[9007199254740992,9007199254740992],"data_offsets":[0,4]}}"#, 4,
      "tensor 'a' has a shape larger than any file"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4,
      "tensor 'a': 'shape' holds something else than whole numbers"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, 4,
      "tensor 'a': 'shape' holds something else than whole numbers"
    ),
    (#"{"a":{},"a":{}}"#, 0, #"the header is not JSON: the key "a" is there twice at byte 11"#),
    (#"{"__metadata__":{"a":1}}"#, 0, "'__metadata__' is not a map from text to text"),
    (#"{"a":"#, 0, "the header is not JSON: it ends too early at byte 5"),
    (#"{"a":"\ud800"}"#, 0, "the header is not JSON: half a surrogate pair at byte 12"),
    ("{} x", 0, "the header is not JSON: something follows the value at byte 3"),
  ]

  @Test(arguments: lies)
  func liesAreToldApart(lie: (header: String, data: Int, message: String)) {
    let bytes = file(lie.header, data: Array(repeating: 0, count: lie.data))
    let error = #expect(throws: SafetensorsError.self) { try Safetensors(bytes: bytes) }
    #expect(error?.description == lie.message)
  }

  @Test func deepNestingIsAnError() {
    let bytes = file(String(repeating: "[", count: 100_000))
    #expect(throws: SafetensorsError.self) { try Safetensors(bytes: bytes) }
  }

  @Test func headerLengthIsChecked() {
    let bytes = Array(repeating: UInt8(0xff), count: 64)
    #expect(throws: SafetensorsError.headerTooLong(length: .max, limit: 56)) { try Safetensors(bytes: bytes) }
  }

  @Test func weightsMustMatchTheModel() throws {
    let network = Network(input: Shape(2), layers: [.dense(3)])
    let state = try ModelState(drawing: network, seed: 0, precision: .float32)
    #expect(try state.loading(state.safetensors()).parameters == state.parameters)
    var file = state.safetensors()
    file.tensors[0].shape = [2, 3]
    #expect(throws: WeightsError.shape(name: "0.weight", expected: [3, 2], found: [2, 3])) { try state.loading(file) }
    file.tensors.removeFirst()
    #expect(throws: WeightsError.missing(name: "0.weight", shape: [3, 2], present: ["0.bias"])) {
      try state.loading(file)
    }
    file = state.safetensors()
    file.tensors.append(.init(name: "9.bias", shape: [1], values: .float32([0])))
    #expect(throws: WeightsError.unexpected(name: "9.bias", shape: [1])) { try state.loading(file) }
  }
}
