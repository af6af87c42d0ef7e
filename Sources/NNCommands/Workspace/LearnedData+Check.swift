import NNText
import NeuralNetwork

extension LearnedData {
  /// Holds what a file says of a model's data against the model that its statements build.
  func check(against network: Network) throws(JSONFields.Failure) {
    let inputs = network.input?.count ?? 0
    let units = (try? network.shapes())?.last?.count ?? 0
    if let scaler, case let count = scaler.offsets.count, count != inputs {
      switch scaler.kind {
      case .none, .by: break
      case .standard, .minmax:
        throw JSONFields.Failure(
          reason: Wording(
            en: "'offsets' has \(count) numbers, the model takes \(inputs) inputs",
            ko: "'offsets' 항목의 수는 \(count)개인데 모델의 입력은 \(inputs)개입니다"))
      }
    }
    if let columns, columns.width != inputs {
      throw JSONFields.Failure(
        reason: Wording(
          en: "'columns' makes \(columns.width) inputs, the model takes \(inputs)",
          ko: "'columns' 항목으로 만든 입력은 \(columns.width)개인데 모델의 입력은 \(inputs)개입니다"))
    }
    // Two classes may share one unit.
    guard classes.isEmpty || classes.count == units && units > 1 || classes.count == 2 && units == 1 else {
      throw JSONFields.Failure(
        reason: Wording(
          en: "'classes' has \(classes.count) names, the model gives \(units) outputs",
          ko: "'classes' 항목의 이름은 \(classes.count)개인데 모델의 출력은 \(units)개입니다"))
    }
    guard Set(classes).count == classes.count else {
      throw JSONFields.Failure("classes", isNot: Wording(en: "a list of different names", ko: "서로 다른 이름의 목록"))
    }
  }
}
