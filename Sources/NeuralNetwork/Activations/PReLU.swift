import NNText

/// f(x) = x above 0, a · x below, where a is learned: one for a layer, as `torch.nn.PReLU()` has it.
package enum PReLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "prelu",
      summary: Wording(
        en: "leaky_relu whose slope below zero is learned, one for a layer",
        ko: "0 아래의 기울어진 정도를 층마다 하나씩 학습하는 leaky_relu"),
      formula: "f(x) = x if x > 0, else a x", derivative: "f'(x) = 1 if x > 0, else a;  df/da = 0 if x > 0, else x",
      range: "(-inf, inf)", source: "He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers",
      parameters: [
        SettingParameter(
          "alpha", Wording(en: "the slope below zero to begin with", ko: "0 아래 미분값의 처음 값"), default: 0.25, from: -1000,
          to: 1000)
      ],
      isReLUFamily: true)
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha }
}
