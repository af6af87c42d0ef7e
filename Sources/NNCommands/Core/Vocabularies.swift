import NNScript
import NNText
import NeuralNetwork

/// The slots that several signatures share, so that a number of steps is called the same everywhere.
extension Slot {
  /// Larger counts cannot be meant: a step count up to 10^12 runs for days.
  static let countLimit = 1e12

  static func count(_ key: String, _ shown: String = "N", called: Wording, atLeast lowest: Double = 1) -> Slot {
    Slot(key, shown, .number(NumberRule(called, integer: true, in: lowest...countLimit)))
  }

  static func layer(_ key: String = "layer", _ shown: String = "K") -> Slot {
    count(key, shown, called: Wording(en: "layer number", ko: "층 번호"))
  }

  static func seed(_ key: String = "seed") -> Slot {
    Slot(key, "N", .number(NumberRule(Wording(en: "seed", ko: "시드"), integer: true, in: 0...9_007_199_254_740_991)))
  }

  static func real(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)))
  }

  static func positive(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(
      key, shown,
      .number(NumberRule(called, in: 0...Double.greatestFiniteMagnitude, includesLower: false)))
  }

  static func nonNegative(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: 0...Double.greatestFiniteMagnitude)))
  }

  /// In [0, 1).
  static func fraction(_ key: String, _ shown: String, called: Wording) -> Slot {
    Slot(key, shown, .number(NumberRule(called, in: 0...1, includesUpper: false)))
  }

  static let unit = Slot("unit", "UNIT", .unit)
}

extension Pattern {
  /// `word SLOT`.
  static func pair(_ word: String, _ slot: Slot) -> Pattern { .sequence([.word(word), .slot(slot)]) }

  /// `[word SLOT]`, as one group of ``Pattern/options(_:)``.
  static func group(_ word: String, _ slot: Slot) -> [Pattern] { [.word(word), .slot(slot)] }
}

/// The words for activations, losses, optimizers and initializers, made from the library's own lists.
extension Vocabulary {
  static let activation = Vocabulary(
    Wording(en: "activation", ko: "활성화 함수"),
    Activation.Kind.allCases.map { kind in
      let definition = kind.definition
      return Entry(kind.rawValue, definition.summary, parameters: settings(definition.parameters))
    })

  static let loss = Vocabulary(
    Wording(en: "loss", ko: "손실 함수"),
    Loss.Kind.allCases.filter { $0 != .bceNaive }.map { kind in
      let definition = Loss(kind).definition
      let naive: [Pattern] = kind == .bce ? [.optional([.word("naive")])] : []
      return Entry(kind.rawValue, definition.summary, parameters: naive + settings(definition.parameters))
    })

  static let optimizer = Vocabulary(
    Wording(en: "optimizer", ko: "옵티마이저"),
    Optimizer.Kind.allCases.map { kind in
      let definition = kind.definition
      return Entry(kind.rawValue, definition.summary, parameters: settings(definition.parameters))
    })

  static let initializer = Vocabulary(
    Wording(en: "initializer", ko: "초기화 방법"),
    [
      Entry(
        "normal", Wording(en: "N(mean, deviation²)", ko: "정규분포 N(mean, deviation²)"),
        parameters: [
          .slot(.real("mean", "M", called: Wording(en: "mean", ko: "평균"))),
          .slot(.nonNegative("deviation", "S", called: Wording(en: "standard deviation", ko: "표준편차"))),
        ]),
      Entry(
        "uniform", Wording(en: "evenly between two bounds", ko: "두 경계 사이에서 고르게"),
        parameters: [
          .slot(.real("low", "A", called: Wording(en: "lower bound", ko: "아래쪽 경계"))),
          .slot(.real("high", "B", called: Wording(en: "upper bound", ko: "위쪽 경계"))),
        ]),
      scheme(
        "glorot",
        Wording(en: "scaled by inputs + units, for sigmoid and tanh", ko: "입력 수 + 유닛 수에 맞춘 크기, sigmoid와 tanh에 알맞음")),
      scheme("he", Wording(en: "scaled by inputs, for the ReLU family", ko: "입력 수에 맞춘 크기, ReLU 계열에 알맞음")),
      scheme("lecun", Wording(en: "scaled by inputs, for selu", ko: "입력 수에 맞춘 크기, selu에 알맞음")),
      Entry("orthogonal", Wording(en: "rows at right angles, of length 1", ko: "서로 직각이고 길이가 1인 행들")),
      Entry("zeros", Wording(en: "all 0", ko: "모두 0")),
      Entry(
        "constant", Wording(en: "all the same", ko: "모두 같은 값"),
        parameters: [.slot(.real("value", "C", called: Wording(en: "value", ko: "값")))]),
    ])

