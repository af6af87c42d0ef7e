import CKernels
import NNText

/// w ← w − rate · decay · w; w ← w − rate · sign(beta1 · m + (1 − beta1) g); m ← beta2 · m + (1 − beta2) g.
///
/// Every weight goes rate far, or stays where the sign is 0. Formula and defaults are those of `keras.optimizers.Lion`;
/// PyTorch has none.
package enum Lion: OptimizerFormula {
  package static var definition: OptimizerDefinition {
    OptimizerDefinition(
      name: "lion",
      summary: Wording(
        en: "steps of the same length for every weight, by the sign of the mean gradient alone",
        ko: "기울기 평균의 부호만 보고 모든 가중치를 같은 크기만큼 옮기는 방법"),
      formula: "w = w - rate decay w; w = w - rate sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g",
      source: "Chen et al. 2023, Symbolic Discovery of Optimization Algorithms",
      parameters: .rated(
        0.001,
        SettingParameter(
          "beta1", Wording(en: "share of the mean gradient in a step's sign", ko: "부호를 정할 때 이동 평균의 비율"),
          default: 0.9, to: 1 - 0x1p-53),
        SettingParameter(
          "beta2", Wording(en: "share of the mean gradient that is kept", ko: "기울기의 이동 평균에서 남기는 비율"), default: 0.99,
          to: 1 - 0x1p-53)),
      decayPlace: .weight, countsUpdates: false, valleyRate: 0.03)
  }

  package static var slots: [String] { ["m"] }

  package static var kernel: nn_optimizer_kind { NN_LION }

  package static func decayLimit(_ it: Optimizer) -> Double? { 2 }

  package static func spelling(_ it: Optimizer) -> OptimizerSpelling {
    OptimizerSpelling(
      pyTorch: "Lion(parameters, lr=RATE, betas=(\(it.beta1), \(it.beta2)), \(it.pyTorchDecay))",
      pyTorchClass: """
        class Lion(torch.optim.Optimizer):
            \"\"\"Chen et al. 2023, Symbolic Discovery of Optimization Algorithms.\"\"\"

            def __init__(self, parameters, lr=0.001, betas=(0.9, 0.99), weight_decay=0.0):
                super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

            @torch.no_grad()
            def step(self, closure=None):
                loss = None
                if closure is not None:
                    with torch.enable_grad():
                        loss = closure()
                for group in self.param_groups:
                    beta1, beta2 = group["betas"]
                    for w in group["params"]:
                        if w.grad is None:
                            continue
                        if not self.state[w]:
                            self.state[w]["m"] = torch.zeros_like(w)
                        m = self.state[w]["m"]
                        w.mul_(1 - group["lr"] * group["weight_decay"])
                        w.sub_(group["lr"] * torch.sign(beta1 * m + (1 - beta1) * w.grad))
                        m.mul_(beta2).add_(w.grad, alpha=1 - beta2)
                return loss
        """,
      keras: "Lion(rate, weight_decay=\(it.decay), beta_1=\(it.beta1), beta_2=\(it.beta2)")
  }

  package static func update<R: Real>(
    _ weights: UnsafeMutablePointer<R>, _ gradient: UnsafePointer<R>, first: UnsafeMutablePointer<R>,
    second: UnsafeMutablePointer<R>, count: Int, settings: OptimizerSettings<R>
  ) {
    for i in 0..<count {
      let (m, g) = (first[i], gradient[i])
      let mixed = settings.beta1 * m + settings.rest1 * g
      weights[i] -= settings.rate * settings.decay * weights[i]
      // NaN stays NaN.
      weights[i] -= settings.rate * (mixed > 0 ? 1 : mixed < 0 ? -1 : mixed)
      first[i] = settings.beta2 * m + settings.rest2 * g
    }
  }
}
