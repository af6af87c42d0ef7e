import NNScript
import Testing

struct UsageTests {
  @Test(arguments: [
    ("layer", ["layer [dense] N [ACT] [times K] [bias none]", "layer conv2d N kernel K", "layer residual"]),
    ("activation", ["activation ACT [on hidden | K [to L]]"]),
    ("init", ["init weights|bias|all SCHEME"]),
    ("batch", ["batch full", "batch N [ordered]", "batch"]),
    ("compare", ["compare [RUN…] [by MEASURE]"]),
    ("row", ["row V… gives V…"]),
    ("split", ["split A A… [stratified] [seed N]"]),
  ])
  func lines(_ name: String, _ expected: [String]) throws {
    #expect(try #require(Sample.table[name]).usageLines == expected)
  }
}
