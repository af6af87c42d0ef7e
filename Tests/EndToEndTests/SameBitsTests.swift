import Glibc
import Testing

/// Large networks share their work among threads: the same number of threads gives the same bits.
@Suite struct SameBitsTests {
  private static let images = 640
  private static let side = 28

  /// The networks of the workloads P3 and P5.
  private static let networks = [
    "layer flatten\nlayer 512 relu\nlayer 256 relu\noutput softmax",
    """
    layer conv2d 32 kernel 3 relu
    layer maxpool2d 2
    layer conv2d 64 kernel 3 relu
    layer maxpool2d 2
    layer flatten
    output softmax
    """,
  ]

  @Test("two trainings with as many threads give the same bits", arguments: networks, [1, 2, 3])
  func twice(network: String, threads: Int) throws {
    let nnsh = Nnsh()
    Self.write(Self.header([3, Self.images, Self.side, Self.side]) + Self.pixels, to: nnsh.folder.path + "/images")
    Self.write(
      Self.header([1, Self.images]) + (0..<Self.images).map { UInt8($0 % 10) }, to: nnsh.folder.path + "/labels")
    nnsh.folder.write(
      """
      param name = "a"
      data idx "images" "labels"
      scale by (1/255)
      batch 128
      \(network)
      optimizer adam rate 0.001
      train 2 epochs
      eval
      save "{$name}.safetensors" with optimizer

      """, to: "t.nn")
    let results = ["a", "b"].map { nnsh.run("--threads", "\(threads)", "t.nn", "name=\($0)") }
    for result in results { #expect(result.status == 0, "\(result.errors)") }
    #expect(results[0].output == results[1].output)
    let first = try #require(nnsh.folder.bytes("a.safetensors"))
    #expect(first == nnsh.folder.bytes("b.safetensors"))
  }

  /// IDX of bytes: the number of dimensions and each of them.
  private static func header(_ numbers: [Int]) -> [UInt8] {
    [0, 0, 8, UInt8(numbers[0])]
      + numbers.dropFirst().flatMap { count in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } }
  }

  private static let pixels: [UInt8] = {
    var state: UInt64 = 1
    return (0..<images * side * side).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
  }()

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
