import NNScript
import Testing

// A test's line names its argument; written out, a signature fills a screen.

extension Signature: CustomTestStringConvertible {
  public var testDescription: String { name }
}

extension DiagnosticCode: CustomTestStringConvertible {
  public var testDescription: String { id }
}
