/// One tensor of a network: its name in files and its place in the flat buffer of all parameters.
public struct Tensor: Hashable, Sendable {
  /// What a tensor is to its layer.
  public enum Role: String, Hashable, Sendable {
    case weight, bias
    /// The learned slope of a `prelu`.
    case slope
  }

  /// As PyTorch's `nn.Sequential` names it: `0.weight`; the index counts activation modules too.
  public var name: String
  /// What it is to its layer.
  public var role: Role
  /// [out, in] of a weight, [out] of a bias, [1] of a slope.
  public var shape: [Int]
  /// The layer it belongs to, from 0.
  public var layer: Int
  /// Its first number in the flat buffer.
  public var offset: Int
  /// How many numbers it has.
  public var count: Int
  /// Inputs of one unit of its layer.
  public var fanIn: Int
  /// Units of its layer.
  public var fanOut: Int

  /// Its numbers in the flat buffer.
  public var range: Range<Int> { offset..<(offset + count) }
}

/// Where every parameter of a network lies: one flat buffer, layer by layer, weight before bias before slope.
public struct ParameterLayout: Hashable, Sendable {
  /// In the order of their offsets, without gaps.
  public let tensors: [Tensor]
  /// Numbers of all tensors.
  public let count: Int

  /// The layout of a network whose shapes are known.
  public init(_ network: Network) throws(ShapeError) {
    let shapes = try network.shapes()
    var tensors: [Tensor] = []
    var offset = 0
    var module = 0
    func add(_ form: TensorForm, named name: String, layer: Int) throws(ShapeError) {
      let count = form.shape.reduce(1) { $0.saturatingProduct($1) }
      let end = offset.saturatingSum(count)
      guard end < .max else { throw .tooLarge(layer: layer + 1, name: network.layers[layer].name) }
      tensors.append(
        Tensor(
          name: name, role: form.role, shape: form.shape, layer: layer, offset: offset, count: count,
          fanIn: form.fanIn, fanOut: form.fanOut))
      offset = end
    }
    for (index, layer) in network.layers.enumerated() {
      for form in layer.form.tensors(for: shapes[index]) {
        try add(form, named: "\(module).\(form.role.rawValue)", layer: index)
      }
      module += 1
      if layer.activation.kind == .prelu {
        // PyTorch's module of that name calls its slope `weight`.
        try add(TensorForm(role: .slope, shape: [1], fanIn: 1, fanOut: 1), named: "\(module).weight", layer: index)
      }
      if layer.activation.kind != .linear { module += 1 }
    }
    self.tensors = tensors
    count = offset
  }

  /// The tensor of a layer (from 0) in a role.
  public func tensor(_ role: Tensor.Role, ofLayer layer: Int) -> Tensor? {
    tensors.first { $0.layer == layer && $0.role == role }
  }

  /// How many parameters a layer (from 0) has.
  public func count(ofLayer layer: Int) -> Int {
    tensors.reduce(0) { $1.layer == layer ? $0 + $1.count : $0 }
  }
}
