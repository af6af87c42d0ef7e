import NNText

/// A `param` of a script: what `nnsh f.nn NAME=VALUE` may override and `nnsh --params f.nn` lists.
package struct ScriptParameter: Sendable, Equatable {
  package var name: String
  /// The default; nil if it is known only when the script runs.
  package var value: Value?
  /// The default as the script writes it.
  package var defaultText: String
  package var purpose: String?
  package var range: SourceRange

  /// "number", "text", "boolean" or "list".
  package var kind: String? { value?.kind }

  /// The params that a script declares, in its order. `text` gives the source of a range.
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

/// What `NAME=VALUE` on the command line gives to the params of a script.
package struct ScriptOverrides: Sendable, Equatable {
  package var values: [String: Value] = [:]
  /// Names nobody declares, values of another kind. They point at no place: the command line is no source.
  package var problems: [Diagnostic] = []

  /// The last of several values for a name counts.
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
              en: "the script says: param \(name) = \(parameter.defaultText)",
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
          en: "the script declares none: `param \(name) = …` would",
          ko: "스크립트에 선언된 param이 없습니다. `param \(name) = …`로 선언합니다")
      } else {
        Wording(
          en: "the script declares: \(names.joined(separator: " "))", ko: "스크립트가 선언한 것: \(names.joined(separator: " "))"
        )
      }
    return Diagnostic(
      .unknownOverride,
      Wording(en: "no param is named \(Phrase.quoted(name))", ko: "이름이 \(Phrase.quoted(name))인 param이 없습니다"), at: nil,
      help: help)
  }

  private static func value(_ text: String, _ known: Value?) -> Value? {
    if let known { return known.override(from: text) }
    return Value.number(0).override(from: text) ?? Value.boolean(true).override(from: text) ?? .text(text)
  }
}
