import NNText

/// I1: inputs that are large, or of very different sizes: one rate cannot suit all weights of the first layer.
package enum UnscaledInputs: DiagnosticCheck {
  private static let sizeLimit = 20.0
  private static let ratioLimit = 100.0
  /// Columns and rows that are looked at.
  private static let columnLimit = 4096

  package static func examine(_ patient: Patient) -> Finding? {
    let (samples, width) = (patient.samples, patient.samples.inputs)
    guard width <= columnLimit, patient.rows > 1 else { return nil }
    let numbers = patient.firstInputs
    // The length of a column is what its weights' gradients are multiplied by.
    let sizes = (0..<width).map { column -> Double in
      var sum = 0.0
      for place in stride(from: column, to: numbers.count, by: width) {
        sum += Double(numbers[place]) * Double(numbers[place])
      }
      return (sum / Double(numbers.count / width)).squareRoot()
    }
    guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), samples.rows > 0 else { return nil }
    let smallest = sizes.indices.filter { sizes[$0] > 0 }.min { sizes[$0] < sizes[$1] } ?? largest
    let isLarge = sizes[largest] > sizeLimit
    // Beside features of the usual size a tiny one is no harm.
    let isUneven = sizes[largest] > ratioLimit * sizes[smallest] && sizes[largest] > 3
    guard isLarge || isUneven else { return nil }
    func values(_ column: Int) -> Wording {
      let own = stride(from: column, to: numbers.count, by: width).map { Double(numbers[$0]) }
      return Wording(
        en: "input \(column + 1) runs from \((own.min() ?? 0).brief) to \((own.max() ?? 0).brief)",
        ko: "\(column + 1)번 입력은 \((own.min() ?? 0).brief)에서 \((own.max() ?? 0).brief)까지입니다")
    }
    var evidence: [Wording] = [values(largest)]
    if isUneven {
      evidence.append(
        Wording(
          en: "\(values(smallest)): \((sizes[largest] / sizes[smallest]).brief) times smaller",
          ko: "\(values(smallest)): \((sizes[largest] / sizes[smallest]).brief)배 작습니다"))
    }
    evidence.append(
      Wording(
        en: "its weights' gradients are multiplied by numbers of about \(sizes[largest].brief)",
        ko: "\(largest + 1)번 입력에 걸린 가중치의 기울기에는 \(sizes[largest].brief)쯤 되는 수가 곱해집니다"))
    return Finding(
      "I1", .heuristic, Wording(en: "unscaled inputs", ko: "스케일링하지 않은 입력"), evidence: evidence,
      cure: Wording(en: "bring every input to mean 0 and deviation 1", ko: "모든 입력을 평균 0, 표준편차 1로 맞추세요"),
      statements: ["scale standard"])
  }
}
