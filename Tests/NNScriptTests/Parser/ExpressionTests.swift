import Testing

@testable import NNScript

@Suite struct ExpressionTests {
  /// Text, and the same with every operator's operands in parentheses.
  static let trees: [(String, String)] = [
    ("1 + 2 * 3", "(1 + (2 * 3))"), ("1 - 2 - 3", "((1 - 2) - 3)"), ("2 ^ 3 ^ 4", "(2 ^ (3 ^ 4))"),
    ("-2 ^ 2", "(-(2 ^ 2))"), ("2 ^ -1", "(2 ^ (-1))"), ("- - 1", "(-(-1))"), ("(1 + 2) * 3", "((1 + 2) * 3)"),
    ("not 1 == 2", "(not (1 == 2))"), ("not not true", "(not (not true))"),
    ("true or false and not true", "(true or (false and (not true)))"), ("8 / 4 % 3", "((8 / 4) % 3)"),
    ("$a-1", "($a - 1)"), ("1<=2", "(1 <= 2)"), ("abs(-1) + max(1, 2)", "(abs((-1)) + max(1, 2))"),
    ("[1 -2 $a (1 + 1) abs(2) x]", "[1 -2 $a ((1 + 1)) (abs(2)) x]"),
    ("runs.$n.test.loss > 1", "(runs.$n.test.loss > 1)"),
    ("5 %\n 2", "failed"), ("80% + 1", "(0.8 + 1)"),
  ]

  @Test(arguments: trees) func precedence(text: String, tree: String) {
    #expect(Parsing.expression(text).map(Self.tree) ?? "failed" == tree)
  }

  private static func tree(_ expression: Expression) -> String {
    switch expression.kind {
    case .unary(.not, let operand): "(not \(tree(operand)))"
    case .unary(.negate, let operand): "(-\(tree(operand)))"
    case .binary(let binary, let left, let right): "(\(tree(left)) \(binary.rawValue) \(tree(right)))"
    case .call(let name, let arguments): "\(name)(\(arguments.map(tree).joined(separator: ", ")))"
    case .list(let items):
      "["
        + items.map { item in
          if case .parenthesis(let inner) = item.kind { "(\(tree(inner)))" } else { item.text }
        }.joined(separator: " ") + "]"
    default: expression.text
    }
  }

  @Test(arguments: trees.filter { $0.1 != "failed" }) func writtenBackItIsTheSame(text: String, tree: String) throws {
    let once = try #require(Parsing.expression(text))
    let twice = try #require(Parsing.expression(once.text))
    #expect(Self.tree(twice) == Self.tree(once))
    #expect(twice.text == once.text)
  }

  @Test func parenthesesMayRunOverLines() {
    #expect(Parsing("let a = (1 +\n # why\n 2)\nlet b = [1\n2]").outline == ["let a = 1 + 2", "let b = [1 2]"])
  }

  @Test func expressionsEndWhereTheStatementContinues() {
    #expect(Parsing("stop when validation.loss >= best.validation.loss for 10 epochs").outline.count == 1)
    #expect(Parsing("expect $a == \"x\" \"message\"").outline == ["expect $a == \"x\" \"message\""])
  }

  @Test func nestingHasALimit() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(Parsing("let a = \(deep)").diagnostics.map(\.code) == [.tooDeep])
    let long = Array(repeating: "1", count: 5000).joined(separator: " + ")
    #expect(Parsing("let a = \(long)").diagnostics.map(\.code) == [.tooDeep])
    for (before, after) in [("- ", ""), ("not ", ""), ("2 ^ ", ""), ("abs(", ")"), ("[(", ")]")] {
      let text = String(repeating: before, count: 5000) + "1" + String(repeating: after, count: 5000)
      #expect(Parsing("let a = \(text)").diagnostics.map(\.code) == [.tooDeep])
    }
    #expect(Parsing("let a = \(Array(repeating: "1", count: 150).joined(separator: " + "))").block != nil)
  }
}
