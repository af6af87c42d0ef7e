import NNText

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
      formula: "L = -(y log h + (1 - y) log(1 - h))", derivative: "dL/dh = -y / h + (1 - y) / (1 - h)")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let h = a[i]
      total += -(y[i] * R.log(h) + (1 - y[i]) * R.log(1 - h))
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    for i in 0..<count {
      let h = a[i]
      gradient[i] = -y[i] / h + (1 - y[i]) / (1 - h)
    }
  }
}
