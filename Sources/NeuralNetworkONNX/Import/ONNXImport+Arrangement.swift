import NNText
import NeuralNetwork

/// Nodes that compute nothing: they give the same numbers another shape or order.
extension ONNXImport {
  mutating func arrange(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    switch node.operation {
    case "Transpose": return try transpose(stream, node)
    case "Flatten":
      let axis = node.int("axis", 1)
      guard axis == 1 || axis == -stream.sizes.count else {
        throw ONNXError(node.place, .setting("axis", "\(axis)", expected: Wording(verbatim: "1")))
      }
      return try flatten(stream, node)
    case "Reshape": return try reshape(stream, node)
    default: return try renumber(stream, node)
    }
  }

  private func transpose(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    var stream = stream
    switch (stream.order, node.ints("perm") ?? []) {
    case (.channelsLast, [0, 3, 1, 2]): stream.order = .channelsFirst
    case (.channelsFirst, [0, 2, 3, 1]): stream.order = .channelsLast
    case (_, let order) where order == Array(0...stream.sizes.count): break
    default:
      throw ONNXError(
        node.place,
        .setting(
          "perm", "\(node.ints("perm") ?? [])",
          expected: Wording(en: "one that moves an image's channels", ko: "이미지의 채널을 옮기는 순서")))
    }
    return stream
  }

  mutating func flatten(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard stream.shape.isImage else { return stream }
    guard isCurrent(stream) else { throw ONNXError(node.place, .branches) }
    if globalPool != nil {
      var stream = stream
      (stream.shape, stream.order) = (Shape(stream.shape.channels), .features)
      return stream
    }
    let isSpread = stream.order == .channelsLast && Flatten.permutes(stream.shape)
    return try append(
      .flatten, behind: stream, order: isSpread ? .spread(stream.shape) : .features, at: node.place)
  }

  /// The last layer, where it is a pool over a whole image.
  private var globalPool: Pool2D? {
    if case .pool2d(let pool)? = network.layers.last?.kind, pool.extent == .image { pool } else { nil }
  }

  /// What reads the one pixel that a pool over the whole image leaves as an image wants a window as large as the image.
  mutating func keepPixel(of stream: Stream, at place: ONNXError.Place) throws(ONNXError) {
    guard stream.shape.isImage, let pool = globalPool else { return }
    let index = network.layers.count - 1
    guard let image = try? network.shapes()[index].dimensions, image[0] == image[1] else {
      throw ONNXError(place, .form(Self.name(of: stream)))
    }
    network.layers[index].kind = .pool2d(Pool2D(pool.mode, size: image[0]))
  }

  /// To one row of features; from one to an image with one channel where nothing was done yet.
  private mutating func reshape(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    guard node.inputs.count == 2 else { throw ONNXError(node.place, .inputCount(node.inputs.count)) }
    let wanted = try wholeNumbers(node.inputs[1], at: node)
    let rows = file.inputs[0].shape?.first ?? -1
    let count = stream.shape.count
    if wanted.count == 2, isRows(wanted[0], rows), wanted[1] == count || wanted[1] == -1 && wanted[0] != -1 {
      return try flatten(stream, node)
    }
    if wanted.count == 2, wanted[0] == -1, wanted[1] == count { return try flatten(stream, node) }
    // One size may be left to be worked out; that is the rows' here, or another where the rows are said.
    var sizes = Array(wanted.dropFirst())
    if let open = sizes.firstIndex(of: -1), wanted.first != -1 {
      let known = sizes.filter { $0 != -1 }.reduce(1) { $0.saturatingProduct(max(0, $1)) }
      if known > 0, count % known == 0 { sizes[open] = count / known }
    }
    guard wanted.count == 4, isRows(wanted[0], rows), sizes.allSatisfy({ $0 > 0 }), Shape(sizes).count == count,
      network.layers.isEmpty, scaling == nil, stream.order == .features || stream.order == .grid
    else {
      throw ONNXError(
        node.place,
        .value(
          Wording(en: "the shape", ko: "모양"), Wording(verbatim: "\(wanted)"),
          expected: Wording(verbatim: "[-1, \(count)]")))
    }
    var stream = stream
    let isTurned = file.nodes.contains { $0.operation == "Transpose" && $0.inputs.first == node.outputs.first }
    guard isTurned || sizes[0] == 1 else {
      throw ONNXError(node.place, .form(Wording(en: "\(sizes[0]) channels in front", ko: "앞에 채널이 \(sizes[0])개 있는 이미지")))
    }
    stream.shape = isTurned ? Shape(sizes) : Shape([sizes[1], sizes[2], 1])
    stream.order = isTurned ? .channelsLast : .channelsFirst
    network.input = stream.shape
    return stream
  }

  /// As many rows as go in: -1, 0 (as the input has) or the number that the input itself says.
  private func isRows(_ size: Int, _ rows: Int) -> Bool { size == -1 || size == 0 || size == rows }

  /// A channel axis for an image without one; axes of size 1 that go.
  private mutating func renumber(_ stream: Stream, _ node: ONNXFile.Node) throws(ONNXError) -> Stream {
    let axes = node.inputs.count > 1 ? try wholeNumbers(node.inputs[1], at: node) : node.ints("axes") ?? []
    var stream = stream
    switch (node.operation, stream.order, axes) {
    case ("Unsqueeze", .grid, [1]), ("Unsqueeze", .grid, [-3]): stream.order = .channelsFirst
    case ("Unsqueeze", .grid, [3]), ("Unsqueeze", .grid, [-1]): stream.order = .channelsLast
    case ("Squeeze", _, _) where stream.shape.isImage && stream.shape.dimensions.prefix(2) == [1, 1]:
      let places = Set(axes.map { $0 < 0 ? $0 + 4 : $0 })
      guard places == Set([1, 2, 3]).subtracting([stream.channelAxis]) else { fallthrough }
      return try flatten(stream, node)
    default:
      throw ONNXError(
        node.place, .setting("axes", "\(axes)", expected: Wording(en: "those of an image's channels", ko: "이미지의 채널 축")))
    }
    return stream
  }
}
