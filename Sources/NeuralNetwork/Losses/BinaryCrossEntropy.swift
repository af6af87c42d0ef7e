import NNText

/// L = max(z, 0) − z·y + log(1 + e^−|z|) for a logit z and y in 0…1; dL/dz = sigmoid(z) − y. Stable for every z.
package enum BinaryCrossEntropy: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "bce", summary: Wording(en: "binary cross-entropy on logits, stable", ko: "로짓에서 안정적으로 계산하는 이진 교차 엔트로피"),
      formula: "L = max(z, 0) - z y + log(1 + e^-|z|) = -(y log h + (1 - y) log(1 - h))",
      derivative: "dL/dz = h - y")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let z = a[i]
      total += (z <= 0 ? 0 : z) - z * y[i] + R.log1p(R.exp(-abs(z)))
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    for i in 0..<count { gradient[i] = Sigmoid.value(a[i], alpha: 0) - y[i] }
  }
}
