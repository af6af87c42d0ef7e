import CKernels
import NNText

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
