/// One layer of a network: what it computes, the activation after it, and whether training leaves it alone.
public struct Layer: Hashable, Sendable {
  /// Each kind of layer, with its own settings. A new kind is a file in this folder and a case here.
  public enum Kind: Hashable, Sendable {
    case dense(Dense)
    case flatten(Flatten)
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
  /// Its tensors in the order in which they are stored and drawn, as PyTorch names and shapes them.
  func tensors(for input: Shape) -> [TensorForm]
}

/// A tensor that a layer owns, before it has a place: `weight` [out, in].
package struct TensorForm: Hashable, Sendable {
  package var role: Tensor.Role
  package var shape: [Int]
  package var fanIn: Int
  package var fanOut: Int
}

/// Why a layer cannot take what comes in.
package enum LayerMisfit: Error, Hashable, Sendable {
  /// It wants one row of features.
  case needsVector
  /// It does not know its number of units yet.
  case unknownUnits
  /// A setting outside its limits, as text: `dense with 0 units`.
  case setting(String)
}
