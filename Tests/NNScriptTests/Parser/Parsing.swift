import Testing

@testable import NNScript

/// A text and the result of parsing it.
struct Parsing {
  var sources = SourceMap()
  var result: ParseResult

  init(_ text: String, isWhole: Bool = true, files: [String: String] = [:]) {
    self.init(Array(text.utf8), isWhole: isWhole, files: files)
  }

  init(_ bytes: [UInt8], isWhole: Bool = true, files: [String: String] = [:]) {
    let path = files.isEmpty ? nil : "dir/f.nn"
    let id = sources.add(Source(name: "f.nn", bytes: bytes, path: path, identity: path))
    let loader = SourceLoader { path in
      guard let text = files[path] else { return .failed(reason: "no such file") }
      return .loaded(bytes: Array(text.utf8), identity: path)
    }
    result = Parser.parse(id, in: &sources, .test, isWhole: isWhole, loader: loader)
  }

  var block: Block? { if case .complete(let block) = result { block } else { nil } }

  var opener: String? { if case .incomplete(let opener) = result { opener.text } else { nil } }

  var diagnostics: [Diagnostic] { if case .failed(let diagnostics) = result { diagnostics } else { [] } }

  /// `1:5 E0112` for each error.
  var errors: [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.range.map { sources.place(of: $0) } ?? ""
      return place.replacingPrefix("f.nn:", with: "") + " " + diagnostic.code.id
    }
  }

  /// The statements in canonical form.
  var outline: [String] { block.map { Outline.lines($0) } ?? ["failed: \(errors)"] }

  static func expression(_ text: String) -> Expression? {
    guard let block = Parsing("if \(text)\nend").block, case .branch(let branches, _)? = block.statements.first?.kind
    else { return nil }
    return branches.first?.condition
  }
}

extension String {
  func replacingPrefix(_ prefix: String, with text: String) -> String {
    hasPrefix(prefix) ? text + dropFirst(prefix.count) : self
  }
}

/// Statements written back, one string each, so that tests can compare trees as text.
enum Outline {
  static func lines(_ block: Block) -> [String] { block.statements.map(line) }

  static func line(_ statement: Statement) -> String {
    switch statement.kind {
    case .command(let command): return self.command(command)
    case .binding(let binding):
      let purpose = binding.purpose.map { " \"\($0)\"" } ?? ""
      return (binding.isParameter ? "param " : "let ") + "\(binding.name) = \(binding.value.text)" + purpose
    case .branch(let branches, let otherwise):
      let parts = branches.map { "if \($0.condition.text) \(body($0.body))" }
      return parts.joined(separator: " else ") + (otherwise.map { " else \(body($0))" } ?? "")
    case .loop(let axis, let block): return "for \(self.axis(axis)) \(body(block))"
    case .repeated(let count, let block): return "repeat \(count.text) \(body(block))"
    case .whileLoop(let condition, let block): return "while \(condition.text) \(body(block))"
    case .sweep(let axes, let block, let name):
      return "sweep \(axes.map(axis).joined(separator: " and ")) \(body(block))" + (name.map { " as \($0.text)" } ?? "")
    case .block(let command, let block): return "\(self.command(command)) \(body(block))"
    case .expect(let condition, let message): return "expect \(condition.text)" + (message.map { " \($0.text)" } ?? "")
    case .stopWhen(let condition, let count, let unit):
      return "stop when \(condition.text)" + (count.map { " for \($0.text)" } ?? "")
        + (unit.map { " \($0.text)" } ?? "")
    case .trainUntil(let condition, let limit, let unit, let name):
      return "train until \(condition.text) limit \(limit.text) \(unit.text)" + (name.map { " as \($0.text)" } ?? "")
    case .print(let items): return (["print"] + items.map(\.text)).joined(separator: " ")
    case .measure(let items): return (["measure"] + items.map(\.text)).joined(separator: " ")
    case .every(let count, let unit, let block): return "every \(count.text) \(unit.text) \(body(block))"
    case .attempt(let command, let count, let unit):
      return "try \(self.command(command)) for \(count.text) \(unit.text)"
    case .include(let path, let block): return "include \(path.text) \(body(block))"
    case .expression(let expression): return "(\(expression.text))"
    }
  }

  private static func body(_ block: Block) -> String { "{ " + lines(block).joined(separator: "; ") + " }" }

  private static func command(_ command: Command) -> String {
    ([command.name] + command.arguments.map(\.text)).joined(separator: " ")
  }

  private static func axis(_ axis: Axis) -> String {
    switch axis.source {
    case .items(let items): return "\(axis.name) in " + items.map(\.text).joined(separator: " ")
    case .progression(let from, let to, let by):
      return "\(axis.name) from \(from.text) to \(to.text)" + (by.map { " by \($0.text)" } ?? "")
    }
  }
}
