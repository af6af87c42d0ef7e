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
    settings.split = nil
    settings.scaling = nil
    settings.batch = nil
    settings.unknown.remove(.batch)
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
    guard let data else {
      guard isDataUnknown else {
        throw Diagnostic(
          .noData, Wording(en: "there are no data to split yet", ko: "아직 나눌 데이터가 없습니다"), at: call.range,
          help: Wording(en: "begin with data, for example: data moons", ko: "데이터부터 시작하세요. 예: data moons"))
      }
      return
    }
    if data.hasTest && shares.count == 3 {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "the data bring a test part: two shares make train and validation of the rest",
          ko: "데이터에 시험 데이터가 이미 있습니다. 나머지를 두 비율로 훈련과 검증으로 나누세요"), at: call.range)
    }
    if call.arguments.has("stratified") && !data.hasClasses {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "`stratified` needs classes, but the targets are numbers", ko: "`stratified`에는 클래스가 필요한데 정답이 수입니다"),
        at: call.arguments.range("stratified"))
    }
    let parts = shares.map { Int(($0 / sum * Double(data.rows - data.testRows)).rounded()) }
    guard parts.allSatisfy({ $0 > 0 }) else {
      throw Diagnostic(
        .splitShares,
        Wording(
          en: "\(data.rows - data.testRows) rows are too few: a part would be empty",
          ko: "\(data.rows - data.testRows)행은 너무 적어서 빈 부분이 생깁니다"), at: call.range)
    }
    settings.split = SplitSetting(
      shares: shares.map { $0 / sum }, isStratified: call.arguments.has("stratified"),
      seed: call.arguments.integer("seed").map { UInt64($0) } ?? settings.seed)
  }
}

extension DiagnosticCode {
  static let splitShares = DiagnosticCode(
    "E0502", Wording(en: "split", ko: "데이터 나누기"),
    Wording(
      en: "The shares of `split` add to 100 (or to 1), and every part gets at least one row.",
      ko: "`split`의 비율은 더해서 100(또는 1)이어야 하고, 부분마다 적어도 한 행이 있어야 합니다."))
  static let noData = DiagnosticCode(
    "E0503", Wording(en: "no data", ko: "데이터가 없음"),
    Wording(
      en: "The statement needs rows to work on. `data xor` is the smallest set; `help data` lists the others.",
      ko: "이 문장에는 데이터의 행이 필요합니다. 가장 작은 것은 `data xor`이고, 다른 것은 `help data`에 있습니다."))
}
