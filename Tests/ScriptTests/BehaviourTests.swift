import Foundation
import Testing

/// The behaviours of docs/behaviours.md have numbers, 1 to 80, and each number begins the name of some test.
@Suite struct BehaviourTests {
  /// Number → the names of its tests.
  static let tests: [Int: [String]] = {
    var found: [Int: [String]] = [:]
    let folder = Program.root.appendingPathComponent("Tests")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      for match in text.matches(of: #/@Test\(\s*"([0-9][0-9, ]*): /#) {
        for number in match.1.split(separator: ",").compactMap({ Int($0.drop { $0 == " " }) }) {
          found[number, default: []].append(file.deletingPathExtension().lastPathComponent)
        }
      }
    }
    return found
  }()

  @Test(arguments: 1...80) func everyBehaviourHasATest(number: Int) {
    #expect(Self.tests[number] != nil)
  }

  @Test func everyBehaviourIsListedOnce() throws {
    let page = try String(contentsOf: Program.root.appendingPathComponent("docs/behaviours.md"), encoding: .utf8)
    let numbers = page.split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/^([0-9]+)\. /#).flatMap { Int($0.1) }
    }
    #expect(numbers == Array(1...80))
  }

  @Test func noOtherNumbers() {
    #expect(Self.tests.keys.allSatisfy { (1...80).contains($0) })
  }
}
