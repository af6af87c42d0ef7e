import NNScript
import NeuralNetwork

extension Session {
  /// What is wrong with the current weights on the training part, the surest cause first.
  ///
  /// Weights that are NaN tell nothing any more: then it is the model before the first such loss that is looked at.
  func diagnose(at range: SourceRange) throws(Stop) -> [Finding] {
    let model = try drawnModel(at: range)
    let data = try preparedData(for: model.network, at: range)
    do throws(TrainingError) {
      let patient = try Patient(
        model, samples: data.train, loss: state.description.loss, decision: state.description.decision)
      guard !patient.isFinite, !model.parametersAreFinite, let earlier = lastFiniteModel(before: model) else {
        return patient.findings()
      }
      return try Patient(
        earlier, samples: data.train, loss: state.description.loss, decision: state.description.decision
      ).findings()
    } catch {
      throw .failed(Diagnostic(.shape, error.description, at: range, help: error.help))
    }
  }

  private func lastFiniteModel(before model: ModelState) -> ModelState? {
    let run = state.runs.last { $0.model == state.description.current && $0.step == model.step }
    return run?.lastFinite.flatMap { $0.network == model.network ? $0 : nil }
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
  var lines: String {
    let sure = certainty == .certain ? "" : " (looks like it)"
    return (["\(code) \(title)\(sure)"] + evidence.map { "  " + $0 } + ["  cure: \(cure)"]).joined(separator: "\n")
  }
}
