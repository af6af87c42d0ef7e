import CKernels
import NNText

/// L = −(y (1 − h)^gamma log h + (1 − y) h^gamma log(1 − h)), h = sigmoid(z), gamma ≥ 0; each output is a question of its
/// own. With gamma 0 it is bce. Stable for every z.
///
/// Lin, Goyal, Girshick, He, Dollár 2017, Focal Loss for Dense Object Detection, without its weights of the classes;
/// `keras.losses.BinaryFocalCrossentropy`.
package enum Focal: LossFormula {
  package static var definition: LossDefinition {
    definition(
      formula: "L = -(y (1 - h)^gamma log h + (1 - y) h^gamma log(1 - h))",
      derivative: "dL/dz = (1 - y) h^gamma (h - gamma (1 - h) log(1 - h)) - y (1 - h)^gamma (1 - h - gamma h log h)",
      partner: .sigmoid, mean: .numbers)
  }

  fileprivate static func definition(
    formula: String, derivative: String, partner: Activation.Kind, mean: LossMean
  ) -> LossDefinition {
    LossDefinition(
      name: "focal",
      summary: Wording(
        en: "cross-entropy in which rows that are right already count little", ko: "이미 잘 맞히는 행의 비중을 줄인 교차 엔트로피"),
      formula: formula, derivative: derivative,
      parameters: [
        SettingParameter(
          "gamma",
          Wording(
            en: "how little rows that are right count; 0 is plain cross-entropy",
            ko: "잘 맞히는 행의 비중을 줄이는 정도, 0이면 교차 엔트로피"), default: 2)
      ], reads: .logits(of: partner), targets: .classes, mean: mean, isCrossEntropy: false)
  }

  package static var kernel: nn_loss { NN_FOCAL }
  package static var sibling: (any LossFormula.Type)? { SoftmaxFocal.self }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    // Powers as exponentials of logarithms: a power of 0 has a derivative that is infinite.
    func term(_ y: String, _ sign: String, _ other: String) -> String {
      "\(y) * torch.exp(\(parameter) * functional.logsigmoid(\(other)h)) * functional.logsigmoid(\(sign)h)"
    }
    return LossSpelling(
      pyTorch: "-(\(term("y", "", "-")) + \(term("(1 - y)", "-", ""))).mean()",
      keras: "keras.losses.BinaryFocalCrossentropy(gamma=\(parameter), from_logits=\(readsSums ? "False" : "True"))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let (right, wrong) = logarithms(a[i])
      total += y[i] * (R.exp(-parameter * wrong) * right) + (1 - y[i]) * (R.exp(-parameter * right) * wrong)
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count {
      let (right, wrong) = logarithms(a[i])
      let (h, rest) = (Sigmoid.value(a[i], alpha: 0), Sigmoid.value(-a[i], alpha: 0))
      gradient[i] =
        (1 - y[i]) * (R.exp(-parameter * right) * (h + parameter * (rest * wrong)))
        - y[i] * (R.exp(-parameter * wrong) * (rest + parameter * (h * right)))
    }
  }

  /// −log h and −log(1 − h): h^gamma is e^(gamma log h), so that no power is taken of a number that rounded to 0.
  private static func logarithms<R: Real>(_ z: R) -> (right: R, wrong: R) {
    let rest = R.log1p(R.exp(-abs(z)))
    return ((z > 0 ? 0 : -z) + rest, (z <= 0 ? 0 : z) + rest)
  }
}

/// L = −Σ_k y_k (1 − h_k)^gamma log h_k, h = softmax(z): ``Focal`` of K classes. With gamma 0 it is cross_entropy.
///
/// With s = −log h and c = d/ds ((1 − h)^gamma s), dL/dz_k = h_k Σ_j y_j c_j − y_k c_k. Stable for every z.
/// `keras.losses.CategoricalFocalCrossentropy(alpha=1)`.
package enum SoftmaxFocal: LossFormula {
  package static var definition: LossDefinition {
    Focal.definition(
      formula: "L = -sum over k of y_k (1 - h_k)^gamma log h_k",
      derivative: "dL/dz_k = h_k sum over j of y_j c_j - y_k c_k, "
        + "c_k = (1 - h_k)^gamma - gamma h_k (1 - h_k)^(gamma - 1) log h_k",
      partner: .softmax, mean: .rows)
  }

  package static var kernel: nn_loss { NN_SOFTMAX_FOCAL }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    // A power of 0 has a derivative that is infinite; that of what is clamped is 0.
    let logarithm = "functional.log_softmax(h, 1)"
    return LossSpelling(
      pyTorch: "-(y * (-torch.expm1(\(logarithm))).clamp(min=1e-30) ** \(parameter) * \(logarithm)).sum(1).mean()",
      keras: "keras.losses.CategoricalFocalCrossentropy(alpha=1.0, gamma=\(parameter), "
        + "from_logits=\(readsSums ? "False" : "True"))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    let normaliser = CrossEntropy.logSumExp(a, count: count)
    var total: R = 0
    for i in 0..<count {
      let s = finite(normaliser - a[i])
      total += y[i] * (share(s, parameter) * s)
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    let normaliser = CrossEntropy.logSumExp(a, count: count)
    var weight: R = 0
    for i in 0..<count {
      gradient[i] = y[i] * slope(finite(normaliser - a[i]), parameter)
      weight += gradient[i]
    }
    for i in 0..<count { gradient[i] = R.exp(a[i] - normaliser) * weight - gradient[i] }
  }

  /// Logits may be further apart than a number reaches; 0 times that is to be 0.
  private static func finite<R: Real>(_ s: R) -> R { s > .greatestFiniteMagnitude ? .greatestFiniteMagnitude : s }

  /// (1 − h)^gamma of s = −log h.
  private static func share<R: Real>(_ s: R, _ gamma: R) -> R {
    let rest = -R.expm1(-s)
    return rest > 0 ? R.exp(gamma * R.log(rest)) : gamma == 0 ? 1 : 0
  }

  /// d/ds of share · s. h s / (1 − h), which goes to 1 with h, takes the place of a power of gamma − 1.
  private static func slope<R: Real>(_ s: R, _ gamma: R) -> R {
    let rest = -R.expm1(-s)
    return share(s, gamma) * (1 + gamma * (rest > 0 ? R.exp(-s) * s / rest : 1))
  }
}
