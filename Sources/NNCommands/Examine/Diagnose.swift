import NNScript
import NNText
import NeuralNetwork

/// `diagnose`: what is wrong with the model, each finding with its numbers.
struct Diagnose: SessionCommand {
  var signature: Signature {
    Signature(
      "diagnose", group: .looking,
      summary: Wording(en: "what is wrong with the model, with numbers", ko: "모델의 어디가 잘못되었는지 수로 보여 줍니다"),
      details: Wording(
        en: """
          Each finding has a code (`explain G1` says more), its evidence from this network's own numbers, and a cure. \
          It looks at the current weights on the training part, and at the last run. The cure is tried on a copy that \
          begins at step 0 with the seed in force, or, where the weights themselves are ill, as they stand; nothing \
          changes in the session. A training that ends at a NaN is diagnosed of itself.
          """,
        ko: """
          찾아낸 문제마다 코드(`explain G1`이 더 설명합니다), 이 신경망에서 나온 수로 된 근거, 그리고 \
          처방이 있습니다. 지금의 가중치를 훈련 데이터에서 살펴보고, 마지막 학습 기록(run)도 살펴봅니다. \
          처방은 지금의 시드로 스텝 0에서 시작하는 복사본에서 시험해 봅니다. 가중치 자체가 문제이면 지금의 \
          가중치로 시험합니다. 세션은 아무것도 바뀌지 않습니다. 학습이 NaN으로 끝나면 저절로 진단합니다.
          """),
      forms: [Form("diagnose", [])],
      examples: [Example("diagnose", setup: "data xor\nlayer 5 sigmoid times 9\noutput 1 sigmoid\ntrain 100 steps")],
      seeAlso: ["gradients", "explain", "on"], traits: .looks)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planLook(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let findings = try session.diagnose(at: call.range)
    guard !findings.isEmpty else {
      return session.print(
        Wording(en: "nothing found in these weights and on these rows", ko: "이 가중치와 이 행들에서는 문제를 찾지 못했습니다"))
    }
    try session.write(findings: findings)
  }
}

extension Session {
  /// What is wrong with the current weights on the training part, the surest cause first, with the trials of the cures.
  func diagnose(at range: SourceRange) throws(Stop) -> [String] { try lines(of: try patient(at: range), at: range) }

  /// The current model with its data and its last training.
  ///
  /// Weights that are NaN tell nothing any more: then it is the model before the first such loss that is looked at.
  func patient(at range: SourceRange) throws(Stop) -> Patient {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let description = state.workspace.description
    let run = state.runs.last { $0.model == description.current && $0.step == model.step }
    func patient(_ model: ModelState) throws(TrainingError) -> Patient {
      try Patient(
        model, samples: data.train, loss: description.loss, decision: description.decision,
        settings: description.trainingSettings, curve: run?.curve ?? [])
    }
    do throws(TrainingError) {
      let now = try patient(model)
      guard !now.isFinite, !model.parametersAreFinite, let earlier = run?.lastFinite, earlier.network == model.network
      else { return now }
      return try patient(earlier)
    } catch {
      throw .failed(Diagnostic(.shape, error, at: range))
    }
  }

  /// Findings as printed, with the trials of their cures.
  func lines(of patient: Patient, at range: SourceRange) throws(Stop) -> [String] {
    try tried(patient.findings(), on: patient.model, at: range).map { finding, trial in
      finding.text[options.language] + (trial.map { "\n  \($0[options.language])" } ?? "")
    }
  }

  /// Findings, a screen at a time where somebody sits at one.
  func write(findings: [String]) throws(Stop) {
    try turningPagesAtPrompt { () throws(Stop) in
      for finding in findings { printWrapped(finding.split(separator: "\n")) }
    }
  }

  /// One line where the loss of a training of some length hardly falls any more: what it looks like, and where to read on.
  func reportStall(of run: Run, at range: SourceRange) throws(Stop) {
    guard run.hasStalled, caseRecord == nil else { return }
    let codes = try patient(at: range).findings().map { Wording(verbatim: "\($0.code) ") + $0.title }
    guard !codes.isEmpty, let last = run.curve.last else { return }
    let half = run.curve[run.curve.count / 2]
    let (before, now) = (HandSheet.number(half.loss), HandSheet.number(last.loss))
    log(
      .info,
      Wording(
        en: """
          the loss hardly falls any more: \(before) at step \(half.step), \(now) at step \(last.step); \
          it looks like \(codes.joined(separator: ", ")): `diagnose` shows the numbers
          """,
        ko: """
          손실이 거의 줄지 않습니다: 스텝 \(half.step)에서 \(before), 스텝 \(last.step)에서 \(now). \
          원인으로 보이는 것: \(codes.joined(separator: ", ")). `diagnose`로 수를 확인하세요
          """))
  }

  /// Under `on nan stop`: the diagnosis, and in a script the end with status 4.
  func reportDivergence(step: Int, loss: Double, at range: SourceRange) throws(Stop) {
    report([
      Diagnostic(
        .diverged,
        Wording(
          en: "training stopped before the update of step \(step): the loss is \(NumberFormat.display(loss))",
          ko: "스텝 \(step)의 갱신 전에 학습을 멈췄습니다: 손실이 \(NumberFormat.display(loss))입니다"),
        at: range,
        help: Wording(en: "`on nan continue` lets it go on", ko: "`on nan continue`를 쓰면 계속합니다"))
    ])
    // Of a sweep's case the row says it: hundreds of diagnoses would bury each other.
    if caseRecord == nil {
      for text in try diagnose(at: range) { log(.info, text) }
    }
    throw .diverged
  }
}

extension Run {
  /// A thousand steps in which the loss fell by less than one part in a hundred, while rows are still wrong.
  fileprivate var hasStalled: Bool {
    guard let first = curve.first, let last = curve.last, last.step - first.step >= 999, !isNaN,
      let accuracy = last.accuracy, accuracy < 1
    else { return false }
    // The second half alone: a loss that fell at once and then lay still has stalled too.
    let half = curve[curve.count / 2]
    return last.loss.isFinite && last.loss > 0.99 * half.loss && last.loss > 0.01
  }
}

extension ModelState {
  fileprivate var parametersAreFinite: Bool {
    switch parameters {
    case .float32(let numbers): numbers.allSatisfy(\.isFinite)
    case .float64(let numbers): numbers.allSatisfy(\.isFinite)
    }
  }
}

extension Finding {
  /// As printed: code and title, the evidence indented, the cure.
  var text: Wording {
    let sure = certainty == .certain ? .nothing : Wording(en: " (looks like it)", ko: " (추정)")
    let head = Wording(verbatim: "\(code) ") + title + sure
    let cure = Wording(en: "cure: \(cure)", ko: "처방: \(cure)")
    return ([head] + (evidence + [cure]).map { Wording(verbatim: "  ") + $0 }).joined(separator: "\n")
  }
}
