import CZlib
import NNText

/// A zip archive in memory, as `numpy.savez` and `savez_compressed` write it: stored or deflated entries, zip64 too.
///
/// Source: PKWARE's APPNOTE.TXT 6.3.
struct ZipArchive {
  struct Entry: Hashable {
    var name: String
    fileprivate var flags: Int
    fileprivate var method: Int
    fileprivate var checkSum: UInt32
    fileprivate var compressed: Int
    fileprivate var size: Int
    fileprivate var header: Int
  }

  private let bytes: [UInt8]
  private let name: String
  /// In the order of the archive's directory.
  let entries: [Entry]

  /// Above this size, more than so many times the compressed bytes is a bomb: no array worth learning from is so empty.
  private static let harmless = 32 << 20
  private static let largestRatio = 100

  init(_ bytes: [UInt8], name: String) throws(NumPyError) {
    self.bytes = bytes
    self.name = name
    var directory = try Directory(bytes, name: name)
    var entries: [Entry] = []
    while entries.count < directory.count { entries.append(try directory.next()) }
    self.entries = entries
  }

  /// An entry's bytes, uncompressed and checked.
  func contents(of entry: Entry) throws(NumPyError) -> [UInt8] {
    let title = "\(name): \(entry.name)"
    guard entry.flags & 1 == 0 else { throw NumPyError(title, .encrypted) }
    guard entry.method == 0 || entry.method == 8 else { throw NumPyError(title, .method(entry.method)) }
    guard entry.size <= Self.harmless || entry.size / Self.largestRatio <= entry.compressed else {
      throw NumPyError(title, .bomb(compressed: entry.compressed, claimed: entry.size))
    }
    let local = LittleEndian(bytes)
    guard local.number(at: entry.header, 4) == 0x0403_4b50, let nameLength = local.number(at: entry.header + 26, 2),
      let extraLength = local.number(at: entry.header + 28, 2)
    else {
      throw NumPyError(
        title, .damagedZip(Wording(en: "its entry is not where the directory says", ko: "목차가 가리키는 곳에 항목이 없습니다")))
    }
    let start = entry.header + 30 + nameLength + extraLength
    guard start <= bytes.count, entry.compressed <= bytes.count - start else { throw NumPyError(title, .truncatedZip) }
    let packed = bytes[start..<(start + entry.compressed)]
    let contents = entry.method == 0 ? Array(packed) : try inflated(packed, size: entry.size, title)
    guard contents.count == entry.size else {
      throw NumPyError(
        title,
        .damagedZip(
          Wording(
            en: "it holds \(contents.count) bytes, the directory says \(entry.size)",
            ko: "\(contents.count)바이트가 들어 있는데 목차에는 \(entry.size)바이트라고 적혀 있습니다")))
    }
    guard contents.withUnsafeBufferPointer({ cz_check_sum($0.baseAddress, $0.count) }) == entry.checkSum else {
      throw NumPyError(title, .damagedZip(Wording(en: "its check sum is wrong", ko: "체크섬이 맞지 않습니다")))
    }
    return contents
  }

  private func inflated(_ packed: ArraySlice<UInt8>, size: Int, _ title: String) throws(NumPyError) -> [UInt8] {
    do {
      return try packed.withUnsafeBufferPointer { (packed) throws(GzipStream.Failure) in
        let stream = try GzipStream(packed, isBare: true)
        var contents: [UInt8] = []
        // A size that lies must not cost its memory at once.
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while contents.count < size {
          let wanted = min(chunk.count, size - contents.count)
          let made = try chunk.withUnsafeMutableBufferPointer { (room) throws(GzipStream.Failure) in
            try stream.read(into: UnsafeMutableBufferPointer(rebasing: room[..<wanted]))
          }
          contents += chunk[..<made]
          if stream.isAtEnd { return contents }
        }
        guard try stream.endsHere() else { throw .trailing(offset: -1) }
        return contents
      }
    } catch {
      throw NumPyError(
        title,
        .damagedZip(
          error == .truncated
            ? Wording(en: "its compressed data are cut off", ko: "압축 데이터가 잘렸습니다")
            : Wording(en: "its compressed data make no sense", ko: "압축 데이터를 풀 수 없습니다")))
    }
  }
}

