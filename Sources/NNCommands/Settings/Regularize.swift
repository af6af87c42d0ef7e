import NNScript
import NNText
import NeuralNetwork

/// `regularize [l1 X] [l2 X]` or `none`.
struct Regularize: SessionCommand {
  var signature: Signature {
    Signature(
      "regularize", group: .training, summary: Wording(en: "penalise large weights", ko: "큰 가중치에 벌점을 줍니다(규제)"),
      details: Wording(
        en: "Adds l1·Σ|w| and l2·Σw² of the weights (not the biases) to what training makes small.",
        ko: "학습이 줄여 나가는 값에 가중치(편향은 빼고)의 l1·Σ|w|와 l2·Σw²을 더합니다."),
      forms: [
        Form("none", [.word("none")]),
        Form(
          "set",
          [
            .options([
              Pattern.group("l1", .nonNegative("l1", "X", called: Wording(en: "l1 strength", ko: "l1 규제의 세기"))),
              Pattern.group("l2", .nonNegative("l2", "X", called: Wording(en: "l2 strength", ko: "l2 규제의 세기"))),
            ])
          ]),
      ],
      examples: [Example("regularize l2 0.001"), Example("regularize none")], seeAlso: ["clip", "optimizer"],
      traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "set" && call.arguments.items.isEmpty {
      throw Diagnostic(
        .nothingToSet,
        Wording(en: "`regularize` needs l1, l2 or none", ko: "`regularize`에는 l1이나 l2, 또는 none이 필요합니다"),
        at: call.range, help: Wording(en: "for example: regularize l2 0.001", ko: "예: regularize l2 0.001"))
    }
    guard call.arguments.areKnown else { return }
    description.settings[.regularization] = Regularization(
      l1: call.arguments.number("l1") ?? 0, l2: call.arguments.number("l2") ?? 0)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

extension DiagnosticCode {
  static let nothingToSet = DiagnosticCode(
    "E0604", Wording(en: "nothing to set", ko: "정할 값이 없음"),
    Wording(en: "The statement names a setting but gives it no value.", ko: "설정의 이름만 쓰고 값을 쓰지 않았습니다."))
}

/// `clip norm X`, `clip value X`, `clip none`.
struct Clip: SessionCommand {
  var signature: Signature {
    Signature(
      "clip", group: .training,
      summary: Wording(en: "limit the gradients before each update", ko: "갱신하기 전에 기울기(gradient)의 크기를 제한합니다"),
      details: Wording(
        en: "`norm X` scales the whole gradient down to norm X; `value X` cuts each entry to −X…X.",
        ko: """
          `norm X`는 전체 기울기(gradient)의 노름이 X를 넘으면 X로 줄이고, `value X`는 성분마다 −X…X로 \
          자릅니다(clipping).
          """),
      forms: [
        Form("norm", [.word("norm"), .slot(.positive("limit", "X", called: Wording(en: "limit", ko: "한계")))]),
        Form("value", [.word("value"), .slot(.positive("limit", "X", called: Wording(en: "limit", ko: "한계")))]),
        Form("none", [.word("none")]),
      ],
      examples: [Example("clip norm 1"), Example("clip none")], seeAlso: ["regularize", "optimizer"],
      traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    let limit = call.arguments.number("limit") ?? 0
    description.settings[.clipping] =
      switch call.form {
      case "norm": .norm(limit)
      case "value": .value(limit)
      default: Clipping.none
      }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.replan(self, call) }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

extension Setting where Value == Regularization {
  static var regularization: Setting {
    Setting("regularize", affectsResume: true) { value, _ in (value ?? .none).text }
  }
}

extension Regularization {
  var text: String {
    let parts = [("l1", l1), ("l2", l2)].filter { $0.1 != 0 }.map { "\($0.0) \(NumberFormat.exact($0.1))" }
    return parts.isEmpty ? "none" : parts.joined(separator: " ")
  }
}

extension Setting where Value == Clipping {
  static var clipping: Setting { Setting("clip", affectsResume: true) { value, _ in (value ?? .none).text } }
}

extension Clipping {
  var text: String {
    switch self {
    case .none: "none"
    case .norm(let limit): "norm \(NumberFormat.exact(limit))"
    case .value(let limit): "value \(NumberFormat.exact(limit))"
    }
  }
}
