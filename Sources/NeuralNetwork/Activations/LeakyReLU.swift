import NNText

/// f(x) = x above 0, alpha · x below.
package enum LeakyReLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "leaky_relu",
      summary: Wording(
        en: "relu with a small slope below zero, so that no unit dies", ko: "0 아래에도 작은 미분값이 있어 유닛이 죽지 않는 relu"),
      formula: "f(x) = x if x > 0, else alpha x", derivative: "f'(x) = 1 if x > 0, else alpha", range: "(-inf, inf)",
      source: "Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models",
      parameters: [
        SettingParameter(
          "alpha", Wording(en: "the slope below zero", ko: "0 아래의 미분값"), default: 0.01, from: -1000, to: 1000)
      ],
      isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha }
}
