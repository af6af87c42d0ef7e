import CKernels

/// Where the parameters lie in the kernels' buffers: tensor after tensor, each row padded to whole vectors, weights
/// of dense layers input by input (in × padded out), unlike the ``ParameterLayout`` they come from.
struct PaddedLayout: Sendable {
  /// A tensor's place.
  struct Place: Sendable {
    let tensor: Tensor
    /// Its first number; a multiple of 8.
    let offset: Int
    /// Rows that it is stored as, numbers of a row, and from one row to the next.
    let rows: Int
    let columns: Int
    let stride: Int

    var count: Int { rows * stride }
  }

  let source: ParameterLayout
  let places: [Place]
  /// Numbers of the whole buffer.
  let count: Int

  /// - Parameter tensors: of the source's, those that are learned or those that are kept.
  init(_ source: ParameterLayout, _ tensors: [Tensor], of network: Network) throws(ShapeError) {
    self.source = source
    var places: [Place] = []
    var offset = 0
    for tensor in tensors {
      // oneDNN reads the filters of a convolution in their own order.
      let isMatrix = tensor.role == .weight && tensor.shape.count == 2
      let columns = isMatrix ? tensor.shape[0] : tensor.count
      let rows = isMatrix ? tensor.shape[1] : 1
      let stride = Self.padded(columns)
      places.append(Place(tensor: tensor, offset: offset, rows: rows, columns: columns, stride: stride))
      offset = offset.saturatingSum(rows.saturatingProduct(stride))
      guard offset < .max else {
        throw .tooLarge(layer: tensor.layer + 1, name: network.layers[tensor.layer].name)
      }
    }
    self.places = places
    count = offset
  }

  /// The smallest multiple of a vector's width that is not below `width`; `Int.max` where there is none.
  static func padded(_ width: Int) -> Int {
    let lanes = Int(NN_LANES)
    return width > Int.max - lanes ? .max : (width + lanes - 1) / lanes * lanes
  }

  /// The place of a layer's tensor in a role.
  func place(_ role: Tensor.Role, ofLayer layer: Int) -> Place? {
    places.first { $0.tensor.layer == layer && $0.tensor.role == role }
  }

  /// Whether a layer has parameters.
  func hasTensors(ofLayer layer: Int) -> Bool { places.contains { $0.tensor.layer == layer } }

  /// Copies numbers in the order of the ``ParameterLayout`` to a padded buffer.
  func write(_ numbers: [Float], from start: Int = 0, to buffer: UnsafeMutablePointer<Float>) {
    for place in places {
      let from = start + place.tensor.offset
      let to = buffer + place.offset
      for column in 0..<place.columns {
        for row in 0..<place.rows { to[row * place.stride + column] = numbers[from + column * place.rows + row] }
      }
    }
  }

  /// Copies a padded buffer to numbers in the order of the ``ParameterLayout``.
  func read(_ buffer: UnsafeMutablePointer<Float>, into numbers: inout [Float], at start: Int = 0) {
    for place in places {
      let to = start + place.tensor.offset
      let from = buffer + place.offset
      for column in 0..<place.columns {
        for row in 0..<place.rows { numbers[to + column * place.rows + row] = from[row * place.stride + column] }
      }
    }
  }

  /// What training changes: neighbours that are treated alike in one range.
  func ranges(training network: Network) -> [nn_range] {
    var ranges: [nn_range] = []
    for place in places where !network.layers[place.tensor.layer].isFrozen {
      let regularized = place.tensor.role == .weight
      ranges.append(nn_range(offset: place.offset, count: place.count, regularized: regularized))
    }
    return ranges
  }

  /// Ranges joined where they touch and nothing tells them apart.
  static func joined(_ ranges: [nn_range], isRegularized: Bool) -> [nn_range] {
    var result: [nn_range] = []
    for range in ranges {
      if let last = result.last, last.offset + last.count == range.offset,
        !isRegularized || last.regularized == range.regularized
      {
        result[result.count - 1].count += range.count
      } else {
        result.append(range)
      }
    }
    return result
  }
}
