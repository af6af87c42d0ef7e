import NNScript

extension Session {
  /// The statements that made this session and still matter, seed pinned: run again they reproduce it.
  ///
  /// What `every` does during a training is printing, expecting and looking, which is no part of the session and might end
  /// the script; the variables that it sets are said behind the training. So those in force stand last.
  func sessionFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    var lines = ["# saved by nnsh"]
    if !state.description.settings.isSeedGiven { lines.append("seed \(state.description.settings.seed)") }
    lines += LivingLines.of(journal.lines[..<state.journalLength].filter { !$0.isEvery })
    lines += state.description.settings.callbacks.map(text)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// A callback as a statement; its number is what it was when it was said.
  private func text(of callback: Callback) -> String {
    let whole = sources.text(of: callback.range)
    guard let first = callback.body.statements.first else { return whole }
    let head = sources.text(
      of: SourceRange(source: callback.range.source, lower: callback.range.lower, upper: first.range.lower))
    guard head.contains("$") || head.contains("(") else { return whole }
    let statements = callback.body.statements.map { sources.text(of: $0.range) }
    let beginning = "every \(callback.count) \(callback.unit.rawValue)"
    guard head.contains("\n") || statements.count > 1 else { return "\(beginning) \(statements[0])" }
    return ([beginning] + statements.map { "  " + $0 } + ["end"]).joined(separator: "\n")
  }
}

extension String {
  /// Whether it is a statement `every …`.
  fileprivate var isEvery: Bool {
    var sources = SourceMap()
    let id = sources.add(Source(name: "", text: self))
    guard hasPrefix("every"), case .complete(let block) = Parser.parse(id, in: &sources), block.statements.count == 1
    else { return false }
    switch block.statements[0].kind {
    case .every: return true
    case .command(let command): return command.name == "every"
    default: return false
    }
  }
}
