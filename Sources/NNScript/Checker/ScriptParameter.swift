import NNText

/// A `param` of a script: what `nnsh f.nn NAME=VALUE` may override and `nnsh --params f.nn` lists.
package struct ScriptParameter: Sendable, Equatable {
  package var name: String
  /// The default; `nil` if it is known only when the script runs.
  package var value: Value?
  /// The default as the script writes it.
  package var defaultText: String
  package var purpose: String?
  package var range: SourceRange

  /// "number", "text", "boolean" or "list".
  package var kind: String? { value?.kind }

  /// The params of a script, in the order of their declarations. `text` returns the source text of a range.
  package static func declared(
    in block: Block, table: SignatureTable, text: (SourceRange) -> String
  ) -> [ScriptParameter] {
    var evaluator = PartialEvaluator(variables: LayeredDictionary(), knowsWord: { table.knows($0) })
    var parameters: [ScriptParameter] = []
    collect(block, &evaluator, &parameters, text)
    return parameters
  }

  private static func collect(
    _ block: Block, _ evaluator: inout PartialEvaluator, _ parameters: inout [ScriptParameter],
    _ text: (SourceRange) -> String
  ) {
    for statement in block.statements {
      switch statement.kind {
      case .binding(let binding):
        let value = (try? evaluator.value(binding.value)) ?? nil
        evaluator.variables[binding.name] = value
        guard binding.isParameter else { continue }
        parameters.append(
          ScriptParameter(
            name: binding.name, value: value, defaultText: text(binding.value.range),
            purpose: binding.purpose, range: binding.nameRange))
      case .include(_, let body): collect(body, &evaluator, &parameters, text)
      default:
        for inner in statement.kind.blocks {
          for name in inner.assignedVariables { evaluator.variables[name] = nil }
        }
      }
    }
  }
}

/// The values that `NAME=VALUE` arguments on the command line give to the params of a script.
package struct ScriptOverrides: Sendable, Equatable {
  package var values: [String: Value] = [:]
  /// Errors for undeclared names and values of another kind. They have no range: the command line is not a source.
  package var problems: [Diagnostic] = []

  /// Matches the arguments with the params. The last of several values for a name wins.
  package init(_ pairs: [(name: String, text: String)], for parameters: [ScriptParameter]) {
    for (name, text) in pairs {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        problems.append(Self.undeclared(name, parameters))
        continue
      }
      if let value = Self.value(text, parameter.value) {
        values[name] = value
      } else {
        let kind = parameter.value?.kindCalled ?? Phrase.text
        problems.append(
          Diagnostic(
            .unusableOverride,
            Wording(
              en: "'\(name)' is a \(kind) in the script, found \(Phrase.quoted(text))",
              ko: "스크립트에서 '\(name)'의 종류: \(kind). 실제로는 \(Phrase.quoted(text))"),
            at: nil,
            help: Wording(
              en: "the script has: param \(name) = \(parameter.defaultText)",
              ko: "스크립트에는 `param \(name) = \(parameter.defaultText)`라고 되어 있습니다")))
      }
    }
  }

  private static func undeclared(_ name: String, _ parameters: [ScriptParameter]) -> Diagnostic {
    let names = parameters.map(\.name)
    let help: Wording =
      if let near = Spelling.suggestion(for: name, among: names) {
        .didYouMean(near)
      } else if names.isEmpty {
        Wording(
          en: "the script declares no params: add `param \(name) = …`",
          ko: "스크립트에 선언된 param이 없습니다. `param \(name) = …`를 넣으세요")
      } else {
        Wording(
          en: "its params: \(names.joined(separator: " "))", ko: "스크립트의 param: \(names.joined(separator: " "))"
        )
      }
    return Diagnostic(
      .unknownOverride,
      Wording(en: "the script has no param \(Phrase.quoted(name))", ko: "이름이 \(Phrase.quoted(name))인 param이 없습니다"),
      at: nil,
      help: help)
  }

  private static func value(_ text: String, _ known: Value?) -> Value? {
    if let known { return known.override(from: text) }
    return Value.number(0).override(from: text) ?? Value.boolean(true).override(from: text) ?? .text(text)
  }
}

/// A function of the expression language, for the checker, help and completion.
package struct ScriptFunction: Sendable {
  package let name: String
  /// How it is called: `round(x, digits)`.
  package let usage: String
  package let summary: Wording
  package let argumentCount: ClosedRange<Int>

  package static let all: [ScriptFunction] = [
    .init("abs", "x", Wording(en: "absolute value", ko: "절댓값")),
    .init("sqrt", "x", Wording(en: "square root", ko: "제곱근")),
    .init("exp", "x", Wording(en: "e to the power of x", ko: "e의 x제곱")),
    .init("log", "x", Wording(en: "natural logarithm", ko: "자연로그")),
    .init("log10", "x", Wording(en: "logarithm to base 10", ko: "상용로그")),
    .init("sin", "x", Wording(en: "sine of an angle in radians", ko: "사인(라디안)")),
    .init("cos", "x", Wording(en: "cosine of an angle in radians", ko: "코사인(라디안)")),
    .init("tanh", "x", Wording(en: "hyperbolic tangent", ko: "쌍곡탄젠트")),
    .init("floor", "x", Wording(en: "largest integer not above x", ko: "내림")),
    .init("ceil", "x", Wording(en: "smallest integer not below x", ko: "올림")),
    .init("round", "x, digits", Wording(en: "nearest number with that many decimals", ko: "그 자릿수로 반올림"), 1...2),
    .init("sum", "list", Wording(en: "sum of a list", ko: "목록의 합")),
    .init("mean", "list", Wording(en: "mean of a list", ko: "목록의 평균")),
    .init("len", "list", Wording(en: "number of items or characters", ko: "항목 수 또는 글자 수")),
    .init(
      "min", "a, b …", Wording(en: "smallest of a list or of several values", ko: "목록이나 여러 값 가운데 최솟값"), 1...Int.max),
    .init("max", "a, b …", Wording(en: "largest of a list or of several values", ko: "목록이나 여러 값 가운데 최댓값"), 1...Int.max),
    .init("gradient", "K", Wording(en: "mean size of layer K's gradient", ko: "K층 기울기의 평균 크기")),
    .init("dead", "K", Wording(en: "fraction of layer K's units that are never active", ko: "K층에서 한 번도 켜지지 않는 유닛의 비율")),
    .init("saturated", "K", Wording(en: "fraction of layer K's units that are saturated", ko: "K층에서 포화된 유닛의 비율")),
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

  /// The number of arguments in words: "one argument", "one or two arguments", "at least one argument".
  var countText: Wording {
    switch argumentCount {
    case 1...1: Wording(en: "one argument", ko: "1개")
    case 1...2: Wording(en: "one or two arguments", ko: "1개나 2개")
    default: Wording(en: "at least one argument", ko: "1개 이상")
    }
  }
}
