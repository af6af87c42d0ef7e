import NNScript
import NNText
import NeuralNetwork

/// What somebody gives to `predict`.
extension Description {
  /// The values of a `predict` as numbers, as many as the network takes: one an input, or one a column where columns hold
  /// words.
  ///
  /// - Parameter columns: how the columns of the data, or of what a loaded model learned from, became inputs.
  func inputs(_ call: Invocation, of network: Network, _ columns: TableColumns) throws(Diagnostic) -> [Float] {
    let items = call.arguments.items.filter { $0.key == "input" }
    let columns = columns.inputs
    let isByColumn = columns.contains(where: \.isWords) && items.count == columns.count
    var inputs: [Float] = []
    for (place, item) in items.enumerated() {
      if isByColumn, case .words(let words) = columns[place].kind {
        let chosen = try word(item, of: columns[place].name, among: words)
        inputs += words.indices.map { $0 == chosen ? 1 : 0 }
      } else {
        inputs.append(try number(item, place, columns))
      }
    }
    let wanted = network.input?.count ?? 1
    guard inputs.count == wanted else {
      throw Diagnostic(
        .inputMisfit,
        Wording(
          en: "model '\(current)' takes \(wanted) inputs, found \(inputs.count)",
          ko: "'\(current)' 모델은 입력을 \(wanted)개 받는데 \(inputs.count)개를 주었습니다"),
        at: call.range,
        help: Wording(en: "give one number an input", ko: "입력마다 수를 하나씩 쓰세요"))
    }
    return inputs
  }

  private func number(
    _ item: Arguments.Item, _ place: Int, _ columns: [TableColumns.Column]
  ) throws(Diagnostic) -> Float {
    if case .number(let number)? = item.value { return Float(number) }
    throw Diagnostic(
      .inputMisfit,
      Wording(
        en: "input \(place + 1) is a number, found '\(item.value?.display ?? "")'",
        ko: "\(place + 1)번 입력은 수여야 하는데 '\(item.value?.display ?? "")'입니다"), at: item.range,
      help: Wording(
        en: "the inputs are: \(columns.map(\.name).joined(separator: " "))",
        ko: "입력: \(columns.map(\.name).joined(separator: " "))"))
  }

  private func word(_ item: Arguments.Item, of column: String, among words: [String]) throws(Diagnostic) -> Int {
    let text = item.value?.display ?? ""
    if let chosen = words.firstIndex(of: text) { return chosen }
    throw Diagnostic(
      .inputMisfit,
      Wording(en: "'\(text)' is no word of column '\(column)'", ko: "'\(column)' 열에 없는 단어: '\(text)'"),
      at: item.range,
      help: Wording(
        en: "its words are: \(words.prefix(20).joined(separator: " "))",
        ko: "있는 단어: \(words.prefix(20).joined(separator: " "))"))
  }

  /// The same beforehand, as far as it is known.
  func planInputs(_ call: Invocation) throws(Diagnostic) {
    guard isReached, !isDataUnknown, call.arguments.areKnown, let network = try knownNetwork(at: call.range) else {
      return
    }
    let plain = TableColumns(numbers: (1...max(1, network.input?.count ?? 1)).map { "x\($0)" })
    _ = try inputs(call, of: network, (data == nil ? model.learned?.columns : data?.columns) ?? plain)
  }
}
