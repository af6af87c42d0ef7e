import NNText

/// A function of the expression language as checker, help and completion know it.
package struct ScriptFunction: Sendable {
  package let name: String
  /// How it is called: `round(x, digits)`.
  package let usage: String
  package let summary: Wording
  package let argumentCount: ClosedRange<Int>

  package static let all: [ScriptFunction] = [
    .init("abs", "x", Wording(en: "size without sign", ko: "절댓값")),
    .init("sqrt", "x", Wording(en: "square root", ko: "제곱근")),
    .init("exp", "x", Wording(en: "e to the power of x", ko: "e의 x제곱")),
    .init("log", "x", Wording(en: "natural logarithm", ko: "자연로그")),
    .init("log10", "x", Wording(en: "logarithm to base 10", ko: "상용로그")),
    .init("sin", "x", Wording(en: "sine of an angle in radians", ko: "사인(라디안)")),
    .init("cos", "x", Wording(en: "cosine of an angle in radians", ko: "코사인(라디안)")),
    .init("tanh", "x", Wording(en: "hyperbolic tangent", ko: "쌍곡탄젠트")),
    .init("floor", "x", Wording(en: "next whole number below", ko: "내림")),
    .init("ceil", "x", Wording(en: "next whole number above", ko: "올림")),
    .init("round", "x, digits", Wording(en: "nearest number of that many decimals", ko: "그 자릿수로 반올림"), 1...2),
    .init("sum", "list", Wording(en: "sum of a list", ko: "목록의 합")),
    .init("mean", "list", Wording(en: "mean of a list", ko: "목록의 평균")),
    .init("len", "list", Wording(en: "number of items or characters", ko: "항목 수 또는 글자 수")),
    .init("min", "a, b …", Wording(en: "smallest of a list or of several", ko: "목록이나 여러 값 가운데 최솟값"), 1...Int.max),
    .init("max", "a, b …", Wording(en: "largest of a list or of several", ko: "목록이나 여러 값 가운데 최댓값"), 1...Int.max),
    .init("gradient", "K", Wording(en: "mean size of layer K's gradient", ko: "K층 기울기의 평균 크기")),
    .init("dead", "K", Wording(en: "share of layer K's units that never fire", ko: "K층에서 한 번도 켜지지 않는 유닛의 비율")),
    .init("saturated", "K", Wording(en: "share of layer K's units on a flat end", ko: "K층에서 포화된 유닛의 비율")),
  ]

  private static let byName: [String: ScriptFunction] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  package static func named(_ name: String) -> ScriptFunction? { byName[name] }

  private init(_ name: String, _ arguments: String, _ summary: Wording, _ argumentCount: ClosedRange<Int> = 1...1) {
    self.name = name
    usage = "\(name)(\(arguments))"
    self.summary = summary
    self.argumentCount = argumentCount
  }

  /// Wording(en: "one argument", ko: "1개"), Wording(en: "one or two arguments", ko: "1개나 2개"), Wording(en: "at least one argument", ko: "1개 이상").
  var countText: Wording {
    switch argumentCount {
    case 1...1: Wording(en: "one argument", ko: "1개")
    case 1...2: Wording(en: "one or two arguments", ko: "1개나 2개")
    default: Wording(en: "at least one argument", ko: "1개 이상")
    }
  }
}
