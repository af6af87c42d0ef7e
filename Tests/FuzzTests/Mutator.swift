import NeuralNetwork

/// Makes wrong inputs of right ones. The same seed makes the same inputs.
struct Mutator {
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var random: RandomStream
  private static let longest = 1 << 14

  init(_ seeds: [[UInt8]], words: [String], seed: UInt64) {
    self.seeds = seeds.map { Array($0.prefix(Self.longest)) }
    self.words = words.map { Array($0.utf8) }
    random = RandomStream(seed: seed, .shuffling)
  }

  /// One of the right ones.
  mutating func seed() -> [UInt8] { seeds[random.integer(below: seeds.count)] }

  mutating func next() -> [UInt8] {
    var bytes = seed()
    for _ in 0...random.integer(below: 6) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return bytes = words[random.integer(below: words.count)] }
    let place = random.integer(below: bytes.count)
    let range = place..<min(bytes.count, place + 1 + random.integer(below: 64))
    switch random.integer(below: 9) {
    case 0: bytes[place] ^= 1 << UInt8(random.integer(below: 8))
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.insert(contentsOf: words[random.integer(below: words.count)], at: place)
    case 3: bytes.removeSubrange(range)
    case 4: bytes.removeSubrange(place...)
    case 5: bytes.insert(contentsOf: bytes[range], at: random.integer(below: bytes.count))
    case 6:
      let other = seeds[random.integer(below: seeds.count)]
      guard !other.isEmpty else { return }
      let start = random.integer(below: other.count)
      bytes.replaceSubrange(range, with: other[start..<min(other.count, start + 200)])
    case 7: bytes.insert(contentsOf: Array(repeating: bytes[range], count: 40).joined(), at: place)
    // Numbers of a header that lie.
    default: for index in range.prefix(8) { bytes[index] = random.next() & 1 == 0 ? 0xff : 0 }
    }
    if bytes.count > Self.longest { bytes.removeSubrange(Self.longest...) }
  }
}
