import NNScript
import NNText
import NeuralNetwork

/// What `data` and `split` say before a row is drawn.
extension Description {
  /// New data forget split, scale and batch; an untrained model is inferred anew, a trained one must fit.
  mutating func setData(_ outline: DataOutline, at range: SourceRange) throws(Diagnostic) {
    var changed = self
    changed.data = outline
    changed.isDataUnknown = false
    changed.forgetDataSettings()
    try changed.check(at: range)
    self = changed
  }

  mutating func setUnknownData() {
    data = nil
    isDataUnknown = true
    forgetDataSettings()
  }

  private mutating func forgetDataSettings() {
    settings[.split] = nil
    settings[.scaling] = nil
    settings[.batch] = nil
  }

  /// `split A B [C]`: the shares must add to 100 or to 1.
  mutating func setSplit(_ call: Invocation) throws(Diagnostic) {
    let shares = ["a", "b", "c"].compactMap { call.arguments.number($0) }
    let sum = shares.reduce(0, +)
    guard abs(sum - 100) < 1e-9 || abs(sum - 1) < 1e-9 else {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "the shares add to \(NumberFormat.display(sum)), not to 100",
          ko: "비율의 합이 100이 아니라 \(NumberFormat.display(sum))입니다"), at: call.range,
        help: Wording(en: "for example: split 80 20, or split 70 15 15", ko: "예: split 80 20 또는 split 70 15 15"))
    }
    guard let data = try dataToSplit(call) else { return }
    if data.hasTest && shares.count == 3 {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "the data bring a test part: two shares make train and validation of the rest",
          ko: "데이터에 시험 데이터가 이미 있습니다. 나머지를 두 비율로 훈련과 검증으로 나누세요"), at: call.range)
    }
    let parts = shares.map { Int(($0 / sum * Double(data.rows - data.testRows)).rounded()) }
    guard parts.allSatisfy({ $0 > 0 }) else {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "\(data.rows - data.testRows) rows are too few: a part would be empty",
          ko: "\(data.rows - data.testRows)행은 너무 적어서 빈 부분이 생깁니다"), at: call.range)
    }
    settings[.split] = SplitSetting(.shares(shares.map { $0 / sum }), call, in: settings)
  }

  /// `split fold I of K`: one of the folds is the test part.
  mutating func setFold(_ call: Invocation) throws(Diagnostic) {
    guard let data = try dataToSplit(call), let fold = call.arguments.integer("fold"),
      let count = call.arguments.integer("folds")
    else { return }
    guard !data.hasTest else {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "the data bring a test part: folds would make another one",
          ko: "데이터에 시험 데이터가 이미 있습니다. 겹으로 나누면 시험 데이터가 또 생깁니다"), at: call.range,
        help: Wording(
          en: "`split 80 20` makes train and validation of the rest", ko: "`split 80 20`은 나머지를 훈련과 검증으로 나눕니다"))
    }
    do throws(DataError) {
      guard fold <= count else { throw .noFold(fold, of: count) }
      guard count <= data.rows else { throw .foldCount(count, rows: data.rows) }
    } catch {
      throw Diagnostic(.splitShares, error, at: call.arguments.range("fold") ?? call.range)
    }
    settings[.split] = SplitSetting(.fold(fold, of: count), call, in: settings)
  }

  /// The data that a `split` is for; `nil` where only the run knows them.
  private func dataToSplit(_ call: Invocation) throws(Diagnostic) -> DataOutline? {
    guard let data else {
      if isDataUnknown { return nil }
      throw Diagnostic(
        .noData, Wording(en: "there are no data to split yet", ko: "아직 나눌 데이터가 없습니다"), at: call.range,
        help: Wording(en: "begin with data, for example: data moons", ko: "데이터부터 시작하세요. 예: data moons"))
    }
    guard data.hasClasses || !call.arguments.has("stratified") else {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "`stratified` needs classes, but the targets are numbers", ko: "`stratified`에는 클래스가 필요한데 정답이 수입니다"),
        at: call.arguments.range("stratified"))
    }
    return data
  }
}

extension SplitSetting {
  fileprivate init(_ parts: Parts, _ call: Invocation, in settings: Settings) {
    self.init(
      parts: parts, isStratified: call.arguments.has("stratified"),
      seed: call.arguments.integer("seed").map { UInt64($0) } ?? settings.seed)
  }
}

extension DiagnosticCode {
  static let splitShares = DiagnosticCode(
    "E0502", Wording(en: "split", ko: "데이터 나누기"),
    Wording(
      en: """
        The shares of `split` add to 100 (or to 1), and every part gets at least one row. Folds are at least two, and no more than \
        there are rows.
        """,
      ko: "`split`의 비율은 더해서 100(또는 1)이어야 하고, 부분마다 적어도 한 행이 있어야 합니다. 겹의 수는 2 이상이고 행의 수 이하입니다."))
  static let noData = DiagnosticCode(
    "E0503", Wording(en: "no data", ko: "데이터가 없음"),
    Wording(
      en: "The statement needs rows to work on. `data xor` is the smallest set; `help data` lists the others.",
      ko: "이 문장에는 데이터의 행이 필요합니다. 가장 작은 것은 `data xor`이고, 다른 것은 `help data`에 있습니다."))
}

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
    _ = try inputs(call, of: network, model.learned?.binding.columns ?? data?.columns ?? plain)
  }
}

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
    if let columns = binding.columns, columns.width != inputs {
      throw JSONFields.Failure(
        reason: Wording(
          en: "'columns' makes \(columns.width) inputs, the model takes \(inputs)",
          ko: "'columns' 항목으로 만든 입력은 \(columns.width)개인데 모델의 입력은 \(inputs)개입니다"))
    }
    let classes = binding.classes
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
