import NNText

/// f(x) = relu6(x + 3) / 6, as PyTorch and Keras 3 have it.
package enum HardSigmoid: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "hard_sigmoid", summary: Wording(en: "sigmoid made of three straight pieces", ko: "직선 세 조각으로 만든 sigmoid"),
      formula: "f(x) = min(max(x + 3, 0), 6) / 6",
      derivative: "f'(x) = 1/6 if -3 < x < 3, else 0", range: "[0, 1]",
      source: "Courbariaux, Bengio, David 2015, BinaryConnect", asymptotes: [0, 1])
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { ReLU6.value(x + 3, alpha: 0) / 6 }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > -3 && x < 3 ? 1 / 6 : 0 }
}
