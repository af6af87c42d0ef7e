import Testing

@testable import NeuralNetwork

@Suite struct IDXTests {
  /// Three images of 2×2 and their labels.
  private static let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + Array(1...12)
  private static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 7]

  private func pixels(_ bytes: [UInt8]) throws(IDXError) -> [UInt8] {
    var numbers: [UInt8] = [99]
    try IDXFile(bytes, name: "f").append(to: &numbers)
    return numbers
  }

  private func reason(_ body: () throws -> [UInt8]) -> IDXError.Reason? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? IDXError)?.reason
    }
  }

  @Test func plainFiles() throws {
    let file = try IDXFile(Self.images, name: "f")
    #expect(file.dimensions == [3, 2, 2])
    #expect(try pixels(Self.images) == [99] + Array(1...12))
  }

  @Test func compressedFiles() throws {
    #expect(try pixels(Gzip.stored(Self.images)) == [99] + Array(1...12))
    // Two members one after the other are one file.
    let halves = Gzip.stored(Array(Self.images[..<9])) + Gzip.stored(Array(Self.images[9...]))
    #expect(try pixels(halves) == [99] + Array(1...12))
  }

  @Test func datasets() throws {
    let images = try IDXFile(Self.images, name: "images")
    let labels = try IDXFile(Gzip.stored(Self.labels), name: "labels")
    let data = try Dataset(name: "idx", images: images, labels: labels, test: (images, labels))
    #expect(data.rows == 6)
    #expect(data.shape == Shape([2, 2, 1]))
    #expect(data.numbers == .bytes(Array(1...12) + Array(1...12)))
    #expect(data.targets == .classes(names: ["2", "7"], indices: [1, 0, 1, 1, 0, 1]))
    #expect(data.testRows == 3..<6)
  }

  @Test func namedClasses() throws {
    let images = try IDXFile(Self.images, name: "i")
    let labels = try IDXFile([0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 0], name: "l")
    let named = try Dataset(name: "d", images: images, labels: labels, classNames: ["a", "b", "c"])
    #expect(named.targets == .classes(names: ["a", "b", "c"], indices: [0, 1, 0]))
  }

  @Test func mistakesAreTold() {
    var bytes = Self.images
    #expect(reason { try pixels([]) } == .notIDX([]))
    #expect(reason { try pixels([0, 0]) } == .notIDX([0, 0]))
    #expect(reason { try pixels(Array("hello world".utf8)) } == .notIDX(Array("hell".utf8)))
    bytes[2] = 0x0d
    #expect(reason { try pixels(bytes) } == .numberType(0x0d))
    bytes = Self.images
    bytes[3] = 9
    #expect(reason { try pixels(bytes) } == .dimensionCount(9))
    bytes[3] = 0
    #expect(reason { try pixels(bytes) } == .dimensionCount(0))
    bytes = Self.images
    bytes[11] = 0
    #expect(reason { try pixels(bytes) } == .emptyDimension(2))
    #expect(reason { try pixels(Array(Self.images[..<10])) } == .truncated(expected: 16, found: 10))
    #expect(reason { try pixels(Array(Self.images.dropLast())) } == .truncated(expected: 28, found: 27))
    #expect(reason { try pixels(Self.images + [0, 0]) } == .trailing(2, at: 28))
  }

  /// Refused by the header alone: nothing of that size may be asked of the machine.
  @Test func giganticClaims() {
    let header: [UInt8] = [0, 0, 8, 4] + Array(repeating: 0xff, count: 16)
    #expect(reason { try pixels(header) } == .tooLarge(Array(repeating: 0xffff_ffff, count: 4), limit: 1 << 40))
    let large: [UInt8] = [0, 0, 8, 1, 0x7f, 0xff, 0xff, 0xff, 1]
    #expect(reason { try pixels(large) } == .truncated(expected: 0x7fff_ffff + 8, found: 9))
    let compressed = Gzip.stored(large)
    #expect(reason { try pixels(compressed) } == .impossibleClaim([0x7fff_ffff], compressed: compressed.count))
    #expect(throws: IDXError.self) { try IDXFile(Self.images, name: "f", limit: 11) }
  }

  @Test func damagedCompression() {
    let whole = Gzip.stored(Self.images)
    for length in 2..<whole.count {
      #expect(throws: IDXError.self, "cut to \(length)") { try pixels(Array(whole[..<length])) }
    }
    for place in whole.indices.dropFirst(10) {
      var damaged = whole
      damaged[place] ^= 0x55
      #expect(throws: IDXError.self, "byte \(place)") { try pixels(damaged) }
    }
    #expect(reason { try pixels(whole + [1, 2]) } == .compressedTrailing(offset: whole.count))
    #expect(reason { try pixels(Gzip.stored(Self.images + [0])) } == .longerThanClaimed(expected: 28))
    #expect(reason { try pixels(Gzip.stored(Array(Self.images.dropLast()))) } == .compressedTruncated(expected: 28))
  }

  @Test func filesThatDoNotBelongTogether() throws {
    let images = try IDXFile(Self.images, name: "images")
    let labels = try IDXFile(Self.labels, name: "labels")
    let fewer = try IDXFile([0, 0, 8, 1, 0, 0, 0, 2, 7, 2], name: "fewer")
    let same = try IDXFile([0, 0, 8, 1, 0, 0, 0, 3, 5, 5, 5], name: "same")
    let narrow = try IDXFile([0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1] + Array(1...6), name: "narrow")
    func reason(_ images: IDXFile, _ labels: IDXFile, _ test: (IDXFile, IDXFile)? = nil) -> IDXError.Reason? {
      do {
        _ = try Dataset(name: "d", images: images, labels: labels, test: test.map { ($0.0, $0.1) })
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason(labels, images) == .notImages([3]))
    #expect(reason(images, images) == .notLabels([3, 2, 2]))
    #expect(reason(images, fewer) == .labelCount(labels: 2, images: 3, of: "images"))
    #expect(reason(images, same) == .oneClass(5))
    #expect(reason(images, labels, (narrow, labels)) == .otherShape([2, 1, 1], expected: [2, 2, 1], of: "images"))
    #expect(reason(images, labels, (images, fewer)) == .labelCount(labels: 2, images: 3, of: "images"))
  }
}

/// Gzip without compression: enough to write test files.
private enum Gzip {
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]
    file += little(UInt32(length), 2) + little(UInt32(~length), 2) + bytes
    return file + little(checksum(bytes), 4) + little(UInt32(bytes.count), 4)
  }

  private static func little(_ number: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt32(8 * $0)) }
  }

  /// CRC-32 as gzip has it, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder: UInt32 = 0xffff_ffff
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xedb8_8320 : remainder >> 1 }
    }
    return ~remainder
  }
}
