import NNText

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
      "B1", .certain, Wording(en: "accuracy is the share of the most common class", ko: "정확도가 가장 흔한 클래스의 비율과 같음"),
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
