import NNScript
import NNText
import NeuralNetwork

/// `split A B [C] [stratified] [seed N]`.
struct SplitCommand: SessionCommand {
  var signature: Signature {
    let share = { (key: String, shown: String) in
      Slot(key, shown, .number(NumberRule(Wording(en: "share", ko: "비율"), in: 0...100, includesLower: false)))
    }
    return Signature(
      "split", group: .data, summary: Wording(en: "set rows aside for testing", ko: "시험에 쓸 행을 따로 떼어 둡니다"),
      details: Wording(
        en: """
          `split 80 20` makes train and test, `split 70 15 15` train, validation and test; the shares add to 100 (or \
          to 1). If the data bring a test part, `split A B` makes train and validation of the rest. `stratified` \
          keeps the share of each class. `split fold I of K` is for cross-validation: the rows fall into K folds, \
          and fold I is the test part. `sweep fold from 1 to 5` with `split fold $fold of 5` trains on each.
          """,
        ko: """
          `split 80 20`은 훈련 데이터와 시험 데이터로, `split 70 15 15`는 훈련, 검증, 시험 데이터로 \
          나눕니다. 비율의 합은 100(또는 1)이어야 합니다. 데이터에 시험 데이터가 이미 들어 있으면 `split A \
          B`는 나머지를 훈련 데이터와 검증 데이터로 나눕니다. `stratified`를 쓰면 클래스의 비율을 그대로 \
          지켜서 나눕니다. `split fold I of K`는 교차 검증에 씁니다. 행을 K겹으로 나누고 I번째 겹을 시험 데이터로 \
          씁니다. `sweep fold from 1 to 5` 안에서 `split fold $fold of 5`를 쓰면 겹마다 학습합니다.
          """),
      forms: [
        Form(
          "fold",
          [
            .word("fold"),
            .slot(
              Slot(
                "fold", "I",
                .number(NumberRule(Wording(en: "fold", ko: "겹"), integer: true, in: 1...Self.mostFolds)))), .word("of"),
            .slot(
              Slot(
                "folds", "K",
                .number(
                  NumberRule(Wording(en: "number of folds", ko: "겹의 수"), integer: true, in: 2...Self.mostFolds)))),
            .options([[.word("stratified")], Pattern.group("seed", .seed())]),
          ]),
        Form(
          "split",
          [
            .slot(share("a", "A")), .slot(share("b", "B")), .optional([.slot(share("c", "C"))]),
            .options([[.word("stratified")], Pattern.group("seed", .seed())]),
          ]),
      ],
      examples: [
        Example("split 80 20", setup: "data spiral"), Example("split 70 15 15 stratified seed 3", setup: "data moons"),
        Example("split fold 2 of 5 stratified", setup: "data iris"),
      ],
      seeAlso: ["data", "scale", "eval"])
  }

  private static let mostFolds = 1_000_000.0

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.arguments.areKnown else { return }
    if call.form == "fold" { try description.setFold(call) } else { try description.setSplit(call) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state) throws(Diagnostic) in
      try plan(call, on: &state.workspace.description)
      try state.workspace.drawSplit(at: call.range)
    }
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    JournalEffect(sets: setsItself.sets, needs: [.data, .setting("seed")])
  }
}

/// `scale standard | minmax | by X | none`; alone it shows the scaling.
struct Scale: SessionCommand {
  var signature: Signature {
    Signature(
      "scale", group: .data, summary: Wording(en: "bring the inputs to a common scale", ko: "입력의 크기를 고르게 맞춥니다(스케일링)"),
      details: Wording(
        en: """
          `standard`: mean 0 and standard deviation 1; `minmax`: 0 to 1; `by X`: times X. Fitted on the training part \
          alone; `predict` applies it. A model keeps the scaling it first learned with, whatever data come later, and \
          a saved one takes it along; `reset` begins anew.
          """,
        ko: """
          `standard`: 평균 0, 표준편차 1. `minmax`: 0에서 1까지. `by X`: X를 곱합니다. 훈련 데이터만 보고 \
          맞추며, `predict`에도 같은 스케일링이 적용됩니다. 모델은 처음 배울 때의 스케일링을 데이터가 바뀌어도 \
          지키고, 저장하면 함께 저장합니다. `reset`을 쓰면 처음부터 시작합니다.
          """),
      forms: [
        Form("standard", [.word("standard")]), Form("minmax", [.word("minmax")]),
        Form("by", [.pair("by", .real("factor", "X", called: Wording(en: "factor", ko: "곱할 수")))]),
        Form("none", [.word("none")]),
        Form("show", []),
      ],
      examples: [
        Example("scale standard", setup: "data moons"), Example("scale by (1/255)"), Example("scale"),
      ],
      seeAlso: ["data", "split", "predict"], traits: .isCompared)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "show", call.arguments.areKnown else { return }
    description.settings[.scaling] =
      switch call.form {
      case "standard": .standard
      case "minmax": .minmax
      case "by": .by(call.arguments.number("factor") ?? 1)
      default: Scaler.Kind.none
      }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard call.form != "show" else { return session.print(session.state.workspace.description.answer(Setting.scaling)) }
    try session.replan(self, call)
    let description = session.state.workspace.description
    guard let own = description.model.learned?.scaler?.kind, let wanted = description.settings[.scaling], own != wanted
    else { return }
    session.log(
      .info,
      Wording(
        en: "model \(description.current) keeps the scaling it learned with (\(own.text)); `reset` begins anew",
        ko: "\(description.current) 모델은 배울 때의 스케일링(\(own.text))을 지킵니다. `reset`을 쓰면 처음부터 시작합니다"))
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect { setsItself }
}

/// `split A B [C] [stratified] [seed N]`, shares as fractions of the rows; `split fold I of K [stratified] [seed N]`.
package struct SplitSetting: Sendable, Hashable {
  package enum Parts: Sendable, Hashable {
    case shares([Double])
    /// From 1.
    case fold(Int, of: Int)
  }

  package var parts: Parts
  package var isStratified: Bool
  /// The seed given, or the one in force when it was said.
  package var seed: UInt64

  var text: String {
    let text =
      switch parts {
      case .shares(let shares): shares.map { NumberFormat.display($0 * 100) }.joined(separator: " ")
      case .fold(let fold, let count): "fold \(fold) of \(count)"
      }
    return "\(text)\(isStratified ? " stratified" : "")"
  }
}

extension Setting where Value == SplitSetting {
  static var split: Setting {
    Setting("split", affectsResume: true, isEqual: ==) { value, description in
      if let value { return SettingLine(statement: "split \(value.text)", isGiven: true) }
      let rows = CountText.number(description.data?.testRows ?? 0)
      let brought =
        description.data?.hasTest ?? false
        ? Wording(en: "the data's own \(rows) test rows", ko: "데이터에 딸린 시험 데이터 \(rows)행")
        : Wording(en: "no split", ko: "데이터를 나누지 않음")
      return SettingLine(statement: brought.english, shown: brought, isGiven: false)
    }
  }
}

extension Setting where Value == Scaler.Kind {
  static var scaling: Setting {
    Setting("scale", affectsResume: true, isEqual: ==) { value, description in
      SettingLine(
        statement: "scale \(description.scaling.text)",
        isGiven: value != nil || description.model.learned?.scaler != nil)
    }
  }
}

extension Scaler.Kind {
  /// As the statement says it.
  var text: String {
    switch self {
    case .none: "none"
    case .standard: "standard"
    case .minmax: "minmax"
    case .by(let factor): "by \(NumberFormat.exact(factor))"
    }
  }
}
