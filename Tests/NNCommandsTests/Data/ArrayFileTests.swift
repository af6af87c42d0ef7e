import NNScript
import Testing

@testable import NNCommands

@Suite struct ArrayFileTests {
  /// A file of NumPy's: float32, in C order.
  /// Images with their channels first are the same images with them last.
  @Test func channelsFirst() throws {
    let talk = Conversation()
    let first = (0..<48).map { Float(($0 * 7) % 11) }
    var last = first
    for row in 0..<2 {
      for pixel in 0..<8 {
        for channel in 0..<3 { last[row * 24 + pixel * 3 + channel] = first[row * 24 + channel * 8 + pixel] }
      }
    }
    try talk.write(Self.npy([2, 3, 2, 4], first), to: "first.npy")
    try talk.write(Self.npy([2, 2, 4, 3], last), to: "last.npy")
    try talk.write(Self.npy([2], [0, 1]), to: "y.npy")
    let net = "layer conv2d 2 kernel 2 tanh\nlayer flatten\noutput sigmoid\nprint loss"
    let loss = talk.output("data npy \"last.npy\" \"y.npy\" as classes\n\(net)")
    #expect(talk.reported.contains("each row is an image of 2×4 with 3 channels"))
    let other = talk.output("model two\ndata npy \"first.npy\" \"y.npy\" channels first as classes\n\(net)")
    #expect(other == loss)
    #expect(!talk.reported.contains("channels first"))
    try talk.write(Self.npy([2, 3], [1, 2, 3, 4, 5, 6]), to: "flat.npy")
    #expect(talk.errors("data npy \"flat.npy\" \"y.npy\" channels first") == ["E0506"])
    try talk.write(Self.npy([2, 3, 8, 8], Array(repeating: 1, count: 384)), to: "images.npy")
    talk.output("data npy \"images.npy\" \"y.npy\"")
    #expect(talk.reported.contains("if the channels come first, say `channels first`"))
  }

  static func npy(_ shape: [Int], _ numbers: [Float]) -> [UInt8] {
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(sizes)), }"
    header += String(repeating: " ", count: (64 - (header.utf8.count + 11) % 64) % 64) + "\n"
    let count = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 0xff), UInt8(count >> 8)] + Array(header.utf8)
      + numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> ($0 * 8)) } }
  }

  /// What is wrong with the inputs stands at the inputs' file.
  @Test(arguments: [("\"x.npy\"", [Float.nan, 2]), ("\"y.npy\"", [1, 2])])
  func mistakesStandAtTheirFile(place: String, inputs: [Float]) throws {
    let conversation = Conversation()
    try conversation.write(Self.npy([2, 1], inputs), to: "x.npy")
    let rows = place == "\"y.npy\"" ? 3 : 2
    try conversation.write(Self.npy([rows], Array(repeating: 1, count: rows)), to: "y.npy")
    conversation.run("data npy \"x.npy\" \"y.npy\"")
    let lines = conversation.reported.split(separator: "\n")
    let (code, carets) = (String(lines[1]), String(lines[2]))
    let start = try #require(carets.firstIndex(of: "^"))
    #expect(String(code[start...].prefix(carets[start...].count)) == place)
  }

  /// The keys that NumPy's users choose first are words of the statement.
  @Test func arraysMayBeCalledLikeOptions() throws {
    let conversation = Conversation()
    #expect(conversation.run("data npz \"none.npz\" x x y y as classes") == .failed)
    #expect(conversation.reported.contains("E0701"))
    #expect(conversation.run("data npz \"none.npz\" x y") == .failed)
    #expect(conversation.reported.contains("E0204"))
  }
}
