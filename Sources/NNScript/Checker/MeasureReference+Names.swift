import NNText

extension MeasureReference {
  /// What can be measured, in the order of completion.
  package static let names: [(name: String, summary: Wording)] = [
    ("loss", Wording(en: "the loss", ko: "손실")),
    ("accuracy", Wording(en: "the share of rows told right", ko: "맞힌 행의 비율")),
    ("precision", Wording(en: "true among those called positive", ko: "양성이라 한 것 가운데 참의 비율")),
    ("recall", Wording(en: "found among the positive", ko: "양성 가운데 찾아낸 비율")),
    ("f1", Wording(en: "harmonic mean of precision and recall", ko: "정밀도와 재현율의 조화 평균")),
    ("auc", Wording(en: "area under the ROC curve", ko: "ROC 곡선 아래 넓이")),
    ("r2", Wording(en: "explained share of the variance", ko: "설명된 분산의 비율")),
    ("mae", Wording(en: "mean absolute error", ko: "평균 절대 오차")),
    ("step", Wording(en: "updates made", ko: "갱신한 횟수")),
    ("epoch", Wording(en: "passes over the training part", ko: "훈련 데이터를 훑은 횟수")),
    ("seconds", Wording(en: "time spent training", ko: "학습에 든 시간")),
    ("parameters", Wording(en: "trainable numbers", ko: "학습되는 수의 개수")),
    ("layers", Wording(en: "layers of the model", ko: "모델의 층수")),
    ("rate", Wording(en: "learning rate in force", ko: "지금의 학습률")),
    ("nan", Wording(en: "whether the loss is no number", ko: "손실이 수가 아닌지")),
  ]

  /// Parts of the data that stand in front of a measure.
  package static let parts: [(name: String, summary: Wording)] = [
    ("train", Wording(en: "of the training part", ko: "훈련 데이터의 값")),
    ("validation", Wording(en: "of the validation part", ko: "검증 데이터의 값")),
    ("test", Wording(en: "of the test part", ko: "시험 데이터의 값")),
    ("batch", Wording(en: "of the last batch before its update", ko: "마지막 배치의 갱신 전 값")),
  ]

  /// Measures of a layer, called like functions: `dead(2)`.
  package static let layerMeasures: [(name: String, summary: Wording)] = [
    ("gradient", Wording(en: "mean size of layer K's gradient", ko: "K층 기울기의 평균 크기")),
    ("dead", Wording(en: "share of layer K's units that never fire", ko: "K층에서 한 번도 켜지지 않는 유닛의 비율")),
    ("saturated", Wording(en: "share of layer K's units on a flat end", ko: "K층에서 포화된 유닛의 비율")),
  ]

  private static let nameSet = Set(names.map(\.name))
  private static let partSet = Set(parts.map(\.name))

  package static func isName(_ word: String) -> Bool { nameSet.contains(word) }
  package static func isPart(_ word: String) -> Bool { partSet.contains(word) }

  /// The measure that dotted words spell: `[runs NAME] [best] [PART] MEASURE`. Words only: variables are put in before.
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

  /// The measure that a word may have meant: `acc` is accuracy.
  static func suggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isName(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: names.map(\.name))
  }

  /// The part that a word may have meant: `val` is validation.
  private static func partSuggestion(for word: String) -> String? {
    if let synonym = SignatureTable.commonSynonyms[word], isPart(synonym) { return synonym }
    return Spelling.suggestion(for: word, among: parts.map(\.name))
  }

  /// Nil if the text names a measure.
  static func complaint(about text: String) -> (message: Wording, help: Wording)? {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return complaint(about: words.map { $0 })
  }

  /// Nil if the words name a measure; a nil word is a variable that could be anything.
  static func complaint(about words: [String?]) -> (message: Wording, help: Wording)? {
    var rest = words[...]
    let shown = words.map { $0 ?? "$…" }.joined(separator: ".")
    if rest.first == "runs" {
      guard rest.count >= 3 else {
        return (
          Wording(en: "'\(shown)' names no measure", ko: "'\(shown)'\(Particle.topic(shown)) 측정값의 이름이 아닙니다"),
          Wording(en: "a run's measure is written `runs.NAME.loss`", ko: "학습 기록의 측정값은 `runs.이름.loss`처럼 씁니다")
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
              en: "the parts are: \(parts.map(\.name).joined(separator: " "))",
              ko: "부분의 이름: \(parts.map(\.name).joined(separator: " "))")
        )
      }
      rest = rest.dropFirst()
    }
    guard rest.count == 1, let last = rest.first else {
      return (
        Wording(en: "'\(shown)' names no measure", ko: "'\(shown)'\(Particle.topic(shown)) 측정값의 이름이 아닙니다"),
        Wording(
          en: "a measure is written `loss`, `test.loss` or `runs.NAME.test.loss`",
          ko: "측정값은 `loss`, `test.loss`, `runs.이름.test.loss`처럼 씁니다")
      )
    }
    guard let name = last, !isName(name) else { return nil }
    return (
      Wording(en: "unknown measure '\(name)'", ko: "알 수 없는 측정값입니다: '\(name)'"),
      suggestion(for: name).map { .didYouMean($0) }
        ?? Wording(
          en: "the measures are: \(names.map(\.name).joined(separator: " "))",
          ko: "측정값 목록: \(names.map(\.name).joined(separator: " "))")
    )
  }
}
