import CKernels
import NNText

/// L = max(z, 0) − z·y + log(1 + e^−|z|) for a logit z and y in 0…1; dL/dz = sigmoid(z) − y. Stable for every z.
package enum BinaryCrossEntropy: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "bce", summary: Wording(en: "binary cross-entropy on logits, stable", ko: "로짓에서 안정적으로 계산하는 이진 교차 엔트로피"),
      formula: "L = max(z, 0) - z y + log(1 + e^-|z|) = -(y log h + (1 - y) log(1 - h))",
      derivative: "dL/dz = h - y", reads: .logits(of: .sigmoid), targets: .shares, mean: .numbers, isCrossEntropy: true)
  }

  package static var kernel: nn_loss { NN_BCE }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "functional.binary_cross_entropy_with_logits(h, y)",
      keras: "keras.losses.BinaryCrossentropy(from_logits=\(readsSums ? "False" : "True"))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let z = a[i]
      total += (z <= 0 ? 0 : z) - z * y[i] + R.log1p(R.exp(-abs(z)))
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count { gradient[i] = Sigmoid.value(a[i], alpha: 0) - y[i] }
  }
}

/// L = −(y·log h + (1 − y)·log(1 − h)); dL/dh = −y/h + (1 − y)/(1 − h). An exhibit.
///
/// It must compute exactly this: where h rounds to 0 or 1, 0 · log 0 is NaN and 0 / 0 is NaN, as it was in the
/// programs that people wrote.
package enum NaiveBinaryCrossEntropy: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "bce naive",
      summary: Wording(
        en: "binary cross-entropy as written in books; NaN where h rounds to 0 or 1",
        ko: "책에 적힌 그대로의 이진 교차 엔트로피. h가 0이나 1로 반올림되면 NaN"),
      formula: "L = -(y log h + (1 - y) log(1 - h))", derivative: "dL/dh = -y / h + (1 - y) / (1 - h)",
      reads: .shares, targets: .shares, mean: .numbers, isCrossEntropy: true)
  }

  package static var kernel: nn_loss { NN_BCE_NAIVE }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "-(y * torch.log(h) + (1 - y) * torch.log(1 - h)).mean()",
      keras: "lambda y, h: -ops.mean(y * ops.log(h) + (1 - y) * ops.log(1 - h))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let h = a[i]
      total += -(y[i] * R.log(h) + (1 - y[i]) * R.log(1 - h))
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count {
      let h = a[i]
      gradient[i] = -y[i] / h + (1 - y[i]) / (1 - h)
    }
  }
}

/// L = −Σ_k y_k · log softmax(z)_k for logits z; dL/dz_k = softmax(z)_k · Σ y − y_k. Stable for every z.
package enum CrossEntropy: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "cross_entropy",
      summary: Wording(en: "cross-entropy of K classes on logits, stable", ko: "로짓에서 안정적으로 계산하는 K개 클래스의 교차 엔트로피"),
      formula: "L = -sum over k of y_k log softmax(z)_k", derivative: "dL/dz_k = h_k - y_k",
      reads: .logits(of: .softmax), targets: .classes, mean: .rows, isCrossEntropy: true)
  }

  package static var kernel: nn_loss { NN_CROSS_ENTROPY }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "functional.cross_entropy(h, y)",
      keras: "keras.losses.CategoricalCrossentropy(from_logits=\(readsSums ? "False" : "True"))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    let normaliser = logSumExp(a, count: count)
    var total: R = 0
    for i in 0..<count { total += y[i] * (normaliser - a[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    let normaliser = logSumExp(a, count: count)
    var weight: R = 0
    for i in 0..<count { weight += y[i] }
    for i in 0..<count { gradient[i] = R.exp(a[i] - normaliser) * weight - y[i] }
  }

  static func logSumExp<R: Real>(_ a: UnsafePointer<R>, count: Int) -> R {
    var largest = a[0]
    for i in 0..<count where a[i] > largest { largest = a[i] }
    var total: R = 0
    for i in 0..<count { total += R.exp(a[i] - largest) }
    return largest + R.log(total)
  }
}

/// L = max(0, 1 − y·h) with y −1 or +1; dL/dh = −y where y·h < 1, else 0.
///
/// Cortes, Vapnik 1995, Support-Vector Networks.
package enum Hinge: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "hinge", summary: Wording(en: "margin loss of targets -1 and 1", ko: "정답이 -1과 1인 마진 손실"),
      formula: "L = max(0, 1 - y h)",
      derivative: "dL/dh = -y if y h < 1, else 0", reads: .margins, targets: .classes, mean: .numbers,
      isCrossEntropy: false)
  }

  package static var kernel: nn_loss { NN_HINGE }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "torch.clamp(1 - y * h, min=0).mean()",
      keras: "lambda y, h: ops.mean(ops.maximum(1 - y * h, 0))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let margin = 1 - y[i] * a[i]
      total += margin <= 0 ? 0 : margin
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count { gradient[i] = y[i] * a[i] < 1 ? -y[i] : 0 }
  }
}
