import NNText

/// z = x Wᵀ + b: x [rows, in], W [out, in], b [out], z [rows, out], as `torch.nn.Linear`.
///
/// Backward: dW = dzᵀ x, db = Σ_rows dz, dx = dz W.
public struct Dense: Hashable, Sendable {
  /// How many numbers go out, at least 1; nil in an output layer whose targets are not known yet.
  public var units: Int?
  /// Whether it adds a bias.
  public var hasBias: Bool

  /// - Parameters:
  ///   - units: nil for an output layer that follows the targets.
  ///   - hasBias: whether each unit has a number of its own added.
  public init(units: Int?, hasBias: Bool = true) {
    self.units = units
    self.hasBias = hasBias
  }
}

extension Dense: LayerForm {
  package var name: String { "dense" }
  package var takesActivation: Bool { true }

  package var knownOutput: Shape? { units.flatMap { $0 > 0 ? Shape($0) : nil } }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard let units else { throw .unknownUnits }
    guard units > 0 else { throw .setting(Wording(en: "dense with \(units) units", ko: "유닛이 \(units)개인 dense")) }
    guard input.isVector else { throw .needsVector }
    return Shape(units)
  }

  package func tensors(for input: Shape) -> [TensorForm] {
    let units = units ?? 0
    let weight = TensorForm(role: .weight, shape: [units, input.count], fanIn: input.count, fanOut: units)
    let bias = TensorForm(role: .bias, shape: [units], fanIn: input.count, fanOut: units)
    return hasBias ? [weight, bias] : [weight]
  }

  package func work(for input: Shape) -> Int { input.count.saturatingProduct(units ?? 0) }
}

/// While training, each number is 0 with chance p, else x / (1 − p); otherwise x. Same shape in and out.
///
/// Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, Dropout. Which numbers: `DropoutMask`.
public struct Dropout: Hashable, Sendable {
  /// The chance p of being left out, at least 0 and below 1.
  public var share: Double

  /// - Parameter share: at least 0 and below 1.
  public init(share: Double) { self.share = share }
}

extension Dropout: LayerForm {
  package var name: String { "dropout" }
  package var takesActivation: Bool { false }

  package func output(for input: Shape) throws(LayerMisfit) -> Shape {
    guard share >= 0, share < 1 else { throw .setting(Wording(en: "dropout of \(share)", ko: "비율이 \(share)인 dropout")) }
    return input
  }

  package func tensors(for input: Shape) -> [TensorForm] { [] }
}

/// Makes one row of features of an image, channel after channel: [h, w, c] → [c·h·w] with x[i, j, k] at (k·h + i)·w + j.
///
/// That is the order in which `torch.nn.Flatten` sees the same image, so the dense layer behind it has PyTorch's weights.
public struct Flatten: Hashable, Sendable {
  /// It has no settings.
  public init() {}
}

extension Flatten: LayerForm {
  package var name: String { "flatten" }
  package var takesActivation: Bool { false }
  package func output(for input: Shape) throws(LayerMisfit) -> Shape { Shape(input.count) }
  package func tensors(for input: Shape) -> [TensorForm] { [] }

  /// Whether numbers change their places: not of a vector, nor of an image with one channel or one pixel.
  package static func permutes(_ input: Shape) -> Bool {
    input.isImage && input.dimensions[2] > 1 && input.dimensions[0].saturatingProduct(input.dimensions[1]) > 1
  }
}
