import NNText

/// L = max(0, 1 − y·h) with y −1 or +1; dL/dh = −y where y·h < 1, else 0.
///
/// Cortes, Vapnik 1995, Support-Vector Networks.
package enum Hinge: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "hinge", summary: Wording(en: "margin loss of targets -1 and 1", ko: "정답이 -1과 1인 마진 손실"),
      formula: "L = max(0, 1 - y h)",
      derivative: "dL/dh = -y if y h < 1, else 0")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, delta: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let margin = 1 - y[i] * a[i]
      total += margin <= 0 ? 0 : margin
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, delta: R
  ) {
    for i in 0..<count { gradient[i] = y[i] * a[i] < 1 ? -y[i] : 0 }
  }
}
