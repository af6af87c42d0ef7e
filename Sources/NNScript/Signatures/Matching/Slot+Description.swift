import NNText

extension Slot {
  /// What a message says is wanted: "a number of units", "an activation", "a file name in quotes".
  var wanted: Wording {
    switch kind {
    case .number(let rule): Phrase.article(rule.noun)
    case .text: Wording(en: "a text (\(shown))", ko: "글(\(shown))")
    case .name(let space): space.wanted
    case .path(.directory): Wording(en: "a directory in quotes", ko: "따옴표로 묶은 폴더 이름")
    case .path: Wording(en: "a file name in quotes", ko: "따옴표로 묶은 파일 이름")
    case .choice(let vocabulary): Phrase.article(vocabulary.name)
    case .unit: TimeUnit.either
    case .any: Wording(en: "a number or a text", ko: "수 또는 글")
    case .measure: Wording(en: "a measure", ko: "측정값(measure)")
    }
  }

  /// One line for a list: `K: number of layers`.
  var gist: Wording {
    switch kind {
    case .number(let rule): Wording(en: "\(shown): \(rule.called)", ko: "\(shown): \(rule.called)")
    case .choice(let vocabulary): Wording(en: "\(shown): \(vocabulary.name)", ko: "\(shown): \(vocabulary.name)")
    case .text, .name, .path, .unit, .any, .measure: Wording(verbatim: shown)
    }
  }
}

extension NameSpace {
  fileprivate var wanted: Wording {
    switch self {
    case .column: Wording(en: "a column", ko: "열 이름")
    case .array: Wording(en: "an array", ko: "배열 이름")
    case .model: Wording(en: "a model's name", ko: "모델 이름")
    case .run: Wording(en: "a run's name", ko: "학습 기록(run) 이름")
    case .sweep: Wording(en: "a sweep's name", ko: "스윕(sweep) 이름")
    case .axis: Wording(en: "an axis of the sweep", ko: "스윕의 축")
    case .variable: Wording(en: "a variable's name", ko: "변수 이름")
    case .command: Wording(en: "a word", ko: "단어")
    case .code: Wording(en: "an error's code", ko: "오류 코드")
    case .new: Wording(en: "a name", ko: "이름")
    }
  }
}