  private static func scheme(_ name: String, _ summary: Wording) -> Entry {
    Entry(name, summary, parameters: [.optional([.oneOf([[.word("uniform")], [.word("normal")]])])])
  }

  private static func settings(_ parameters: [SettingParameter]) -> [Pattern] {
    guard !parameters.isEmpty else { return [] }
    return [
      .options(
        parameters.map { parameter in
          Pattern.group(
            parameter.name,
            Slot(
              parameter.name, parameter.name.prefix(1).uppercased(),
              .number(
                NumberRule(
                  parameter.summary, noun: Wording(verbatim: parameter.name), in: parameter.minimum...parameter.maximum)
              )))
        })
    ]
  }
}

extension Slot {
  static let activation = Slot("activation", "ACT", .choice(.activation))
  static let loss = Slot("loss", "LOSS", .choice(.loss))
  static let optimizer = Slot("optimizer", "NAME", .choice(.optimizer))
  static let initializer = Slot("scheme", "SCHEME", .choice(.initializer))
}

extension Arguments {
  /// The activation said, with its parameters.
  var activation: Activation? {
    guard let kind = text("activation").flatMap(Activation.Kind.init(rawValue:)) else { return nil }
    return Activation(kind, alpha: number("alpha"))
  }

  var loss: Loss? {
    guard let word = text("loss") else { return nil }
    if word == Loss.Kind.bce.rawValue && has("naive") { return Loss(.bceNaive) }
    return Loss.Kind(rawValue: word).map { kind in
      Loss(kind, parameter: kind.formula.definition.parameters.first.flatMap { number($0.name) })
    }
  }

  var optimizer: Optimizer? {
    guard let kind = text("optimizer").flatMap(Optimizer.Kind.init(rawValue:)) else { return nil }
    var optimizer = Optimizer(kind)
    for parameter in kind.definition.parameters {
      if let value = number(parameter.name) { optimizer[parameter.name] = value }
    }
    return optimizer
  }

  var initializer: Initializer? {
    switch text("scheme") {
    case "normal": .normal(mean: number("mean") ?? 0, deviation: number("deviation") ?? 1)
    case "uniform": .uniform(low: number("low") ?? 0, high: number("high") ?? 1)
    case "glorot": has("normal") ? .glorotNormal : .glorotUniform
    case "he": has("normal") ? .heNormal : .heUniform
    case "lecun": has("normal") ? .lecunNormal : .lecunUniform
    case "orthogonal": .orthogonal
    case "zeros": .zeros
    case "constant": .constant(number("value") ?? 0)
    default: nil
    }
  }

  /// `constant`, `step every …`, `exponential F`, `cosine over …`, with `warmup` in front or not.
  var schedule: Schedule {
    let form: Schedule.Form =
      if has("cosine") {
        .cosine(over: duration("count", "unit"))
      } else if has("exponential") {
        .exponential(factor: number("factor") ?? 1)
      } else if has("every") {
        .step(every: duration("count", "unit"), factor: number("factor") ?? 1)
      } else {
        .constant
      }
    return Schedule(form, warmup: has("warmup") ? duration("warmup_count", "warmup_unit") : nil)
  }

  private func duration(_ count: String, _ unit: String) -> Period {
    Period(integer(count) ?? 1, text(unit) == "epochs" ? .epochs : .steps)
  }
}
