import NNText

/// L = (h − y)²; dL/dh = 2 (h − y).
package enum SquaredError: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "mse", summary: Wording(en: "mean squared error", ko: "평균 제곱 오차"), formula: "L = (h - y)^2",
      derivative: "dL/dh = 2 (h - y)")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    var total: R = 0
    for i in 0..<count { total += (a[i] - y[i]) * (a[i] - y[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    for i in 0..<count { gradient[i] = 2 * (a[i] - y[i]) }
  }
}
