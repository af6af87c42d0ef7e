/// Layers whose output is added to their input: y = x + F(x), same shape in and out; the sum goes on to the next layer.
///
/// Backward: dx = dy + dF. He, Zhang, Ren, Sun 2016, Deep residual learning for image recognition.
public struct ResidualBlock: Hashable, Sendable {
  /// The layers of F, from 0; at least one. Layers of blocks within this one count too.
  public var layers: Range<Int>

  /// - Parameter layers: from 0, at least one.
  public init(_ layers: Range<Int>) { self.layers = layers }
}

extension Network {
  /// Adds a block of layers at the end.
  public mutating func appendResidual(_ body: [Layer]) {
    let start = layers.count
    layers += body
    makeResidual(from: start)
  }

  /// Makes a block of the last layers, those from `start` (from 0) on; blocks among them come to lie within it.
  public mutating func makeResidual(from start: Int) {
    let block = ResidualBlock(start..<max(start, layers.count))
    let place = blocks.firstIndex { $0.layers.lowerBound >= start } ?? blocks.count
    blocks.insert(block, at: place)
  }

  /// Takes away the last layer, or the whole block that ends there.
  public mutating func removeLast() {
    guard !layers.isEmpty else { return }
    let start = blocks.first { $0.layers.upperBound == layers.count }?.layers.lowerBound ?? layers.count - 1
    layers.removeLast(layers.count - start)
    blocks.removeAll { $0.layers.upperBound > start }
    hasOutput = false
  }

  /// The blocks that begin before a layer (from 0), outer ones first.
  package func blocksBegun(at layer: Int) -> [Int] { blocks.indices.filter { blocks[$0].layers.lowerBound == layer } }

  /// The blocks that end behind a layer (from 0), inner ones first.
  package func blocksEnded(at layer: Int) -> [Int] {
    blocks.indices.reversed().filter { blocks[$0].layers.upperBound == layer + 1 }
  }

  /// Whether what goes out is a sum.
  package var endsInBlock: Bool { blocks.contains { $0.layers.upperBound == layers.count } }

  func checkBlocks(_ shapes: [Shape?]) throws(ShapeError) {
    var open: [Range<Int>] = []
    var start = 0
    for block in blocks {
      let range = block.layers
      while let outer = open.last, outer.upperBound <= range.lowerBound { open.removeLast() }
      guard !range.isEmpty, range.lowerBound >= start, range.upperBound <= layers.count,
        open.last.map({ range.upperBound <= $0.upperBound }) ?? true
      else { throw .blockMisplaced(layers: range) }
      start = range.lowerBound
      open.append(range)
      guard let input = shapes[range.lowerBound], let output = shapes[range.upperBound], input != output else {
        continue
      }
      throw .block(layers: (range.lowerBound + 1)...range.upperBound, input: input, output: output)
    }
  }
}
