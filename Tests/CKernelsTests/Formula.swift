import CKernels
import Glibc
import Testing

/// An activation in float64, written so that it is exact to the last bits over the whole range.
struct Formula: Sendable, CustomTestStringConvertible {
  let name: String
  let rawActivation: UInt32
  let alpha: Double
  let value: @Sendable (Double) -> Double

  var activation: nn_activation { nn_activation(rawValue: rawActivation) }
  var testDescription: String { name }

  init(
    _ name: String, _ activation: nn_activation, alpha: Double = 0, _ value: @escaping @Sendable (Double) -> Double
  ) {
    self.name = name
    rawActivation = activation.rawValue
    self.alpha = alpha
    self.value = value
  }

  /// The kernels take the slope as a float32.
  static let slope = Double(Float(0.2))

  static let all: [Formula] = [
    Formula("linear", NN_LINEAR) { $0 },
    Formula("sigmoid", NN_SIGMOID, sigmoid),
    Formula("tanh", NN_TANH) { tanh($0) },
    Formula("relu", NN_RELU) { max($0, 0) },
    Formula("leaky_relu", NN_LEAKY_RELU, alpha: slope) { $0 > 0 ? $0 : slope * $0 },
    Formula("leaky_relu, falling", NN_LEAKY_RELU, alpha: -0.5) { $0 > 0 ? $0 : -0.5 * $0 },
    Formula("prelu", NN_PRELU, alpha: 0.25) { $0 > 0 ? $0 : 0.25 * $0 },
    Formula("elu", NN_ELU, alpha: 1) { $0 > 0 ? $0 : expm1($0) },
    Formula("selu", NN_SELU) { 1.0507009873554804934 * ($0 > 0 ? $0 : 1.6732632423543772848 * expm1($0)) },
    Formula("gelu", NN_GELU) { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) },
    Formula("silu", NN_SILU) { $0 * sigmoid($0) },
    Formula("mish", NN_MISH) { x in
      if x > 40 { return x }
      let e = exp(x)
      return x * (e * (e + 2)) / (e * (e + 2) + 2)
    },
    Formula("softplus", NN_SOFTPLUS) { max($0, 0) + log1p(exp(-abs($0))) },
    Formula("softsign", NN_SOFTSIGN) { $0 / (1 + abs($0)) },
    Formula("hard_sigmoid", NN_HARD_SIGMOID) { min(max($0 + 3, 0), 6) / 6 },
    Formula("hard_tanh", NN_HARD_TANH) { min(max($0, -1), 1) },
    Formula("relu6", NN_RELU6) { min(max($0, 0), 6) },
  ]

  static let sigmoid: @Sendable (Double) -> Double = { x in
    x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
  }
}
