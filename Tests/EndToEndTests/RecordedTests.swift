import Glibc
import Testing

/// docs/shell.md shows sessions as they look: each is typed again, and the screen must be what the page says.
///
/// In the page a session is a comment with what is typed, then a block with the screen:
///
///     <!-- recorded: -q
///     data xor
///     lay<Tab>
///     -->
///     ```text
///     …
///     ```
///
/// The first line has nnsh's arguments. A line is typed with Enter unless it ends with a key in angle brackets; what
/// training says of time has no place in one. NNSH_RECORD=1 writes the page anew.
@Suite struct RecordedTests {
  private static let keys = [
    "Tab": "\t", "Up": "\u{1B}[A", "Ctrl-C": "\u{03}", "Ctrl-D": "\u{04}", "Ctrl-R": "\u{12}", "Ctrl-U": "\u{15}",
    "i": "i", "b": "b",
  ]
  private static let root = #filePath.split(separator: "/").prefix { $0 != "Tests" }.map { "/" + $0 }.joined()

  private struct Session {
    var arguments: [String] = []
    var typed: [String] = []
    var screen: [String] = []
    /// Where the screen's lines stand in the page.
    var place = 0..<0
  }

  private static func lines(of path: String) -> [String] {
    Folder.read(path: path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func sessions(in page: [String]) -> [Session] {
    var sessions: [Session] = []
    var index = 0
    while index < page.count {
      defer { index += 1 }
      guard page[index].hasPrefix("<!-- recorded:") else { continue }
      var session = Session()
      session.arguments = page[index].dropFirst(14).split(separator: " ").map(String.init)
      index += 1
      while index < page.count, page[index] != "-->" {
        session.typed.append(page[index])
        index += 1
      }
      while index < page.count, !page[index].hasPrefix("```") { index += 1 }
      let first = index + 1
      index += 1
      while index < page.count, !page[index].hasPrefix("```") { index += 1 }
      guard index <= page.count, first <= index else { break }
      session.place = first..<index
      session.screen = Array(page[session.place])
      sessions.append(session)
    }
    return sessions
  }

  /// What is sent at once: up to a key in angle brackets, or the end of the line with Enter.
  private static func pieces(_ typed: String) -> [(text: String, isLine: Bool)] {
    var pieces: [(text: String, isLine: Bool)] = []
    var text = ""
    var rest = typed[...]
    while let character = rest.first {
      if character == "<", let key = keys.first(where: { rest.hasPrefix("<\($0.key)>") }) {
        pieces.append((text + key.value, false))
        text = ""
        rest = rest.dropFirst(key.key.count + 2)
      } else {
        text.append(rest.removeFirst())
      }
    }
    if !text.isEmpty || pieces.isEmpty { pieces.append((text + "\r", true)) }
    return pieces
  }

  private static func replay(_ session: Session) -> [String] {
    let folder = Folder()
    for name in ["xor_three_layers.nn"] {
      folder.write(Folder.read(path: root + "/scripts/examples/" + name), to: name)
    }
    let terminal = Terminal(arguments: session.arguments, in: folder)
    var screen = Screen()
    func waitForPrompt(below row: Int) {
      let end = Clock.now + 20
      repeat {
        screen.write(terminal.quiet(seconds: 0.06))
      } while (screen.row <= row || !screen.currentLine.hasSuffix("> ")) && Clock.now < end
    }
    waitForPrompt(below: -1)
    for piece in session.typed.flatMap(pieces) {
      let row = screen.row
      terminal.type(piece.text)
      if piece.isLine { waitForPrompt(below: row) } else { screen.write(terminal.quiet(seconds: 0.4)) }
    }
    var lines = screen.lines
    if lines.last == "nnsh>" { lines.removeLast() }
    return lines
  }

  @Test("docs/shell.md shows what the shell does") func page() {
    let path = Self.root + "/docs/shell.md"
    var page = Self.lines(of: path)
    let sessions = Self.sessions(in: page)
    #expect(sessions.count >= 6)
    let isRecording = getenv("NNSH_RECORD") != nil
    // From the end, so that places stay right while lines are replaced.
    for session in sessions.reversed() {
      let screen = Self.replay(session)
      if isRecording {
        page.replaceSubrange(session.place, with: screen)
      } else {
        #expect(
          screen == session.screen,
          "docs/shell.md:\(session.place.lowerBound + 1): not what the shell shows:\n\(screen.joined(separator: "\n"))")
      }
    }
    if isRecording { Folder.write(page.joined(separator: "\n"), path: path) }
  }
}
