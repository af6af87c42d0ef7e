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
      .unscaledInputs, .heuristic, evidence: evidence,
      cure: Wording(en: "bring every input to mean 0 and deviation 1", ko: "모든 입력을 평균 0, 표준편차 1로 맞추세요"),
      statements: ["scale standard"])
  }
}

/// B1: every row is judged to be of the most common class, and accuracy is that class's share.
package enum MajorityShare: DiagnosticCheck {
  /// So much above an even share a class must be for accuracy to mislead.
  private static let excess = 0.1

  package static func examine(_ patient: Patient) -> Finding? {
    guard let decision = patient.decision, patient.rows > 1 else { return nil }
    let units = patient.units
    func classes(_ numbers: [Double]) -> [Int] {
      numbers.withUnsafeBufferPointer { buffer in
        (0..<patient.rows).map { row in
          buffer.baseAddress.map { decision.chosenClass($0 + row * units, units: units) } ?? 0
        }
      }
    }
    let predicted = classes(patient.outputs)
    let targets = classes(patient.samples.y.prefix(patient.rows * units).map { Double($0) })
    guard let only = predicted.first, predicted.allSatisfy({ $0 == only }) else { return nil }
    let count = targets.count { $0 == only }
    let share = Double(count) / Double(patient.rows)
    let kinds = Set(targets).count
    guard kinds > 1, share > 1 / Double(kinds) + excess else { return nil }
    return Finding(
      .majorityShare, .certain,
      evidence: [
        Wording(
          en: "all \(patient.rows) rows are judged class \(only), counted from 0",
          ko: "\(patient.rows)행 모두 클래스 \(only)(0부터 셉니다)로 예측했습니다"),
        Wording(
          en: """
            \(count) of \(patient.rows) rows are of that class: accuracy \(share.brief) without having learned \
            anything
            """, ko: "\(patient.rows)행 가운데 \(count)행이 그 클래스라서, 아무것도 배우지 않고도 정확도가 \(share.brief)입니다"),
      ],
      cure: Wording(
        en: "judge by f1 or the confusion table; give the rare class more rows, or train longer",
        ko: "f1이나 혼동 행렬로 판단하세요. 드문 클래스의 행을 늘리거나 더 오래 학습하세요"),
      statements: ["optimizer adam rate 0.01"])
  }
}

/// V1: the validation loss has risen from its lowest value while the training loss went on falling.
package enum OverfittingGap: DiagnosticCheck {
  /// So much above its lowest value the validation loss must be.
  private static let rise = 1.1

  package static func examine(_ patient: Patient) -> Finding? {
    let points = patient.curve.filter { $0.validationLoss?.isFinite ?? false }
    guard points.count >= 3, let last = points.last, let now = last.validationLoss,
      let best = points.min(by: { ($0.validationLoss ?? .infinity) < ($1.validationLoss ?? .infinity) }),
      let lowest = best.validationLoss, best.step < last.step
    else { return nil }
    guard now > rise * lowest, last.loss < best.loss else { return nil }
    return Finding(
      .overfitting, .certain,
      evidence: [
        Wording(
          en: "validation loss \(lowest.brief) at step \(best.step), \(now.brief) at step \(last.step)",
          ko: "검증 손실: 스텝 \(best.step)에서 \(lowest.brief), 스텝 \(last.step)에서 \(now.brief)"),
        Wording(
          en: "training loss in the meantime: \(best.loss.brief), then \(last.loss.brief)",
          ko: "그 사이 훈련 손실: \(best.loss.brief) → \(last.loss.brief)"),
      ],
      cure: Wording(
        en: """
          stop at the lowest validation loss (`stop when validation.loss >= best.validation.loss for 10 \
          epochs`), or hold the weights small
          """,
        ko: "검증 손실이 가장 낮은 곳에서 멈추거나(`stop when validation.loss >= best.validation.loss for 10 epochs`) 가중치를 작게 유지하세요"),
      statements: ["regularize l2 0.001"])
  }
}
