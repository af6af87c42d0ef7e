import NNText

/// f(x) = x / (1 + |x|).
package enum Softsign: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "softsign", summary: Wording(en: "like tanh, but it saturates slowly", ko: "tanh와 비슷하지만 천천히 포화됩니다"),
      formula: "f(x) = x / (1 + |x|)",
      derivative: "f'(x) = 1 / (1 + |x|)^2", range: "(-1, 1)",
      source: "Turian, Bergstra, Bengio 2009, Quadratic Features and Deep Architectures for Chunking",
      asymptotes: [-1, 1])
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x / (1 + abs(x)) }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    let d = 1 + abs(x)
    return 1 / (d * d)
  }
}
