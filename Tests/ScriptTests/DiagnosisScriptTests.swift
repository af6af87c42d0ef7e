import Foundation
import Testing

/// Each code of `diagnose`: a script that provokes it, one beside it that must not, evidence, and a cure that was tried.
@Suite struct DiagnosisScriptTests {
  static let codes = ["N1", "N2", "N3", "N4", "G1", "G2", "D1", "D2", "P1", "P2", "S1", "O1", "O2", "I1", "B1", "V1"]

  private func scripts(_ code: String) -> (provoking: [String], nearMisses: [String]) {
    let folder = Program.root.appendingPathComponent("Tests/ScriptTests/Scripts/diagnosis").path
    let own = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasPrefix(code.lowercased() + "_")
    }.map { "\(folder)/\($0)" }
    return (own.filter { !$0.contains("near_miss") }, own.filter { $0.contains("near_miss") })
  }

  /// The lines under `N1 log of zero`, up to the next finding.
  private func finding(_ code: String, in text: String) -> [Substring] {
    let lines = text.split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix(code + " ") }) else { return [] }
    return Array(lines[(start + 1)...].prefix { $0.hasPrefix("  ") })
  }

  @Test(arguments: codes)
  func isProvokedAndTheCureTried(_ code: String) throws {
    let (provoking, nearMisses) = scripts(code)
    #expect(!provoking.isEmpty && !nearMisses.isEmpty)
    for path in provoking {
      let result = try Program.run([path])
      let lines = finding(code, in: result.output + "\n" + result.errors)
      let cure = try #require(lines.firstIndex { $0.hasPrefix("  cure: ") }, "\(code) has no cure in \(path)")
      #expect(cure >= 1, "\(code) has no evidence in \(path)")
      #expect(
        lines[(cure + 1)...].contains { $0.hasPrefix("  tried `") && $0.contains("(without it: ") },
        "\(code)'s cure was not tried in \(path)")
    }
    for path in nearMisses {
      let result = try Program.run([path])
      #expect(finding(code, in: result.output + "\n" + result.errors).isEmpty, "\(code) in \(path)")
    }
  }
}
