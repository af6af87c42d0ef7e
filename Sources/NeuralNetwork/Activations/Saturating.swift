import CKernels
import NNText

/// f(x) = 1 / (1 + e^−x).
package enum Sigmoid: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "sigmoid",
      summary: Wording(
        en: "squeezes into 0 to 1; its slope is at most 0.25", ko: "0과 1 사이로 눌러 넣습니다. 미분값은 0.25를 넘지 않습니다"),
      formula: "f(x) = 1 / (1 + e^-x)",
      derivative: "f'(x) = f(x) (1 - f(x))", range: "(0, 1)",
      source: "Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors",
      asymptotes: [0, 1], isMonotone: true)
  }

  package static var kernel: nn_activation { NN_SIGMOID }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Sigmoid()", onnx: .node("Sigmoid", [.input]), c: "1 / (1 + exp(-v))")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { 1 / (1 + R.exp(-x)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let h = value(x, alpha: alpha)
    return h * (1 - h)
  }
}

/// f(x) = tanh x.
package enum HyperbolicTangent: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "tanh", summary: Wording(en: "squeezes into -1 to 1, centred on 0", ko: "0을 중심으로 -1과 1 사이로 눌러 넣습니다"),
      formula: "f(x) = tanh(x)",
      derivative: "f'(x) = 1 - f(x)^2", range: "(-1, 1)",
      source: "LeCun, Bottou, Orr, Müller 1998, Efficient BackProp", asymptotes: [-1, 1], isMonotone: true)
  }

  package static var kernel: nn_activation { NN_TANH }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Tanh()", onnx: .node("Tanh", [.input]), c: "tanh(v)")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { R.tanh(x) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let h = R.tanh(x)
    return 1 - h * h
  }
}

/// f(x) = x / (1 + |x|).
package enum Softsign: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "softsign", summary: Wording(en: "like tanh, but it saturates slowly", ko: "tanh와 비슷하지만 천천히 포화됩니다"),
      formula: "f(x) = x / (1 + |x|)",
      derivative: "f'(x) = 1 / (1 + |x|)^2", range: "(-1, 1)",
      source: "Turian, Bergstra, Bengio 2009, Quadratic Features and Deep Architectures for Chunking",
      asymptotes: [-1, 1], isMonotone: true)
  }

  package static var kernel: nn_activation { NN_SOFTSIGN }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Softsign()", onnx: .node("Softsign", [.input]), c: "v / (1 + fabs(v))")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x / (1 + abs(x)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let d = 1 + abs(x)
    return 1 / (d * d)
  }
}

/// f(x) = relu6(x + 3) / 6, as PyTorch and Keras 3 have it.
package enum HardSigmoid: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "hard_sigmoid", summary: Wording(en: "sigmoid made of three straight pieces", ko: "직선 세 조각으로 만든 sigmoid"),
      formula: "f(x) = min(max(x + 3, 0), 6) / 6",
      derivative: "f'(x) = 1/6 if -3 < x < 3, else 0", range: "[0, 1]",
      source: "Courbariaux, Bengio, David 2015, BinaryConnect", asymptotes: [0, 1], hasFlatPart: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_HARD_SIGMOID }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "Hardsigmoid()", onnx: .node("HardSigmoid", [.input], ["alpha": .float(1 / 6), "beta": .float(0.5)]),
      c: "(v <= -3 ? 0 : v >= 3 ? 6 : v + 3) / 6")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { ReLU6.value(x + 3, alpha: 0) / 6 }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > -3 && x < 3 ? 1 / 6 : 0 }
}

/// f(x) = x kept within −1 and 1.
package enum HardTanh: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "hard_tanh", summary: Wording(en: "x, cut off at -1 and 1", ko: "-1과 1에서 자른 x"),
      formula: "f(x) = min(max(x, -1), 1)",
      derivative: "f'(x) = 1 if -1 < x < 1, else 0", range: "[-1, 1]",
      source: "Collobert 2004, Large Scale Machine Learning", asymptotes: [-1, 1], hasFlatPart: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_HARD_TANH }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Hardtanh()", onnx: .clip(-1, 1), c: "v <= -1 ? -1 : v >= 1 ? 1 : v")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= -1 ? -1 : x >= 1 ? 1 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > -1 && x < 1 ? 1 : 0 }
}
