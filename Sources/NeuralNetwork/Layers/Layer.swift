import NNText

/// One layer of a network: what it computes, the activation after it, and whether training leaves it alone.
public struct Layer: Hashable, Sendable {
  /// Each kind of layer, with its own settings. A new kind is a file in this folder and a case here.
  public enum Kind: Hashable, Sendable {
    /// Every unit sees every input.
    case dense(Dense)
    /// Filters that slide over an image.
    case conv2d(Conv2D)
    /// The largest number or the mean of each window of an image, or of all of it.
    case pool2d(Pool2D)
    /// Mean 0 and variance 1 over the batch.
    case batchNorm(BatchNorm)
    /// Mean 0 and variance 1 over a row's features.
    case layerNorm(LayerNorm)
    /// An image becomes one row of features.
    case flatten(Flatten)
    /// A share of the numbers is left out while training.
    case dropout(Dropout)
  }

  /// What it computes.
  public var kind: Kind
  /// What is done to its sums; `linear` is none. Only a layer whose ``takesActivation`` is true may have another.
  public var activation: Activation
  /// Frozen weights are not changed by training.
  public var isFrozen: Bool

  /// A layer of any kind.
  public init(_ kind: Kind, activation: Activation = .linear, isFrozen: Bool = false) {
    self.kind = kind
    self.activation = activation
    self.isFrozen = isFrozen
  }

  /// A dense layer; `units` nil: as many as the targets need.
  public static func dense(_ units: Int?, _ activation: Activation = .linear, bias: Bool = true) -> Layer {
    Layer(.dense(Dense(units: units, hasBias: bias)), activation: activation)
  }

  /// The output layer, a dense one.
  ///
  /// - Parameters:
  ///   - activation: softmax or sigmoid for classes, linear for numbers.
  ///   - units: `nil` means as many as the targets need.
  public static func output(_ activation: Activation, units: Int? = nil) -> Layer { .dense(units, activation) }

  /// Filters over an image; see ``Conv2D``.
  public static func conv2d(
    _ filters: Int, kernel: Int, stride: Int = 1, padding: Padding = .valid, _ activation: Activation = .linear
  ) -> Layer {
    Layer(
      .conv2d(Conv2D(filters: filters, kernel: kernel, stride: stride, padding: padding)), activation: activation)
  }

  /// The largest number of each window of an image; `stride` nil: the window's size.
  public static func maxPool2D(_ size: Int, stride: Int? = nil) -> Layer {
    Layer(.pool2d(Pool2D(.max, size: size, stride: stride)))
  }

  /// The mean of each window of an image; `stride` nil: the window's size.
  public static func averagePool2D(_ size: Int, stride: Int? = nil) -> Layer {
    Layer(.pool2d(Pool2D(.average, size: size, stride: stride)))
  }

  /// The largest number of each channel of an image, as a row of features.
  public static var globalMaxPool2D: Layer { Layer(.pool2d(Pool2D(.max, over: .image))) }

  /// The mean of each channel of an image, as a row of features.
  public static var globalAveragePool2D: Layer { Layer(.pool2d(Pool2D(.average, over: .image))) }

  /// Brings each feature to mean 0 and variance 1 over the batch, then scales and shifts it; see ``BatchNorm``.
  public static var batchNorm: Layer { Layer(.batchNorm(BatchNorm())) }

  /// Brings each row's features to mean 0 and variance 1, then scales and shifts them; see ``LayerNorm``.
  public static var layerNorm: Layer { Layer(.layerNorm(LayerNorm())) }

  /// Makes one row of features of whatever comes in.
  public static var flatten: Layer { Layer(.flatten(Flatten())) }

  /// Leaves out a share of the numbers while training.
  public static func dropout(_ share: Double) -> Layer { Layer(.dropout(Dropout(share: share))) }

  /// What it is called in the language: `dense`.
  public var name: String { form.name }

  /// Whether an activation may follow it.
  public var takesActivation: Bool { form.takesActivation }

  /// The layer's description, whatever its kind.
  package var form: any LayerForm {
    switch kind {
    case .dense(let dense): dense
    case .conv2d(let convolution): convolution
    case .pool2d(let pool): pool
    case .batchNorm(let norm): norm
    case .layerNorm(let norm): norm
    case .flatten(let flatten): flatten
    case .dropout(let dropout): dropout
    }
  }
}

/// What every kind of layer tells about itself.
package protocol LayerForm: Hashable, Sendable {
  var name: String { get }
  /// Whether an activation may follow it.
  var takesActivation: Bool { get }
  /// The shape that goes out when `input` comes in.
  func output(for input: Shape) throws(LayerMisfit) -> Shape
  /// The shape that goes out whatever comes in; nil where it depends on that.
  var knownOutput: Shape? { get }
  /// Its tensors in the order in which they are stored and drawn, as PyTorch names and shapes them.
  func tensors(for input: Shape) -> [TensorForm]
  /// Numbers that are kept and stored but not learned: running statistics.
  func buffers(for input: Shape) -> [TensorForm]
  /// About how many multiplications one row takes on its way forward.
  func work(for input: Shape) -> Int
}

extension LayerForm {
  package var knownOutput: Shape? { nil }
  package func buffers(for input: Shape) -> [TensorForm] { [] }
  package func work(for input: Shape) -> Int { input.count }
}

/// A tensor that a layer owns, before it has a place: `weight` [out, in].
package struct TensorForm: Hashable, Sendable {
  package var role: Tensor.Role
  package var shape: [Int]
  package var fanIn: Int
  package var fanOut: Int
  /// What every number begins at; nil: weights and biases that an initializer draws.
  package var constant: Double?

  package static func constant(_ value: Double, role: Tensor.Role, shape: [Int]) -> TensorForm {
    TensorForm(role: role, shape: shape, fanIn: 1, fanOut: 1, constant: value)
  }
}

/// Why a layer cannot take what comes in.
package enum LayerMisfit: Error, Hashable, Sendable {
  /// It wants one row of features.
  case needsVector
  /// It wants rows, columns and channels.
  case needsImage
  /// A window of this size is larger than the image.
  case window(Int)
  /// It does not know its number of units yet.
  case unknownUnits
  /// A setting outside its limits, as text: `dense with 0 units`.
  case setting(Wording)
}
