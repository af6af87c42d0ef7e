import CKernels
import NNText

/// f(x) = x Φ(x), Φ the distribution function of N(0, 1): exact, with erf.
package enum GELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "gelu",
      summary: Wording(en: "x times the chance that a normal number lies below x", ko: "x에, 정규 분포의 수가 x보다 작을 확률을 곱합니다"),
      formula: "f(x) = x (1 + erf(x / sqrt(2))) / 2",
      derivative: "f'(x) = (1 + erf(x / sqrt(2))) / 2 + x e^(-x^2 / 2) / sqrt(2 pi)", range: "[-0.17, inf)",
      source: "Hendrycks, Gimpel 2016, Gaussian Error Linear Units", isReLUFamily: true)
  }

  package static var kernel: nn_activation { NN_GELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    // Gelu joined a later operator set.
    let share = ONNXFormula.node("Erf", [.node("Mul", [.input, .number(0.5.squareRoot())])])
    return ActivationSpelling(
      pyTorch: "GELU()",
      onnx: .node("Mul", [.node("Mul", [.input, .number(0.5)]), .node("Add", [share, .number(1)])]),
      c: "v * (1 + erf(v * \(0.5.squareRoot()))) / 2")
  }

  private static func distribution<R: Real>(_ x: R) -> R { (1 + R.erf(x * R(0.5.squareRoot()))) / 2 }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * distribution(x) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let density = R.exp(-x * x / 2) * R(0.3989422804014326779399460599343819)
    return distribution(x) + x * density
  }
}

/// f(x) = x · sigmoid(x), also called swish.
package enum SiLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "silu", summary: Wording(en: "x times sigmoid(x), a smooth relu", ko: "x에 sigmoid(x)를 곱한 매끄러운 relu"),
      formula: "f(x) = x s(x), s(x) = 1 / (1 + e^-x)",
      derivative: "f'(x) = s(x) (1 + x (1 - s(x)))", range: "[-0.28, inf)",
      source: "Elfwing, Uchibe, Doya 2017, Sigmoid-Weighted Linear Units", isReLUFamily: true)
  }

  package static var kernel: nn_activation { NN_SILU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "SiLU()", onnx: .node("Mul", [.input, .node("Sigmoid", [.input])]), c: "v / (1 + exp(-v))")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * Sigmoid.value(x, alpha: 0) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let s = Sigmoid.value(x, alpha: 0)
    return s * (1 + x * (1 - s))
  }
}

/// f(x) = x · tanh(softplus(x)).
package enum Mish: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "mish",
      summary: Wording(en: "x times tanh(softplus(x)), a smooth relu", ko: "x에 tanh(softplus(x))를 곱한 매끄러운 relu"),
      formula: "f(x) = x tanh(log(1 + e^x))",
      derivative: "f'(x) = t + x (1 - t^2) s(x), t = tanh(log(1 + e^x)), s = sigmoid", range: "[-0.31, inf)",
      source: "Misra 2019, Mish: A Self Regularized Non-Monotonic Activation Function", isReLUFamily: true)
  }

  package static var kernel: nn_activation { NN_MISH }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    // Mish joined a later operator set.
    ActivationSpelling(
      pyTorch: "Mish()", onnx: .node("Mul", [.input, .node("Tanh", [.node("Softplus", [.input])])]),
      c: "v * tanh(\(Softplus.spelling(alpha: 0).c))")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x * R.tanh(Softplus.value(x, alpha: 0)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let t = R.tanh(Softplus.value(x, alpha: 0))
    return t + x * (1 - t * t) * Sigmoid.value(x, alpha: 0)
  }
}

/// f(x) = log(1 + e^x).
package enum Softplus: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "softplus", summary: Wording(en: "a smooth relu that never reaches 0", ko: "0에 결코 닿지 않는 매끄러운 relu"),
      formula: "f(x) = log(1 + e^x)",
      derivative: "f'(x) = 1 / (1 + e^-x)", range: "(0, inf)",
      source: "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001, Incorporating Second-Order Functional Knowledge", lowest: 0,
      isMonotone: true)
  }

  package static var kernel: nn_activation { NN_SOFTPLUS }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "Softplus(threshold=1000)", onnx: .node("Softplus", [.input]),
      c: "((v > 0 ? v : 0) + log1p(exp(-fabs(v))))")
  }

  // max(x, 0) + log1p(e^-|x|) does not overflow where e^x does.
  package static func value<R: Real>(_ x: R, alpha: R) -> R { (x <= 0 ? 0 : x) + R.log1p(R.exp(-abs(x))) }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { Sigmoid.value(x, alpha: 0) }
}

/// f(x)_i = e^x_i / Σ_j e^x_j over the units of a layer.
package enum Softmax: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "softmax",
      summary: Wording(en: "turns a layer's sums into shares that add up to 1", ko: "층의 합들을 모두 더하면 1이 되는 비율로 바꿉니다"),
      formula: "f(x)_i = e^x_i / sum over j of e^x_j", derivative: "df_i/dx_j = f_i ((i = j) - f_j)", range: "(0, 1)",
      source: "Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs",
      asymptotes: [0, 1])
  }

  package static var kernel: nn_activation { NN_SOFTMAX }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "Softmax(dim=1)", onnx: .node("Softmax", [.input], ["axis": .int(1)]), c: "v")
  }

  /// Of one number alone: the whole share.
  package static func value<R: Real>(_ x: R, alpha: R) -> R { x.isNaN ? x : 1 }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { 0 }

  /// Turns `count` sums into shares in place; the largest sum is taken off first so that nothing overflows.
  package static func apply<R: Real>(_ row: UnsafeMutablePointer<R>, count: Int) {
    var largest = row[0]
    for i in 1..<max(1, count) where row[i] > largest { largest = row[i] }
    var total: R = 0
    for i in 0..<count {
      row[i] = R.exp(row[i] - largest)
      total += row[i]
    }
    for i in 0..<count { row[i] /= total }
  }

  /// Turns dL/df into dL/dx in place: dx_i = f_i (g_i − Σ_j f_j g_j).
  package static func backward<R: Real>(
    output: UnsafePointer<R>, gradient: UnsafeMutablePointer<R>, count: Int
  ) {
    var dot: R = 0
    for i in 0..<count { dot += output[i] * gradient[i] }
    for i in 0..<count { gradient[i] = output[i] * (gradient[i] - dot) }
  }
}
