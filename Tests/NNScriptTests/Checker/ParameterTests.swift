import NNScript
import Testing

struct ParameterTests {
  private func declared(_ text: String) throws -> [ScriptParameter] {
    let bytes = Array(text.utf8)
    return ScriptParameter.declared(in: try Checked.block(text), table: Sample.table) { range in
      String(decoding: bytes[Int(range.lower)..<Int(range.upper)], as: UTF8.self)
    }
  }

  private static let script = """
    param steps = 20001
    param alpha = 0.2 "of leaky_relu"
    param act = tanh
    param half = $alpha / 2
    param quick = true
    param sizes = [1 2]
    param start = loss
    """

  @Test func paramsAreListedWithKindDefaultAndPurpose() throws {
    let found = try declared(Self.script)
    #expect(found.map(\.name) == ["steps", "alpha", "act", "half", "quick", "sizes", "start"])
    #expect(found.map(\.kind) == ["number", "number", "text", "number", "boolean", "list", nil])
    #expect(found.map(\.defaultText) == ["20001", "0.2", "tanh", "$alpha / 2", "true", "[1 2]", "loss"])
    #expect(found[1].purpose == "of leaky_relu")
  }

  @Test func overridesKeepTheKind() throws {
    let parameters = try declared(Self.script)
    let given = ScriptOverrides(
      [("steps", "100"), ("alpha", "20%"), ("act", "5"), ("quick", "false"), ("start", "-1e-3"), ("sizes", "4 5")],
      for: parameters)
    #expect(given.problems.isEmpty)
    #expect(
      given.values == [
        "steps": .number(100), "alpha": .number(0.2), "act": .text("5"), "quick": .boolean(false),
        "start": .number(-0.001), "sizes": .list([.number(4), .number(5)]),
      ])
  }

  @Test(arguments: [
    ("steps", "many", "E0309"), ("steps", "", "E0309"), ("steps", "nan", "E0309"), ("steps", "0x10", "E0309"),
    ("steps", "1e999", "E0309"), ("quick", "1", "E0309"), ("sizes", "a", "E0309"), ("stpes", "1", "E0222"),
  ])
  func badOverridesAreReported(_ name: String, _ text: String, _ code: String) throws {
    let given = ScriptOverrides([(name, text)], for: try declared(Self.script))
    #expect(given.problems.map(\.code.id) == [code])
    #expect(given.values.isEmpty)
  }

  @Test func anUndeclaredNameIsSuggested() throws {
    let problem = ScriptOverrides([("stpes", "1")], for: try declared(Self.script)).problems.first
    #expect(problem?.message.english == "the script has no param 'stpes'")
    #expect(problem?.help?.english == "did you mean 'steps'?")
    let none = ScriptOverrides([("x", "1")], for: []).problems.first
    #expect(none?.help?.english == "the script declares no params: add `param x = …`")
  }
}
