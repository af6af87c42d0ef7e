import NeuralNetwork
import NNScript
import NNText

extension Session {
  /// What is wrong with the current weights on the training part, the surest cause first, with the trials of the cures.
  func diagnose(at range: SourceRange) throws(Stop) -> [String] { try lines(of: try patient(at: range), at: range) }

  /// The current model with its data and its last training.
  ///
  /// Weights that are NaN tell nothing any more: then it is the model before the first such loss that is looked at.
  func patient(at range: SourceRange) throws(Stop) -> Patient {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    let description = state.description
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
  private func lines(of patient: Patient, at range: SourceRange) throws(Stop) -> [String] {
    try tried(patient.findings(), on: patient.model, at: range).map { finding, trial in
      finding.text[options.language] + (trial.map { "\n  \($0[options.language])" } ?? "")
    }
  }

  /// `explain nan`: the row, its numbers, the formula with them put in, the effect, the cure and its trial.
  func explainNaN(at range: SourceRange) throws(Stop) {
    let patient = try patient(at: range)
    guard !patient.isFinite else {
      write("the loss is a number, \(HandSheet.number(patient.pass.loss)), and so is every gradient: there is no NaN")
      return write(nearness(patient))
    }
    let loss = patient.loss.definition
    write(
      "the loss \(loss.name) is \(HandSheet.number(patient.pass.loss)) before the update of step \(patient.model.step)")
    write("  \(loss.formula)")
    let findings = try lines(of: patient, at: range)
    for line in findings { write(line) }
    guard !findings.isEmpty else {
      return write(
        "no known cause shows in these weights and on these rows; `on nan stop` and a new training find the step")
    }
    write(
      "the effect: a gradient with NaN makes every weight NaN with one update; accuracy then reads the share of class 0, "
        + "because NaN > 0.5 is false")
  }

  /// How far the naive loss is from its NaN.
  private func nearness(_ patient: Patient) -> String {
    guard patient.loss.kind == .bceNaive, let largest = patient.pass.sums.max(by: { abs($0) < abs($1) })
    else { return "\(patient.loss.definition.name) takes no logarithm of an output, so it has no NaN of its own" }
    let limit = patient.model.precision == .float32 ? "16.64" : "36.74"
    return
      "bce naive turns NaN where sigmoid(z) rounds to 1, from z = \(limit) in \(patient.model.precision.rawValue); "
      + "the largest |z| now is \(HandSheet.number(abs(largest)))"
  }

  /// One line where a training of some length has not moved the loss: what it looks like, and where to read on.
  func reportStall(of run: Run, at range: SourceRange) throws(Stop) {
    guard run.hasStalled, caseRecord == nil else { return }
    let codes = try patient(at: range).findings().map { "\($0.code) \($0.title[options.language])" }
    guard !codes.isEmpty, let first = run.curve.first, let last = run.curve.last else { return }
    report(
      "the loss did not move: \(HandSheet.number(first.loss)) at step \(first.step), \(HandSheet.number(last.loss)) at "
        + "step \(last.step); it looks like \(codes.joined(separator: ", ")): `diagnose` shows the numbers")
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
    let sure = certainty == .certain ? .nothing : Wording(en: " (looks like it)", ko: " (그렇게 보입니다)")
    let head = Wording(verbatim: "\(code) ") + title + sure
    let cure = Wording(en: "cure: \(cure)", ko: "처방: \(cure)")
    return ([head] + (evidence + [cure]).map { Wording(verbatim: "  ") + $0 }).joined(separator: "\n")
  }
}
