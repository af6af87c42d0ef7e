import NNScript
import Testing

@testable import NNCommands

@Suite struct ErrorCatalogueTests {
  @Test func codesAreUniqueAndSorted() {
    let ids = ErrorCatalogue.codes.map(\.id)
    #expect(ids == Array(Set(ids)).sorted())
  }

  @Test(arguments: ErrorCatalogue.codes)
  func everyCodeIsExplained(_ code: DiagnosticCode) {
    #expect(code.id.wholeMatch(of: /E0\d{3}/) != nil)
    #expect(!code.title.isEmpty && !code.title.english.hasSuffix("."))
    #expect(code.explanation.english.hasSuffix(".") || code.explanation.english.hasSuffix("`"), "\(code.id)")
    let conversation = Conversation()
    #expect(conversation.output("explain \(code.id)").hasPrefix("\(code.id): \(code.title.english)"))
  }
}
