import Testing

@testable import NNScript

@Suite struct DiagnosticCodeTests {
  @Test func codesAreUniqueAndExplained() {
    let codes = DiagnosticCode.language
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(
        code.id.count == 5 && code.id.hasPrefix("E0") && !code.title.isEmpty && code.explanation.english.count > 30)
    }
  }
}
