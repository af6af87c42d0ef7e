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
      "B1", .certain, "accuracy is the share of the most common class",
      evidence: [
        "all \(patient.rows) rows are judged class \(only), counted from 0",
        "\(count) of \(patient.rows) rows are of that class: accuracy \(share.brief) without having learned anything",
      ],
      cure: "judge by f1 or the confusion table; give the rare class more rows, or train longer",
      statements: ["optimizer adam rate 0.01"])
  }
}
