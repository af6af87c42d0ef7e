import Foundation
import Testing

/// A script with what is expected of it, written in comments beside the lines:
///
///     print (1 + 1)          # prints: 2
///     layr 3                 # error: E0201        (the code, or words of the message)
///     # status: 3            (else 0, or 1 if an error is expected)
///     # says: ln 2           (somewhere on stderr)
///     # shows: G1            (somewhere on stdout)
///     # hides: vanishing     (nowhere on either)
///     # args: --keep-going   (in front of the file)
///     # with: steps=7        (behind it)
///     # needs: /usr/share/x  (what must be on the machine, else it is left out; of examples)
///     # slow: minutes  (runs only with NNSH_SLOW=1 in the environment; of examples)
///
/// stdout must be the `prints` lines and nothing else, unless `# prints anything` or a `# shows` stands somewhere.
/// An error in an included file is expected as `# error: part.nn:3: E0201`.
struct ScriptFile: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    var line: Int
    var text: String
  }

  var url: URL
  /// The path shown in test names and failures.
  var name: String
  var prints: [Expected] = []
  var errors: [Expected] = []
  var says: [Expected] = []
  var shows: [Expected] = []
  var hides: [Expected] = []
  var argumentsBefore: [String] = []
  var argumentsBehind: [String] = []
  var needs: [String] = []
  var isSlow = false
  var status: Int32?
  var printsAnything = false

  var testDescription: String { name }
  var arguments: [String] { argumentsBefore + [url.path] + argumentsBehind }
  var expectedStatus: Int32 { status ?? (errors.isEmpty ? 0 : 1) }

  init(_ url: URL, under folder: URL) throws {
    self.url = url
    name = String(url.path.dropFirst(folder.path.count + 1))
    // "\r\n" is one character: without this the lines of such a file would not part.
    let text = try String(contentsOf: url, encoding: .utf8).replacingOccurrences(of: "\r\n", with: "\n")
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.firstMatch(of: /# prints anything\s*$/) != nil { printsAnything = true }
      guard let match = line.firstMatch(of: /# (prints|error|says|shows|hides|args|with|needs|slow|status):(?: (.*))?$/)
      else {
        continue
      }
      let expected = Expected(line: index + 1, text: match.2.map(String.init) ?? "")
      switch match.1 {
      case "prints": prints.append(expected)
      case "error": errors.append(expected)
      case "says": says.append(expected)
      case "shows": shows.append(expected)
      case "hides": hides.append(expected)
      case "args": argumentsBefore += expected.text.split(separator: " ").map(String.init)
      case "needs": needs.append(expected.text)
      case "slow": isSlow = true
      case "with": argumentsBehind += expected.text.split(separator: " ").map(String.init)
      default: status = Int32(expected.text)
      }
    }
  }

  /// Every script under a folder, in the order of their names. What lies in a folder `parts` is included by others.
  static func all(in folder: URL) throws -> [ScriptFile] {
    let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return try (paths ?? [])
      .filter { $0.pathExtension == "nn" && !$0.pathComponents.contains("parts") }
      .sorted { $0.path < $1.path }
      .map { try ScriptFile($0, under: folder) }
  }

  /// A failure shown at a line of the script.
  func record(_ comment: String, line: Int = 1) {
    Issue.record(
      Comment(rawValue: "\(name):\(line): \(comment)"),
      sourceLocation: SourceLocation(fileID: "ScriptTests/\(name)", filePath: url.path, line: line, column: 1))
  }
}
