import Foundation
import Testing

/// Pages for users: the ```nnsh blocks of one are a session, run in order; each ```text block must come out of it.
@Suite struct PageTests {
  private struct Fence {
    var language: String
    var line: Int
    var lines: [Substring] = []
  }

  private static func fences(of text: String) -> [Fence] {
    var fences: [Fence] = []
    var open = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if !open { fences.append(Fence(language: String(line.dropFirst(3)), line: index + 2)) }
        open.toggle()
      } else if open {
        fences[fences.count - 1].lines.append(line)
      }
    }
    return fences
  }

  @Test(arguments: ["docs/tutorial.md", "README.md"])
  func everyBlockRuns(name: String) throws {
    let page = Program.root.appendingPathComponent(name)
    let fences = Self.fences(of: try String(contentsOf: page, encoding: .utf8))
    // Each block at its own line, so that an error points into the page.
    var script: [Substring] = []
    for fence in fences where fence.language == "nnsh" {
      script += Array(repeating: "", count: fence.line - 1 - script.count) + fence.lines
    }
    #expect(script.isEmpty == false)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString).nn")
    defer { try? FileManager.default.removeItem(at: copy) }
    try (script.joined(separator: "\n") + "\n").write(to: copy, atomically: true, encoding: .utf8)

    let result = try Program.run([copy.path])
    #expect(result.status == 0, "stderr:\n\(result.errors)")

    var rest = result.output[...]
    for fence in fences where fence.language == "text" {
      let shown = fence.lines.joined(separator: "\n") + "\n"
      guard let place = rest.firstRange(of: shown) else {
        Issue.record("\(name):\(fence.line): not what nnsh prints here:\n\(shown)\nfound:\n\(rest)")
        return
      }
      rest = rest[place.upperBound...]
    }
  }

  @Test("the newest version of CHANGELOG.md is the program's, and the README stays short") func frontDoor() throws {
    func text(_ name: String) throws -> String {
      try String(contentsOf: Program.root.appendingPathComponent(name), encoding: .utf8)
    }
    let version = try Program.run(["--version"]).output.split(separator: " ").last?.dropLast() ?? ""
    let heading = try text("CHANGELOG.md").split(separator: "\n").first { $0.hasPrefix("## [") } ?? ""
    #expect(heading.hasPrefix("## [\(version)]"), "\(heading), nnsh \(version)")
    let lines = try text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 81)
    #expect(lines.prefix(40).contains { $0.hasPrefix("**Where things are:**") })
  }
}