extension ZipArchive {
  /// The list of entries at the archive's end.
  private struct Directory {
    let name: String
    let bytes: LittleEndian
    let count: Int
    var at: Int

    private static let shortest = 22
    /// An entry takes at least so many bytes.
    private static let entryLength = 46

    init(_ file: [UInt8], name: String) throws(NumPyError) {
      self.name = name
      bytes = LittleEndian(file)
      // A comment of up to 65,535 bytes may follow the last record.
      let lowest = max(0, file.count - Self.shortest - 0xffff)
      var place = file.count - Self.shortest
      while place >= lowest, bytes.number(at: place, 4) != 0x0605_4b50 { place -= 1 }
      guard place >= lowest, var count = bytes.number(at: place + 10, 2), var at = bytes.number(at: place + 16, 4)
      else {
        throw NumPyError(name, file.starts(with: [0x50, 0x4b]) ? .truncatedZip : .notZip)
      }
      if count == 0xffff || at == 0xffff_ffff, bytes.number(at: place - 20, 4) == 0x0706_4b50,
        let large = bytes.number(at: place - 12, 8), bytes.number(at: large, 4) == 0x0606_4b50,
        let largeCount = bytes.number(at: large + 32, 8), let largeAt = bytes.number(at: large + 48, 8)
      {
        (count, at) = (largeCount, largeAt)
      }
      guard at <= file.count, count <= (file.count - at) / Self.entryLength else {
        throw NumPyError(
          name, .damagedZip(Wording(en: "its directory is not where its end says", ko: "파일 끝이 가리키는 곳에 목차가 없습니다")))
      }
      self.count = count
      self.at = at
    }

    mutating func next() throws(NumPyError) -> Entry {
      let damaged = NumPyError(name, .damagedZip(Wording(en: "its directory makes no sense", ko: "목차를 읽을 수 없습니다")))
      guard bytes.number(at: at, 4) == 0x0201_4b50, let flags = bytes.number(at: at + 8, 2),
        let method = bytes.number(at: at + 10, 2), let checkSum = bytes.number(at: at + 16, 4),
        var compressed = bytes.number(at: at + 20, 4), var size = bytes.number(at: at + 24, 4),
        let nameLength = bytes.number(at: at + 28, 2), let extraLength = bytes.number(at: at + 30, 2),
        let commentLength = bytes.number(at: at + 32, 2), var header = bytes.number(at: at + 42, 4),
        let text = bytes.text(at: at + 46, nameLength)
      else { throw damaged }
      var extra = at + 46 + nameLength
      let end = extra + extraLength
      while extra + 4 <= end, let id = bytes.number(at: extra, 2), let length = bytes.number(at: extra + 2, 2) {
        if id == 1 {
          // The sizes that do not fit 32 bits, in this order, those alone.
          var place = extra + 4
          func large(_ value: Int) throws(NumPyError) -> Int {
            guard value == 0xffff_ffff else { return value }
            guard let number = bytes.number(at: place, 8) else { throw damaged }
            place += 8
            return number
          }
          size = try large(size)
          compressed = try large(compressed)
          header = try large(header)
        }
        extra += 4 + length
      }
      at = end + commentLength
      return Entry(
        name: text, flags: flags, method: method, checkSum: UInt32(truncatingIfNeeded: checkSum),
        compressed: compressed, size: size, header: header)
    }
  }
}

/// Numbers of a file, lowest byte first; nil beyond its end, and where a number is no size.
private struct LittleEndian {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func number(at place: Int, _ width: Int) -> Int? {
    guard place >= 0, place <= bytes.count - width else { return nil }
    let bits = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    // Sums of a few such numbers must not overflow.
    return bits < 1 << 56 ? Int(bits) : nil
  }

  func text(at place: Int, _ count: Int) -> String? {
    guard place >= 0, count <= bytes.count - place else { return nil }
    return String(validating: bytes[place..<(place + count)], as: UTF8.self)
  }
}
