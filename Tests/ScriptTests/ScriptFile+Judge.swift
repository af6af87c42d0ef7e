/// Holding a run against what its script expects.
extension ScriptFile {
  /// `f.nn:12:7: error[E0203]: message`
  struct Reported {
    var file: String
    var line: Int
    var text: String

    init?(_ line: Substring) {
      guard let match = line.firstMatch(of: /^(?:\/[^:]*\/)?([^\/:]+):(\d+):\d+: error\[(E\d{4})\]: (.*)$/),
        let number = Int(match.2)
      else { return nil }
      file = String(match.1)
      self.line = number
      text = "\(match.3): \(match.4)"
    }
  }

  func judge(_ result: Program.Result) {
    if result.status != expectedStatus {
      record("expected status \(expectedStatus), found \(result.status); stderr:\n\(result.errors)")
    }
    if !printsAnything && shows.isEmpty { judge(output: result.output) }
    for shown in shows where !result.output.contains(shown.text) {
      record("expected on stdout: \(shown.text)\nfound:\n\(result.output)", line: shown.line)
    }
    for hidden in hides where (result.output + result.errors).contains(hidden.text) {
      record("not expected: \(hidden.text)\nfound:\n\(result.output)\n\(result.errors)", line: hidden.line)
    }
    judge(errors: result.errors)
    for said in says where !result.errors.contains(said.text) {
      record("expected on stderr: \(said.text)\nfound:\n\(result.errors)", line: said.line)
    }
  }

  private func judge(output: String) {
    var found = output.split(separator: "\n", omittingEmptySubsequences: false)
    if found.last == "" { found.removeLast() }
    for (index, expected) in prints.enumerated() {
      guard index < found.count else { return record("expected to print: \(expected.text)", line: expected.line) }
      if found[index] != expected.text {
        return record("expected to print: \(expected.text)\nfound: \(found[index])", line: expected.line)
      }
    }
    if found.count > prints.count {
      record("prints more than expected: \(found[prints.count])", line: prints.last?.line ?? 1)
    }
  }

  private func judge(errors text: String) {
    var reported = text.split(separator: "\n").compactMap(Reported.init)
    for expected in errors {
      let index = reported.firstIndex { error in
        error.file == url.lastPathComponent
          ? error.line == expected.line && error.text.contains(expected.text)
          : "\(error.file):\(error.line): \(error.text)".hasPrefix(expected.text)
      }
      if let index {
        reported.remove(at: index)
      } else {
        record("expected an error: \(expected.text)\nfound on stderr:\n\(text)", line: expected.line)
      }
    }
    for error in reported {
      record("unexpected error at \(error.file):\(error.line): \(error.text)")
    }
  }
}
