import NNScript
import NNText

/// Statements of the sample language, as text in and text out.
extension Sample {
  /// A command as the parser would produce it: spaces between arguments, `"…"` a string, `(…)` an expression.
  static func command(_ text: String) -> Command {
    var words: [(text: String, range: SourceRange)] = []
    var current = ""
    var start = 0
    var open: Character?
    func range(_ lower: Int, _ upper: Int) -> SourceRange {
      SourceRange(source: 0, lower: Int32(lower), upper: Int32(upper))
    }
    var position = 0
    for character in text {
      if open == nil, character == " " {
        if !current.isEmpty { words.append((current, range(start, position))) }
        current = ""
      } else {
        if current.isEmpty { start = position }
        if open == nil, character == "\"" || character == "(" {
          open = character
        } else if character == (open == "(" ? ")" : "\""), open != nil {
          open = nil
        }
        current.append(character)
      }
      position += String(character).utf8.count
    }
    if !current.isEmpty { words.append((current, range(start, position))) }
    let first = words.removeFirst()
    return Command(
      name: first.text, nameRange: first.range, arguments: words.map { Argument(kind($0.text, $0.range), $0.range) })
  }

  private static func kind(_ text: String, _ range: SourceRange) -> Argument.Kind {
    if let number = Double(text), text != "nan" { return .number(number) }
    if text.hasPrefix("\"") { return .string(String(text.dropFirst().dropLast())) }
    if text.hasPrefix("(") { return .parenthesis(Expression(.variable(String(text.dropFirst().dropLast())), range)) }
    if text.hasPrefix("$") { return .variable(String(text.dropFirst())) }
    if text.contains(".") {
      return .dotted(
        text.split(separator: ".").map {
          $0.hasPrefix("$") ? .variable(String($0.dropFirst())) : .word(String($0))
        })
    }
    return .word(text)
  }

  /// The invocation with `$name` and `(name)` looked up; a missing name is not known yet.
  static func invocation(_ text: String, _ variables: [String: Value] = [:]) throws(Stop) -> Invocation {
    try matcher.invocation(of: command(text)) { (argument, _) throws(Stop) -> Value? in
      switch argument.kind {
      case .variable(let name): variables[name]
      case .parenthesis(let expression): if case .variable(let name) = expression.kind { variables[name] } else { nil }
      case .dotted(let parts):
        .text(parts.map { if case .word(let word) = $0 { word } else { "?" } }.joined(separator: "."))
      default: nil
      }
    }
  }

  /// Form and values as one line: `dense units=5 activation='tanh'`.
  static func matched(_ text: String, _ variables: [String: Value] = [:]) -> String {
    do {
      let invocation = try invocation(text, variables)
      let items = invocation.arguments.items.map { "\($0.key)=\($0.value.map(shown) ?? "?")" }
      return ([invocation.form] + items).joined(separator: " ")
    } catch {
      return "no match"
    }
  }

  private static func shown(_ value: Value) -> String {
    switch value {
    case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
    case .boolean(let flag): "\(flag)"
    case .text(let text): text
    case .list(let items): "[" + items.map(shown).joined(separator: " ") + "]"
    }
  }

  /// The errors of a statement.
  static func problems(_ text: String, _ variables: [String: Value] = [:]) -> [Diagnostic] {
    do {
      _ = try invocation(text, variables)
      return []
    } catch {
      if case .failed(let diagnostics) = error { return diagnostics }
      return []
    }
  }

  /// `E0203 14-18 unknown activation 'tahn' | did you mean 'tanh'?`
  static func reported(_ text: String, _ variables: [String: Value] = [:]) -> String {
    problems(text, variables).map { diagnostic in
      let place = diagnostic.range.map { "\($0.lower)-\($0.upper) " } ?? ""
      return "\(diagnostic.code.id) \(place)\(diagnostic.message.english) | \(diagnostic.help?.english ?? "")"
    }.joined(separator: "\n")
  }
}
