import CKernels
import NNText

/// f(x) = max(0, x).
package enum ReLU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "relu", summary: Wording(en: "0 below zero, x above", ko: "0 아래에서는 0, 위에서는 x"), formula: "f(x) = max(0, x)",
      derivative: "f'(x) = 1 if x > 0, else 0", range: "[0, inf)",
      source: "Nair, Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines", isReLUFamily: true,
      lowest: 0, hasFlatPart: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_RELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "ReLU()", onnx: .node("Relu", [.input]), c: "v > 0 ? v : 0")
  }

  // Written with <= so that NaN passes through, as it does in PyTorch and TensorFlow.
  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= 0 ? 0 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : 0 }
}

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
      isReLUFamily: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_LEAKY_RELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "LeakyReLU(\(alpha))", keras: "LeakyReLU(negative_slope=\(alpha))",
      onnx: .node("LeakyRelu", [.input], ["alpha": .float(alpha)]), c: "v > 0 ? v : (\(alpha)) * v")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha }
}

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

  package static var kernel: nn_activation { NN_PRELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "PReLU(init=\(alpha))", keras: "PReLU", onnx: .node("PRelu", [.input, .slope]),
      c: "v > 0 ? v : (\(alpha)) * v")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha }
}

/// f(x) = x above 0, alpha (e^x − 1) below.
package enum ELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "elu",
      summary: Wording(en: "x above zero, bends smoothly to -alpha below", ko: "0 위에서는 x, 아래에서는 -alpha로 매끄럽게 휘어집니다"),
      formula: "f(x) = x if x > 0, else alpha (e^x - 1)",
      derivative: "f'(x) = 1 if x > 0, else alpha e^x", range: "(-alpha, inf)",
      source: "Clevert, Unterthiner, Hochreiter 2015, Fast and Accurate Deep Network Learning by ELUs",
      parameters: [
        SettingParameter("alpha", Wording(en: "how far below zero it goes", ko: "0 아래로 내려가는 깊이"), default: 1, to: 1000)
      ], isReLUFamily: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_ELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "ELU(\(alpha))", keras: "ELU(alpha=\(alpha))", onnx: .node("Elu", [.input], ["alpha": .float(alpha)]),
      c: "v > 0 ? v : (\(alpha)) * expm1(v)")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? x : alpha * R.expm1(x) }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 ? 1 : alpha * R.exp(x) }
}

/// f(x) = scale · elu(x) with the two constants that keep mean 0 and variance 1 from layer to layer.
package enum SELU: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "selu",
      summary: Wording(
        en: "elu scaled so that layers keep mean 0 and variance 1", ko: "층의 출력이 평균 0, 분산 1을 지키도록 크기를 맞춘 elu"),
      formula: "f(x) = 1.0507 x if x > 0, else 1.0507 * 1.67326 (e^x - 1)",
      derivative: "f'(x) = 1.0507 if x > 0, else 1.0507 * 1.67326 e^x", range: "(-1.758, inf)",
      source: "Klambauer, Unterthiner, Mayr, Hochreiter 2017, Self-Normalizing Neural Networks", isMonotone: true)
  }

  package static var kernel: nn_activation { NN_SELU }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "SELU()", onnx: .node("Selu", [.input], ["alpha": .float(slope), "gamma": .float(scale)]),
      c: "\(scale) * (v > 0 ? v : \(slope) * expm1(v))")
  }

  static var scale: Double { 1.0507009873554804934193349852946 }
  static var slope: Double { 1.6732632423543772848170429916717 }

  package static func value<R: Real>(_ x: R, alpha: R) -> R {
    R(scale) * (x > 0 ? x : R(slope) * R.expm1(x))
  }

  package static func derivative<R: Real>(_ x: R, alpha: R) -> R {
    R(scale) * (x > 0 ? 1 : R(slope) * R.exp(x))
  }
}

/// f(x) = min(max(0, x), 6).
package enum ReLU6: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "relu6", summary: Wording(en: "relu, cut off at 6", ko: "6에서 자른 relu"), formula: "f(x) = min(max(0, x), 6)",
      derivative: "f'(x) = 1 if 0 < x < 6, else 0", range: "[0, 6]",
      source: "Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10", isReLUFamily: true, lowest: 0,
      highest: 6, hasFlatPart: true, isMonotone: true)
  }

  package static var kernel: nn_activation { NN_RELU6 }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(pyTorch: "ReLU6()", onnx: .clip(0, 6), c: "v <= 0 ? 0 : v >= 6 ? 6 : v")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= 0 ? 0 : x >= 6 ? 6 : x }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x > 0 && x < 6 ? 1 : 0 }
}

/// f(x) = x · relu6(x + 3) / 6, as `torch.nn.Hardswish`.
package enum HardSwish: ActivationFormula {
  package static var definition: ActivationDefinition {
    ActivationDefinition(
      name: "hard_swish",
      summary: Wording(en: "silu made of two straight lines and a parabola", ko: "직선 둘과 포물선 하나로 만든 silu"),
      formula: "f(x) = x r(x), r(x) = min(max(x + 3, 0), 6) / 6",
      derivative: "f'(x) = r(x) + x/6 if -3 < x < 3, else r(x)", range: "[-0.375, inf)",
      source: "Howard et al. 2019, Searching for MobileNetV3", isReLUFamily: true, hasFlatPart: true)
  }

  package static var kernel: nn_activation { NN_HARD_SWISH }

  package static func spelling(alpha: Double) -> ActivationSpelling {
    ActivationSpelling(
      pyTorch: "Hardswish()", onnx: .node("HardSwish", [.input]), c: "v <= -3 ? 0 : v >= 3 ? v : v * (v + 3) / 6")
  }

  package static func value<R: Real>(_ x: R, alpha: R) -> R { x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6 }
  package static func derivative<R: Real>(_ x: R, alpha: R) -> R { x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6 }
}
