import NNText

/// A function of the expression language as checker, help and completion know it.
package struct ScriptFunction: Sendable {
  package let name: String
  /// How it is called: `round(x, digits)`.
  package let usage: String
  package let summary: Wording
  package let argumentCount: ClosedRange<Int>

  package static let all: [ScriptFunction] = [
    .init("abs", "x", "size without sign"),
    .init("sqrt", "x", "square root"),
    .init("exp", "x", "e to the power of x"),
    .init("log", "x", "natural logarithm"),
    .init("log10", "x", "logarithm to base 10"),
    .init("sin", "x", "sine of an angle in radians"),
    .init("cos", "x", "cosine of an angle in radians"),
    .init("tanh", "x", "hyperbolic tangent"),
    .init("floor", "x", "next whole number below"),
    .init("ceil", "x", "next whole number above"),
    .init("round", "x, digits", "nearest number of that many decimals", 1...2),
    .init("sum", "list", "sum of a list"),
    .init("mean", "list", "mean of a list"),
    .init("len", "list", "number of items or characters"),
    .init("min", "a, b …", "smallest of a list or of several", 1...Int.max),
    .init("max", "a, b …", "largest of a list or of several", 1...Int.max),
    .init("gradient", "K", "mean size of layer K's gradient"),
    .init("dead", "K", "share of layer K's units that never fire"),
    .init("saturated", "K", "share of layer K's units on a flat end"),
  ]

  private static let byName: [String: ScriptFunction] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  package static func named(_ name: String) -> ScriptFunction? { byName[name] }

  private init(_ name: String, _ arguments: String, _ summary: Wording, _ argumentCount: ClosedRange<Int> = 1...1) {
    self.name = name
    usage = "\(name)(\(arguments))"
    self.summary = summary
    self.argumentCount = argumentCount
  }

  /// "one argument", "one or two arguments", "at least one argument".
  var countText: Wording {
    switch argumentCount {
    case 1...1: "one argument"
    case 1...2: "one or two arguments"
    default: "at least one argument"
    }
  }
}
