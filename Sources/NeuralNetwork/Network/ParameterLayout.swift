/// One tensor of a network: its name in files and its place in the flat buffer of all parameters.
public struct Tensor: Hashable, Sendable {
  /// What a tensor is to its layer.
  public enum Role: String, Hashable, Sendable {
    case weight, bias
    /// The learned slope of a `prelu`.
    case slope
    /// What a normalization multiplies by, γ.
    case scale
    /// Running statistics of a batchnorm: kept, not learned.
    case runningMean = "running mean"
    case runningVariance = "running variance"

    /// What PyTorch's modules call it.
    var fileName: String {
      switch self {
      case .weight, .slope, .scale: "weight"
      case .bias: "bias"
      case .runningMean: "running_mean"
      case .runningVariance: "running_var"
      }
    }
  }

  /// As PyTorch's `nn.Sequential` names it: `0.weight`; the index counts activation modules too, and so does a residual
  /// block, whose own modules count from 0 again: `3.0.weight`.
  public var name: String
  /// What it is to its layer.
  public var role: Role
  /// [out, in] of a weight, [out, in, rows, columns] of a convolution's, [out] of a bias, [1] of a slope.
  public var shape: [Int]
  /// The layer it belongs to, from 0.
  public var layer: Int
  /// Its first number in the flat buffer.
  public var offset: Int
  /// How many numbers it has.
  public var count: Int
  /// What every number begins at; nil: an initializer draws them.
  package var constant: Double?
  /// Inputs of one unit of its layer.
  public var fanIn: Int
  /// Units of its layer.
  public var fanOut: Int

  /// Its numbers in the flat buffer.
  public var range: Range<Int> { offset..<(offset + count) }
}

/// Where every number of a network's tensors lies: one flat buffer of what is learned, layer by layer, weight before bias
/// before slope, and a second one of what is only kept.
public struct ParameterLayout: Hashable, Sendable {
  /// What is learned, in the order of the offsets, without gaps.
  public let tensors: [Tensor]
  /// Numbers of all ``tensors``.
  public let count: Int
  /// What is kept and stored but not learned, with offsets of its own.
  public let buffers: [Tensor]
  /// Numbers of all ``buffers``.
  public let bufferCount: Int

  /// The layout of a network whose shapes are known.
  public init(_ network: Network) throws(ShapeError) {
    let shapes = try network.shapes()
    var learned = TensorList()
    var kept = TensorList()
    var path = ModulePath()
    for (index, layer) in network.layers.enumerated() {
      for _ in network.blocksBegun(at: index) { path.open() }
      func add(_ form: TensorForm, to list: inout TensorList) throws(ShapeError) {
        let name = path.text + form.role.fileName
        guard list.append(form, named: name, layer: index) else {
          throw .tooLarge(layer: index + 1, name: layer.name)
        }
      }
      for form in layer.form.tensors(for: shapes[index]) { try add(form, to: &learned) }
      for form in layer.form.buffers(for: shapes[index]) { try add(form, to: &kept) }
      path.advance()
      if layer.activation.kind == .prelu {
        // PyTorch's module of that name calls its slope `weight`.
        try add(.constant(layer.activation.alpha, role: .slope, shape: [1]), to: &learned)
      }
      if layer.activation.kind != .linear { path.advance() }
      for _ in network.blocksEnded(at: index) { path.close() }
    }
    (tensors, count) = (learned.tensors, learned.count)
    (buffers, bufferCount) = (kept.tensors, kept.count)
  }

  /// The tensor of a layer (from 0) in a role, learned or kept.
  public func tensor(_ role: Tensor.Role, ofLayer layer: Int) -> Tensor? {
    let list = role == .runningMean || role == .runningVariance ? buffers : tensors
    return list.first { $0.layer == layer && $0.role == role }
  }

  /// How many parameters a layer (from 0) has.
  public func count(ofLayer layer: Int) -> Int {
    tensors.reduce(0) { $1.layer == layer ? $0 + $1.count : $0 }
  }
}

/// Tensors one after another.
private struct TensorList {
  var tensors: [Tensor] = []
  var count = 0

  /// False where the numbers cannot be counted.
  mutating func append(_ form: TensorForm, named name: String, layer: Int) -> Bool {
    let numbers = form.shape.reduce(1) { $0.saturatingProduct($1) }
    let end = count.saturatingSum(numbers)
    guard end < .max else { return false }
    tensors.append(
      Tensor(
        name: name, role: form.role, shape: form.shape, layer: layer, offset: count, count: numbers,
        constant: form.constant, fanIn: form.fanIn, fanOut: form.fanOut))
    count = end
    return true
  }
}

/// Where a module stands in nested `nn.Sequential`s: `3.0.`.
private struct ModulePath {
  private var indices = [0]

  var text: String { indices.map { "\($0)." }.joined() }
  mutating func advance() { indices[indices.count - 1] += 1 }
  mutating func open() { indices.append(0) }
  mutating func close() {
    indices.removeLast()
    advance()
  }
}
