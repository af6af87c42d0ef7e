import NNScript
import Testing

/// Runs texts through parser and checker with the table of ``Sample``.
enum Checked {
  static func block(_ text: String) throws -> Block {
    var sources = SourceMap()
    let id = sources.add(Source(name: "t.nn", bytes: Array(text.utf8)))
    guard case .complete(let block) = Parser.parse(id, in: &sources, .test) else {
      Issue.record("the text does not parse: \(text)")
      return Block([])
    }
    return block
  }

  static func diagnostics(_ text: String, _ context: CheckContext = CheckContext()) throws -> [Diagnostic] {
    Checker.check(try block(text), with: Sample.matcher, context: context)
  }

  /// `E0212 $x` for each error: the code and the text it points at.
  static func pieces(_ text: String, _ context: CheckContext = CheckContext()) throws -> [String] {
    try diagnostics(text, context).map { diagnostic in
      guard let range = diagnostic.range else { return diagnostic.code.id }
      let bytes = Array(text.utf8)[Int(range.lower)..<Int(range.upper)]
      return diagnostic.code.id + " " + String(decoding: bytes, as: UTF8.self)
    }
  }
}
