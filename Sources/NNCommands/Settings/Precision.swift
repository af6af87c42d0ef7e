import NNScript
import NNText
import NeuralNetwork

/// `precision float32|float64`.
struct PrecisionCommand: SessionCommand {
  var signature: Signature {
    Signature(
      "precision", group: .model, summary: Wording(en: "compute in float32 or float64", ko: "float32나 float64로 계산합니다"),
      details: Wording(
        en: "float64 runs on the reference engine: exact, and much slower. Default float32.",
        ko: "float64는 기준 엔진으로 계산합니다. 정확하지만 훨씬 느립니다. 기본값은 float32입니다."),
      forms: [
        Form(
          "precision",
          [
            .slot(
              Slot(
                "precision", "float32|float64",
                .choice(
                  Vocabulary(
                    Wording(en: "precision", ko: "계산 정밀도"),
                    [
                      .init("float32", Wording(en: "single precision, the fast engine", ko: "단정밀도, 빠른 엔진")),
                      .init("float64", Wording(en: "double precision, the reference engine", ko: "배정밀도, 기준 엔진")),
                    ]))))
          ])
      ],
      examples: [Example("precision float64")], seeAlso: ["show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let precision = call.arguments.text("precision").flatMap(Precision.init(rawValue:)) else {
      description.settings.setUnknown(Setting.precision)
      return
    }
    description.settings[.precision] = precision
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    JournalEffect(sets: setsItself.sets, isRememberedByWeights: true)
  }
}

extension Setting where Value == Precision {
  static var precision: Setting { Setting("precision") { value, _ in (value ?? .float32).rawValue } }
}
