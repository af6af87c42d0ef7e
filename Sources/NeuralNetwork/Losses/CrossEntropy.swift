import NNText

/// L = −Σ_k y_k · log softmax(z)_k for logits z; dL/dz_k = softmax(z)_k · Σ y − y_k. Stable for every z.
package enum CrossEntropy: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "cross_entropy",
      summary: Wording(en: "cross-entropy of K classes on logits, stable", ko: "로짓에서 안정적으로 계산하는 K개 클래스의 교차 엔트로피"),
      formula: "L = -sum over k of y_k log softmax(z)_k", derivative: "dL/dz_k = h_k - y_k")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    let normaliser = logSumExp(a, count: count)
    var total: R = 0
    for i in 0..<count { total += y[i] * (normaliser - a[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    let normaliser = logSumExp(a, count: count)
    var weight: R = 0
    for i in 0..<count { weight += y[i] }
    for i in 0..<count { gradient[i] = R.exp(a[i] - normaliser) * weight - y[i] }
  }

  private static func logSumExp<R: Real>(_ a: UnsafePointer<R>, count: Int) -> R {
    var largest = a[0]
    for i in 0..<count where a[i] > largest { largest = a[i] }
    var total: R = 0
    for i in 0..<count { total += R.exp(a[i] - largest) }
    return largest + R.log(total)
  }
}
