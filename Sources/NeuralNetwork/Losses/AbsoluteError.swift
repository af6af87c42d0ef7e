import NNText

/// L = |h − y|; dL/dh = sign(h − y), 0 where they are equal.
package enum AbsoluteError: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "mae", summary: Wording(en: "mean absolute error", ko: "평균 절대 오차"), formula: "L = |h - y|",
      derivative: "dL/dh = sign(h - y)")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    var total: R = 0
    for i in 0..<count { total += abs(a[i] - y[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    for i in 0..<count {
      let d = a[i] - y[i]
      gradient[i] = d > 0 ? 1 : d < 0 ? -1 : d
    }
  }
}
