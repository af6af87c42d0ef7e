import NNText

extension MeasureReference {
  /// The measures, in the order of completion.
  package static let names: [(name: String, summary: Wording)] = [
    ("loss", Wording(en: "the loss", ko: "손실")),
    ("accuracy", Wording(en: "fraction of rows predicted correctly", ko: "맞힌 행의 비율")),
    ("precision", Wording(en: "fraction of predicted positives that are positive", ko: "양성으로 예측한 것 가운데 실제 양성의 비율")),
    ("recall", Wording(en: "fraction of positives that are found", ko: "실제 양성 가운데 찾아낸 비율")),
    ("f1", Wording(en: "harmonic mean of precision and recall", ko: "정밀도와 재현율의 조화 평균")),
    ("auc", Wording(en: "area under the ROC curve", ko: "ROC 곡선 아래 넓이")),
    ("r2", Wording(en: "fraction of the variance explained", ko: "설명된 분산의 비율")),
    ("mae", Wording(en: "mean absolute error", ko: "평균 절대 오차")),
    ("step", Wording(en: "updates so far", ko: "갱신한 횟수")),
    ("epoch", Wording(en: "passes over the training part", ko: "훈련 데이터를 훑은 횟수")),
    ("seconds", Wording(en: "time spent training", ko: "학습에 든 시간")),
    ("parameters", Wording(en: "number of trainable parameters", ko: "학습되는 매개변수의 개수")),
    ("layers", Wording(en: "number of layers", ko: "모델의 층수")),
    ("rate", Wording(en: "current learning rate", ko: "지금의 학습률")),
    ("nan", Wording(en: "whether the loss is NaN", ko: "손실이 NaN인지")),
  ]

  /// The parts of the data that may precede a measure.
  package static let parts: [(name: String, summary: Wording)] = [
    ("train", Wording(en: "of the training part", ko: "훈련 데이터의 값")),
    ("validation", Wording(en: "of the validation part", ko: "검증 데이터의 값")),
    ("test", Wording(en: "of the test part", ko: "시험 데이터의 값")),
    ("batch", Wording(en: "of the last batch before its update", ko: "마지막 배치의 갱신 전 값")),
  ]

  /// Measures of a layer, called like functions: `dead(2)`.
  package static let layerMeasures: [(name: String, summary: Wording)] = [
    ("gradient", Wording(en: "mean size of layer K's gradient", ko: "K층 기울기의 평균 크기")),
    ("dead", Wording(en: "fraction of layer K's units that are never active", ko: "K층에서 한 번도 켜지지 않는 유닛의 비율")),
    ("saturated", Wording(en: "fraction of layer K's units that are saturated", ko: "K층에서 포화된 유닛의 비율")),
  ]

  private static let nameSet = Set(names.map(\.name))
  private static let partSet = Set(parts.map(\.name))

  package static func isName(_ word: String) -> Bool { nameSet.contains(word) }
  package static func isPart(_ word: String) -> Bool { partSet.contains(word) }

  /// The measure that dotted words spell: `[runs NAME] [best] [PART] MEASURE`. Variables must already be substituted.
  package init?(words: [String]) {
    var rest = words[...]
    var reference = MeasureReference(name: "")
    if rest.count >= 3, rest.first == "runs" {
      rest.removeFirst()
      reference.run = rest.removeFirst()
    }
    if rest.first == "best" {
      reference.isBest = true
      rest.removeFirst()
    }
    if let part = rest.first, rest.count == 2, Self.isPart(part) {
      reference.part = part
      rest.removeFirst()
    }
    guard rest.count == 1, let name = rest.first, Self.isName(name) else { return nil }
    reference.name = name
    self = reference
  }

  /// The measure closest to a mistyped word or synonym: `acc` is accuracy.
  static func suggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isName(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: names.map(\.name))
  }

  /// The part closest to a mistyped word or synonym: `val` is validation.
  private static func partSuggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isPart(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: parts.map(\.name))
  }

  /// What is wrong with the name; `nil` if the text names a measure.
  static func complaint(about text: String) -> (message: Wording, help: Wording)? {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return complaint(about: words.map { $0 })
  }

  /// What is wrong with the name; `nil` if the words name a measure. A `nil` word is a variable with an unknown value.
  static func complaint(about words: [String?]) -> (message: Wording, help: Wording)? {
    var rest = words[...]
    let shown = words.map { $0 ?? "$…" }.joined(separator: ".")
    if rest.first == "runs" {
      guard rest.count >= 3 else {
        return (
          Wording(en: "'\(shown)' is not a measure", ko: "'\(shown)'\(Particle.topic(shown)) 측정값의 이름이 아닙니다"),
          Wording(en: "write a measure of a run as `runs.NAME.loss`", ko: "학습 기록의 측정값은 `runs.이름.loss`처럼 씁니다")
        )
      }
      rest = rest.dropFirst(2)
    }
    if rest.first == "best" { rest = rest.dropFirst() }
    if rest.count == 2, let first = rest.first {
      if let part = first, !isPart(part) {
        return (
          Wording(en: "unknown part '\(part)' of the data", ko: "데이터에 '\(part)' 부분이 없습니다"),
          partSuggestion(for: part).map { .didYouMean($0) }
            ?? Wording(
              en: "parts: \(parts.map(\.name).joined(separator: " "))",
              ko: "부분의 이름: \(parts.map(\.name).joined(separator: " "))")
        )
      }
      rest = rest.dropFirst()
    }
    guard rest.count == 1, let last = rest.first else {
      return (
        Wording(en: "'\(shown)' is not a measure", ko: "'\(shown)'\(Particle.topic(shown)) 측정값의 이름이 아닙니다"),
        Wording(
          en: "write a measure as `loss`, `test.loss` or `runs.NAME.test.loss`",
          ko: "측정값은 `loss`, `test.loss`, `runs.이름.test.loss`처럼 씁니다")
      )
    }
    guard let name = last, !isName(name) else { return nil }
    return (
      Wording(en: "unknown measure '\(name)'", ko: "알 수 없는 측정값입니다: '\(name)'"),
      suggestion(for: name).map { .didYouMean($0) }
        ?? Wording(
          en: "measures: \(names.map(\.name).joined(separator: " "))",
          ko: "측정값 목록: \(names.map(\.name).joined(separator: " "))")
    )
  }
}
