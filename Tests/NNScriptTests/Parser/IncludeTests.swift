import Testing

@testable import NNScript

@Suite struct IncludeTests {
  @Test func theFileIsReadRelativeToTheIncludingFile() {
    let files = ["dir/lib/a.nn": "include \"b.nn\"\nstep", "dir/lib/b.nn": "note \"b\""]
    let parsing = Parsing("include \"lib/a.nn\"", files: files)
    #expect(parsing.outline == ["include \"lib/a.nn\" { include \"b.nn\" { note \"b\" }; step }"])
  }

  @Test func absolutePathsStay() {
    #expect(Parsing("include \"/x.nn\"", files: ["/x.nn": "step"]).block != nil)
  }

  @Test func aFileMayBeIncludedTwice() {
    #expect(Parsing("include \"a.nn\"\ninclude \"a.nn\"", files: ["dir/a.nn": "step"]).block?.statements.count == 2)
  }

  @Test func aCycleShowsItsChain() throws {
    let parsing = Parsing("include \"a.nn\"", files: ["dir/a.nn": "include \"b.nn\"", "dir/b.nn": "include \"a.nn\""])
    let diagnostic = try #require(parsing.diagnostics.first)
    #expect(parsing.diagnostics.map(\.code) == [.includeCycle])
    #expect(diagnostic.help?.english == "the cycle is dir/a.nn → dir/b.nn → dir/a.nn")
    let text = diagnostic.text(in: parsing.sources)
    #expect(text.hasPrefix("dir/b.nn:1:9: error[E0003]: 'dir/a.nn' includes itself"))
    #expect(text.hasSuffix("  included at dir/a.nn:1:1\n  included at f.nn:1:1"))
  }

  @Test func aFileThatIsMissingIsAnError() {
    let parsing = Parsing("include \"a.nn\"", files: ["dir/b.nn": ""])
    #expect(parsing.diagnostics.map(\.message.english) == ["cannot read 'dir/a.nn': no such file"])
  }

  @Test func errorsComeInTheOrderTheyAreRead() {
    let parsing = Parsing("let = 1\ninclude \"a.nn\"\nlet = 2", files: ["dir/a.nn": "\nlet = 1\nend"])
    #expect(parsing.errors == ["1:5 E0112", "dir/a.nn:2:5 E0112", "dir/a.nn:3:1 E0111", "3:5 E0112"])
  }

  @Test func includesThatMultiplyHaveALimit() {
    var files: [String: String] = [:]
    for level in 0..<20 { files["dir/\(level).nn"] = "include \"\(level + 1).nn\"\ninclude \"\(level + 1).nn\"" }
    files["dir/20.nn"] = "step"
    #expect(Parsing("include \"0.nn\"", files: files).diagnostics.first?.code == .tooManyIncludes)
  }
}
