/// Until every room has its Korean: a text in English alone.
extension Wording: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init(verbatim: text) }
  public init(stringInterpolation parts: English.Parts) { self.init(verbatim: parts.text) }
}
