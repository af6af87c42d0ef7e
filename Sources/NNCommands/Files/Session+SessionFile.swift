import NNScript

extension Session {
  /// The statements that made this session and still matter, seed pinned: run again they reproduce it.
  func sessionFile(at range: SourceRange) throws(Stop) -> [UInt8] {
    var lines = ["# saved by nnsh"]
    if !state.description.settings.isSeedGiven { lines.append("seed \(state.description.settings.seed)") }
    lines += LivingLines.of(Array(journal.lines[..<state.journalLength]))
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
