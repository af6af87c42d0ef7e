import NNText

/// The invented statements of these tests have the same text in every language.
extension Wording: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(verbatim: text) }
  public init(stringInterpolation parts: English.Parts) { self.init(verbatim: parts.text) }
}
