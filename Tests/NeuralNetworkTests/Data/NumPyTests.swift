import Testing

@testable import NeuralNetwork

/// Files of Tests/Fixtures/numpy, which NumPy wrote.
@Suite struct NumPyTests {
  private func array(_ name: String) throws -> NPYArray {
    try NPYArray(try fixture("numpy/\(name)"), name: name)
  }

  private func error(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    "little_f4", "big_f4", "little_f8", "big_f8", "little_i2", "big_i4", "little_i8", "big_i8", "little_u2", "big_u8",
    "i1", "u1", "fortran", "version1", "version2", "version3",
  ])
  func everyTypeAndOrder(_ name: String) throws {
    let array = try array("\(name).npy")
    #expect(array.shape == [4, 3])
    #expect(array.numbers.floats == (0..<12).map { Float($0) })
  }

  @Test func bytesStayBytes() throws {
    #expect(try array("u1.npy").numbers == .bytes(Array(0..<12)))
    #expect(try array("b1.npy").numbers == .bytes((0..<12).map { $0 % 2 }))
    #expect(try array("images_fortran.npy").numbers == .bytes(Array(0..<24)))
  }

  @Test(arguments: [
    ("objects", "'objects.npy' holds Python objects, which only Python may read"),
    ("words", "'words.npy' holds numbers of type '<U2', expected float32, float64, integers or booleans"),
    ("records", "'records.npy' holds numbers of type 'a record', expected float32, float64, integers or booleans"),
    ("complex", "'complex.npy' holds numbers of type '<c16', expected float32, float64, integers or booleans"),
  ])
  func otherTypes(name: String, says: String) { #expect(error { _ = try array("\(name).npy") } == says) }

  @Test(arguments: ["stored.npz", "deflated.npz"]) func archives(_ name: String) throws {
    let file = try fixture("numpy/\(name)")
    let data = try Dataset(npz: file, name: name, x: "inputs", y: "targets", hasClasses: true)
    #expect(data.rows == 20)
    #expect(data.shape == Shape(2))
    #expect(data.x[0] == -1 && data.x[39] == 1)
    #expect(data.targets == .classes(names: ["3", "4"], indices: (0..<20).map { $0 < 10 ? 0 : 1 }))
    let numbers = try Dataset(npz: file, name: name, x: "inputs", y: "targets", hasClasses: false)
    #expect(numbers.targets.rows == 20 && numbers.targets.classNames == nil)
    #expect(
      error { _ = try Dataset(npz: file, name: name, x: "inputs", y: "target", hasClasses: true) }
        == "'\(name)' has no array 'target'")
  }

  @Test func shapesOfData() throws {
    func data(_ x: String, _ y: String, hasClasses: Bool = false) throws -> Dataset {
      try Dataset(name: "npy", x: try array(x), y: try array(y), hasClasses: hasClasses)
    }
    #expect(
      try data("row.npy", "u1.npy").targets == .numbers(names: ["y1", "y2", "y3"], values: (0..<12).map { Float($0) }))
    #expect(try data("u1.npy", "row.npy", hasClasses: true).targets.classNames == ["0", "1"])
    #expect(
      error { _ = try data("row.npy", "u1.npy", hasClasses: true) }
        == "'u1.npy' `as classes` makes one column the classes, found 3")
    #expect(error { _ = try data("nan.npy", "row.npy") } == "'row.npy' has 4 targets, but there are 2 rows of inputs")
    #expect(error { _ = try data("nan.npy", "nan.npy") } == "'nan.npy' has nan in row 2, column 2")
    let images = try Dataset(
      name: "npy", x: try array("images_fortran.npy"), y: try NPYArray(Self.npy("(2,)", "|u1", [7, 8]), name: "y"),
      hasClasses: true)
    #expect(images.shape == Shape([3, 4, 1]))
    #expect(images.numbers == .bytes(Array(0..<24)))
  }

  private static func npy(_ shape: String, _ type: String, _ data: [UInt8], order: String = "False") -> [UInt8] {
    let header = Array("{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }".utf8)
    return NPYHeader.magic + [1, 0, UInt8(header.count % 256), UInt8(header.count / 256)] + header + data
  }

  @Test(
    arguments: [
      ([], "'f' is no array of NumPy's: it does not begin with \\x93NUMPY"),
      (npy("(2,)", "<f4", [0, 0, 0, 0]), "'f' has 4 bytes of numbers, its header (2) makes that 8"),
      (npy("(1,)", "<f4", [0, 0, 0, 0, 0]), "'f' has 5 bytes of numbers, its header (1) makes that 4"),
      (
        npy("(99999999999, 99999999999, 99999999999)", "<f4", []),
        "'f' claims 99999999999×99999999999×99999999999 numbers, more than fit this machine"
      ),
      (npy("(2", "<f4", []), "'f' has a header that cannot be read: a size of the shape is no number"),
      (npy("(-2,)", "<f4", []), "'f' has a header that cannot be read: a size of the shape is no number"),
      (npy("2", "<f4", []), "'f' has a header that cannot be read: a value is no text, boolean or tuple"),
      (npy("(2,)", "<f4", [], order: "'no'"), "'f' has a header that cannot be read: it does not say fortran_order"),
      (NPYHeader.magic + [9, 0, 0, 0], "'f' is written in version 9 of the format, versions 1 to 3 are known"),
      (NPYHeader.magic + [1, 0, 200, 0], "'f' has a header that cannot be read: it is cut off"),
    ] as [([UInt8], String)])
  func badArrays(file: [UInt8], says: String) { #expect(error { _ = try NPYArray(file, name: "f") } == says) }

  @Test func badArchives() throws {
    let good = try fixture("numpy/deflated.npz")
    func read(_ file: [UInt8]) -> String {
      error { _ = try Dataset(npz: file, name: "f", x: "inputs", y: "targets", hasClasses: false) }
    }
    #expect(read([]) == "'f' is no npz file: no zip archive ends there")
    #expect(read(Array(good.prefix(200))) == "'f' is cut off")
    // The directory claims 4 GiB of one entry.
    var bomb = good
    let directory = try #require(good.indices.last { good[$0...].starts(with: [0x50, 0x4b, 1, 2]) })
    for place in 24..<28 { bomb[directory + place] = 0xfe }
    #expect(read(bomb).contains("claims to hold 4079 MiB"))
    var other = good
    other[directory + 10] = 12
    #expect(read(other) == "'f: targets.npy' is compressed by method 12, expected stored or deflate")
    var sum = good
    sum[directory + 16] ^= 1
    #expect(read(sum) == "'f: targets.npy' is damaged: its check sum is wrong")
  }

  /// Whatever is done to a file: rows or an error, never a trap.
  @Test func damagedFiles() throws {
    var stream = RandomStream(seed: 6, .clouds)
    let files = try ["stored.npz", "deflated.npz", "fortran.npy", "version3.npy"].map {
      try fixture("numpy/\($0)")
    }
    for round in 0..<1500 {
      var bytes = files[round % files.count]
      for _ in 0...(round % 3) {
        let place = Int(stream.next() % UInt64(bytes.count))
        if stream.next() % 8 == 0 {
          bytes.removeSubrange(place...)
          if bytes.isEmpty { bytes = [0] }
        } else {
          bytes[place] = UInt8(truncatingIfNeeded: stream.next())
        }
      }
      do throws(NumPyError) {
        if round % 4 < 2 {
          _ = try Dataset(npz: bytes, name: "f", x: "inputs", y: "targets", hasClasses: false, limit: 1 << 20)
        } else {
          _ = try NPYArray(bytes, name: "f", limit: 1 << 20)
        }
      } catch {}
    }
  }
}
