import CKernels
import NNText

/// L = (h − y)²; dL/dh = 2 (h − y).
package enum SquaredError: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "mse", summary: Wording(en: "mean squared error", ko: "평균 제곱 오차"), formula: "L = (h - y)^2",
      derivative: "dL/dh = 2 (h - y)",
      reads: .numbers, targets: .numbers, mean: .numbers, isCrossEntropy: false)
  }

  package static var kernel: nn_loss { NN_MSE }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "functional.mse_loss(h, y)",
      keras: "keras.losses.MeanSquaredError()")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count { total += (a[i] - y[i]) * (a[i] - y[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count { gradient[i] = 2 * (a[i] - y[i]) }
  }
}

/// L = |h − y|; dL/dh = sign(h − y), 0 where they are equal.
package enum AbsoluteError: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "mae", summary: Wording(en: "mean absolute error", ko: "평균 절대 오차"), formula: "L = |h - y|",
      derivative: "dL/dh = sign(h - y)",
      reads: .numbers, targets: .numbers, mean: .numbers, isCrossEntropy: false)
  }

  package static var kernel: nn_loss { NN_MAE }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "functional.l1_loss(h, y)",
      keras: "keras.losses.MeanAbsoluteError()")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count { total += abs(a[i] - y[i]) }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count {
      let d = a[i] - y[i]
      gradient[i] = d > 0 ? 1 : d < 0 ? -1 : d
    }
  }
}

/// L = d²/2 where |d| < delta, else delta (|d| − delta/2), d = h − y; dL/dh = d kept within ±delta.
///
/// Huber 1964, Robust Estimation of a Location Parameter; `torch.nn.HuberLoss`.
package enum Huber: LossFormula {
  package static var definition: LossDefinition {
    LossDefinition(
      name: "huber",
      summary: Wording(
        en: "squared error near the target, absolute error far from it", ko: "정답 가까이에서는 제곱 오차, 멀리서는 절대 오차"),
      formula: "L = d^2 / 2 if |d| < delta, else delta (|d| - delta / 2), d = h - y",
      derivative: "dL/dh = min(max(d, -delta), delta)",
      parameters: [
        SettingParameter(
          "delta", Wording(en: "where the parabola ends", ko: "포물선이 끝나는 곳"), default: 1, from: .leastNormalMagnitude)
      ], reads: .numbers, targets: .numbers, mean: .numbers, isCrossEntropy: false)
  }

  package static var kernel: nn_loss { NN_HUBER }

  package static func spelling(parameter: Double, readsSums: Bool) -> LossSpelling {
    LossSpelling(
      pyTorch: "functional.huber_loss(h, y, delta=\(parameter))",
      keras: "keras.losses.Huber(delta=\(parameter))")
  }

  package static func value<R: Real>(_ a: UnsafePointer<R>, _ y: UnsafePointer<R>, count: Int, parameter: R) -> R {
    var total: R = 0
    for i in 0..<count {
      let d = abs(a[i] - y[i])
      total += d < parameter ? d * d / 2 : parameter * (d - parameter / 2)
    }
    return total
  }

  package static func gradient<R: Real>(
    _ a: UnsafePointer<R>, _ y: UnsafePointer<R>, into gradient: UnsafeMutablePointer<R>, count: Int, parameter: R
  ) {
    for i in 0..<count {
      let d = a[i] - y[i]
      gradient[i] = d > parameter ? parameter : d < -parameter ? -parameter : d
    }
  }
}
