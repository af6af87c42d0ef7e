import NNText

/// The made-up statements of these tests are said in one language.
extension Wording: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(verbatim: text) }
  public init(stringInterpolation parts: English.Parts) { self.init(verbatim: parts.text) }
}
