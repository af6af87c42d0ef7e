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
  }

  /// `split A B [C]`: the shares must add to 100 or to 1.
  mutating func setSplit(_ call: Invocation) throws(Diagnostic) {
    let shares = ["a", "b", "c"].compactMap { call.arguments.number($0) }
    let sum = shares.reduce(0, +)
    guard abs(sum - 100) < 1e-9 || abs(sum - 1) < 1e-9 else {
      throw Diagnostic(
        .splitShares, "the shares add to \(NumberFormat.display(sum)), not to 100", at: call.range,
        help: "for example: split 80 20, or split 70 15 15")
    }
    guard let data else {
      guard isDataUnknown else {
        throw Diagnostic(
          .noData, "there are no data to split yet", at: call.range, help: "begin with data, for example: data moons")
      }
      return
    }
    if data.hasTest && shares.count == 3 {
      throw Diagnostic(
        .splitShares, "the data bring a test part: two shares make train and validation of the rest", at: call.range)
    }
    if call.arguments.has("stratified") && !data.hasClasses {
      throw Diagnostic(
        .splitShares, "`stratified` needs classes, but the targets are numbers", at: call.arguments.range("stratified"))
    }
    let parts = shares.map { Int(($0 / sum * Double(data.rows - data.testRows)).rounded()) }
    guard parts.allSatisfy({ $0 > 0 }) else {
      throw Diagnostic(
        .splitShares, "\(data.rows - data.testRows) rows are too few: a part would be empty", at: call.range)
    }
    settings.split = SplitSetting(
      shares: shares.map { $0 / sum }, isStratified: call.arguments.has("stratified"),
      seed: call.arguments.integer("seed").map { UInt64($0) } ?? settings.seed)
  }
}

extension DiagnosticCode {
  static let splitShares = DiagnosticCode(
    "E0502", "split", "The shares of `split` add to 100 (or to 1), and every part gets at least one row.")
  static let noData = DiagnosticCode(
    "E0503", "no data",
    "The statement needs rows to work on. `data xor` is the smallest set; `help data` lists the others.")
}
