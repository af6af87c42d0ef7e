import Glibc
import NNScript
import Testing

struct CompletionTests {
  private static let completer = Completer(Sample.table)
  private static var names: CompletionNames {
    CompletionNames { space in
      switch space {
      case .variable: ["alpha", "act", "steps"]
      case .model: ["main", "deep"]
      case .run: ["tanh", "run1"]
      case .sweep, .axis, .command, .column, .array, .code, .new: []
      }
    }
  }

  private func words(_ text: String) -> [String] {
    Self.completer.complete(text, names: Self.names).candidates.map(\.text)
  }

  @Test(arguments: [
    ("la", ["layer"]),
    ("layer ", ["dense", "residual"]),
    ("layer 5 ", ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "times", "bias"]),
    ("layer 5 t", ["tanh", "times"]),
    ("layer 5 tanh ", ["times", "bias"]),
    ("layer 5 tanh times 3 ", ["bias"]),
    ("layer 5 leaky_relu ", ["alpha", "times", "bias"]),
    ("layer 5 $act ", ["times", "bias", "alpha", "beta"]),
    ("data spiral points 5 ", ["noise"]),
    ("data csv \"f.csv\" target a ", ["as", "features", "skip", "separator"]),
    ("train 5 ", ["steps", "epochs"]),
    ("train 5 e", ["epochs"]),
    ("train 5 epochs ", ["as"]),
    ("train 5 epochs as ", []),
    ("activation tanh on ", ["hidden"]),
    ("activation tanh on 2 ", ["to"]),
    ("init weights glorot ", ["uniform", "normal"]),
    ("optimizer adam ", ["rate", "beta1", "beta2"]),
    ("use ", ["main", "deep"]),
    ("compare ", ["tanh", "run1", "by"]),
    ("layer $a", ["$alpha", "$act"]),
    ("let x = $s", ["$steps"]),
    ("let x = test.ac", ["test.accuracy"]),
    ("let x = runs.", ["runs.tanh.", "runs.run1."]),
    ("print ga", []),
    ("print gra", ["gradient("]),
    ("layer (ro", ["round("]),
    ("note \"{ro", ["round("]),
    ("every 5 ", ["steps", "epochs"]),
    ("every 5 steps train 3 ", ["steps", "epochs"]),
    ("for i in 1 2\n  la", ["layer"]),
    ("for i in 1 2\n  layer 5 ta", ["tanh"]),
    ("for i fr", ["from"]),
    ("sweep a in relu tanh an", ["and"]),
    ("seed 1; lay", ["layer"]),
    ("layer \\\n 5 ta", ["tanh"]),
    ("# lay", []),
    ("zzz", []),
    ("zzz ", []),
    ("save ", ["curve"]),
    ("output my", []),
    ("help la", ["layer"]),
  ])
  func completes(_ text: String, _ expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(arguments: [
    ("if nan ", ["and", "accuracy", "tanh("]),
    ("every 5 steps tr", ["train", "try"]),
    ("for i in 1 2\ne", ["end", "exit", "expect", "every"]),
    ("while $x > 1 and ", ["loss", "true"]),
  ])
  func offers(_ text: String, _ expected: [String]) {
    #expect(Set(expected).isSubset(of: words(text)))
  }

  @Test func candidatesComeWithTheirSummary() {
    let found = Self.completer.complete("layer 5 ta", names: Self.names).candidates
    #expect(found == [Completion.Candidate("tanh", "squashes to −1…1")])
    #expect(
      Self.completer.complete("layer 5 tim", names: Self.names).candidates.first?.summary == "K: number of layers")
  }

  @Test func filesAreOfferedOnlyWhereTheyBelong() {
    #expect(Self.completer.complete("save \"m", names: Self.names).files == .write(["safetensors"]))
    #expect(Self.completer.complete("save curve \"", names: Self.names).files == .write(["csv"]))
    #expect(Self.completer.complete("data csv \"ir", names: Self.names).partial == "ir")
    #expect(Self.completer.complete("data csv \"ir", names: Self.names).files == .read(["csv"]))
    #expect(Self.completer.complete("note \"ir", names: Self.names).files == nil)
    #expect(Self.completer.complete("layer ", names: Self.names).files == nil)
    #expect(Self.completer.complete("include \"", names: Self.names).files == .read(["nn"]))
  }

  @Test func rowsAreOfferedInsideATableOnly() {
    #expect(!words("ro").contains("row"))
    #expect(words("data table\nro").contains("row"))
    #expect(!words("data table\nrow 0 gives 1\nend\nro").contains("row"))
  }

  @Test func tenThousandVariablesTakeNoTime() {
    let many = (0..<10_000).map { "variable\($0)" }
    let clock = ContinuousClock()
    var count = 0
    let time = clock.measure {
      count = Self.completer.complete("layer $variable999", names: CompletionNames { _ in many }).candidates.count
    }
    #expect(count == 11)
    // 50 ms in release; a debug build has room.
    if getenv("NNSH_SANITIZER") == nil { #expect(time < .milliseconds(500)) }
  }

  @Test("56: names that the open block assigns are offered") func openBlock() {
    #expect(words("for item in 1 2\n  let other = $item\n  print $").prefix(2) == ["$item", "$other"])
    #expect(words("let steamy = 1; print $st") == ["$steamy", "$steps"])
  }
}
