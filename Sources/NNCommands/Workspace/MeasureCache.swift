import NeuralNetwork

/// What was computed of the current weights, kept until they change.
struct MeasureCache: Sendable {
  private struct Key: Equatable {
    var revision: Int
    var step: Int
  }

  private var key: Key?
  private var evaluations: [String: Evaluation] = [:]
  private var survey: Survey?

  mutating func forget() { self = MeasureCache() }

  /// What the weights say to a part of the data.
  subscript(evaluationOf part: String, revision: Int, step: Int) -> Evaluation? {
    get { key == Key(revision: revision, step: step) ? evaluations[part] : nil }
    set {
      begin(Key(revision: revision, step: step))
      evaluations[part] = newValue
    }
  }

  /// Backward passes over the training part.
  subscript(surveyOf revision: Int, step step: Int) -> Survey? {
    get { key == Key(revision: revision, step: step) ? survey : nil }
    set {
      begin(Key(revision: revision, step: step))
      survey = newValue
    }
  }

  private mutating func begin(_ wanted: Key) {
    if key == wanted { return }
    forget()
    key = wanted
  }
}
