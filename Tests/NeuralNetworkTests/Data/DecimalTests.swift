import CTables
import Glibc
import Testing

@testable import NeuralNetwork

/// Decimal numbers are read as the nearest float32: as the C library reads them.
@Suite struct DecimalTests {
  private func read(_ text: String) -> Float? {
    var value: Float = 0
    let bytes = Array(text.utf8)
    return ct_number(bytes + Array(repeating: 0, count: 8), bytes.count, &value) == CT_OK ? value : nil
  }

  private func agree(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let expected = strtof(text, nil)
    let found = read(text)
    #expect(
      expected.isInfinite ? found == nil : found?.bitPattern == expected.bitPattern, "\(text)",
      sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "0", "-0", "1", "+1", "16777217", "16777219", "0.1", "1e-45", "7e-46", "7.1e-46", "1.17549435e-38", "3.4028235e38",
    "3.4028236e38", "3.4028235677973366e38", "1e400", "1e-400", "0e999999999999", "1e99999999999999999999",
    "0.000000000000000000000000000000000000000000000000000000000000000000001e69", "00000000000000000000000000001",
    "123456789012345678901234567890", "9007199254740993", "0.00000000000000000000000000000000000000000000001401298464",
    "8.589973e9", "1.00000017881393432617187499", "1.000000178813934326171875", "1.00000017881393432617187501",
  ])
  func known(_ text: String) { agree(text) }

  @Test(arguments: [
    "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1 2", "--1", "0x1p3", "nan", "inf", "1_000", "1,5", "١",
  ])
  func noNumbers(_ text: String) { #expect(read(text) == nil) }

  @Test func blanksAroundDoNotMatter() {
    #expect(read(" 1.5\t") == 1.5)
  }

  /// Numbers of every size, shortest and longest spellings, and the middles of two floats. NNSH_SLOW: millions.
  @Test func likeTheCLibrary() {
    var stream = RandomStream(seed: 1, .clouds)
    let rounds = getenv("NNSH_SLOW") == nil ? 60_000 : 3_000_000
    for round in 0..<rounds {
      let bits = stream.next()
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      switch round % 5 {
      case 0: if float.isFinite { agree("\(float)") }
      case 1: agree("\(bits >> (stream.next() % 64))e\(Int(stream.next() % 90) - 60)")
      case 2: agree("\(Double(bits) * 1e-19)")
      case 3:
        let next = float.nextUp
        if float.isFinite && next.isFinite { agree("\((Double(float) + Double(next)) / 2)") }
      default: agree("-\(bits >> (stream.next() % 64)).\(stream.next())\(stream.next())")
      }
    }
  }
}
