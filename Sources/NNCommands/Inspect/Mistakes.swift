import NNScript
import NNText
import NeuralNetwork

/// `show mistakes N`: the rows that the model is most wrong about.
extension Session {
  func showMistakes(_ count: Int, at range: SourceRange) throws(Stop) {
    let part = try judgedPart(nil, at: range)
    let (evaluation, samples) = try evaluation(of: part, at: range)
    let data = try preparedData(for: try resolvedNetwork(at: range), at: range)
    let (dataset, rows) = (data.dataset, data.rows(of: part))
    let misses = evaluation.misses(of: samples)
    var places = Array(rows.indices)
    var predicted: [Int]?
    if let decision = state.workspace.description.decision {
      let classes = evaluation.predictedClasses(decision)
      let actual = decision.classes(of: samples)
      places = places.filter { classes[$0] != actual[$0] }
      predicted = classes
    }
    let mistakes = places.count
    places.sort { misses[$0] == misses[$1] ? $0 < $1 : misses[$0] > misses[$1] }
    var table = Table(
      ["row"] + Table.targetColumns(dataset.targets) + (predicted == nil ? [] : ["predicted"])
        + Table.hypothesisColumns(evaluation.units, dataset.targets.classNames) + ["miss"])
    for place in places.prefix(count) {
      var cells: [Table.Cell] = [.number(Double(rows[place] + 1))]
      cells += Table.targetCells(dataset.targets, row: rows[place])
      if let predicted { cells.append(.className(predicted[place], of: dataset.targets.classNames)) }
      cells += (0..<evaluation.units).map { .number(evaluation.outputs[place * evaluation.units + $0]) }
      cells.append(.number(misses[place]))
      table.append(cells)
    }
    if mistakes > 0 || output.mode.isForPrograms { print(table) }
    guard !output.mode.isForPrograms, predicted != nil else { return }
    let (wrong, all) = (CountText.number(mistakes), CountText.rows(rows.count))
    print(Wording(en: "\(part) part: \(wrong) of \(all) mistaken", ko: "\(part) 데이터: \(all) 가운데 \(wrong)행 오답"))
  }
}
