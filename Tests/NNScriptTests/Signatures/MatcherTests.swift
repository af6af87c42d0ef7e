import NNScript
import Testing

struct MatcherTests {
  @Test(arguments: [
    ("layer 5", "dense units=5"),
    ("layer 5 tanh times 9", "dense units=5 activation=tanh times=times times=9"),
    ("layer dense 5 tanh", "dense dense=dense units=5 activation=tanh"),
    ("layer 5 bias none times 2", "dense units=5 bias=bias none=none times=times times=2"),
    (
      "layer 5 leaky_relu alpha 0.2 times 3",
      "dense units=5 activation=leaky_relu alpha=alpha alpha=0.2 times=times times=3"
    ),
    ("layer residual", "residual residual=residual"),
    ("output sigmoid", "output activation=sigmoid"),
    ("output 1 sigmoid", "output units=1 activation=sigmoid"),
    ("activation tanh on hidden", "activation activation=tanh on=on hidden=hidden"),
    ("activation tanh on 2 to 5", "activation activation=tanh on=on from=2 to=to to=5"),
    ("init weights normal 0 1", "init part=weights scheme=normal mean=0 deviation=1"),
    ("init all glorot normal", "init part=all scheme=glorot normal=normal"),
    ("init bias glorot", "init part=bias scheme=glorot"),
    ("batch full", "full full=full"),
    ("batch 8 ordered", "size size=8 ordered=ordered"),
    ("batch", "show"),
    ("split 70 15 15 stratified seed 3", "split share=70 share=15 share=15 stratified=stratified seed=seed seed=3"),
    ("split 80 20 seed 3 stratified", "split share=80 share=20 seed=seed seed=3 stratified=stratified"),
    (
      "data csv \"f.csv\" target a b as classes features c d",
      "csv csv=csv path=f.csv target=target target=a target=b as=as classes=classes features=features features=c features=d"
    ),
    ("data csv \"f.csv\" target \"as\" b", "csv csv=csv path=f.csv target=target target=as target=b"),
    ("data moons noise 0.1 points 50", "cloud set=moons noise=noise noise=0.1 points=points points=50"),
    ("row 0 1 gives 1", "row inputs=0 inputs=1 gives=gives targets=1"),
    ("train 20001 steps as tanh", "count count=20001 unit=steps as=as name=tanh"),
    ("train 1 epoch", "count count=1 unit=epochs"),
    ("optimizer adam beta2 0.9 rate 0.1", "optimizer optimizer=adam beta2=beta2 beta2=0.9 rate=rate rate=0.1"),
    ("compare a b by test.loss", "compare run=a run=b by=by by=test.loss"),
    ("save \"m.safetensors\"", "model path=m.safetensors"),
    ("save curve \"f.csv\"", "curve curve=curve path=f.csv"),
  ])
  func matches(_ text: String, _ expected: String) {
    #expect(Sample.matched(text) == expected)
  }

  @Test func variablesStandForValuesAndChoices() {
    #expect(
      Sample.matched("layer $n $act times (k)", ["n": .number(4), "act": .text("relu"), "k": .number(2)])
        == "dense units=4 activation=relu times=times times=2")
    #expect(
      Sample.matched("train $n steps as $who", ["n": .number(3), "who": .text("a")])
        == "count count=3 unit=steps as=as name=a")
  }

  @Test func anUnknownChoiceAllowsTheParametersOfEveryEntry() {
    #expect(
      Sample.matched("activation $act alpha $a on 2") == "activation activation=? alpha=alpha alpha=? on=on from=2")
    #expect(Sample.matched("activation $act beta 2") == "activation activation=? beta=beta beta=2")
    #expect(Sample.matched("init weights $scheme 0 1").hasPrefix("init part=weights scheme=?"))
  }

  @Test func aKnownChoiceAllowsItsOwnParametersOnly() {
    #expect(
      Sample.matched("activation $act alpha 0.2", ["act": .text("elu")])
        == "activation activation=elu alpha=alpha alpha=0.2")
    #expect(Sample.problems("activation $act alpha 0.2", ["act": .text("tanh")]).map(\.code.id) == ["E0202"])
    #expect(
      Sample.matched("init weights $scheme 0 1", ["scheme": .text("uniform")])
        == "init part=weights scheme=uniform low=0 high=1")
    #expect(Sample.problems("init weights $scheme 0 1", ["scheme": .text("constant")]).map(\.code.id) == ["E0206"])
  }

  @Test func noEntryTakesBothSoNoChoiceCanHelp() {
    #expect(Sample.matched("optimizer $opt rate 0.1 momentum 0.5").hasPrefix("optimizer optimizer=?"))
    #expect(!Sample.problems("optimizer $opt momentum 0.5 beta1 0.5").isEmpty)
  }

  @Test func aListStandsForItsItemsInARepeatedSlot() {
    #expect(
      Sample.matched("row $inputs gives 1", ["inputs": .list([.number(0), .number(1)])])
        == "row inputs=0 inputs=1 gives=gives targets=1")
    #expect(!Sample.problems("layer $n", ["n": .list([.number(1)])]).isEmpty)
  }

  @Test func aVariableIsNeverAnOptionWordNorOpensAForm() {
    let variables: [String: Value] = ["w": .text("times"), "set": .text("csv"), "unit": .text("steps")]
    #expect(!Sample.problems("layer 5 tanh $w 3", variables).isEmpty)
    #expect(!Sample.problems("data $set \"f.csv\" target a", variables).isEmpty)
    #expect(!Sample.problems("train 5 $unit", variables).isEmpty)
  }

  @Test func manyArgumentsThatFitNothingEndSoon() {
    let columns = (0..<3000).map { "c\($0)" }.joined(separator: " ")
    #expect(Sample.problems("data csv \"f.csv\" target \(columns) 5").map(\.code.id) == ["E0207"])
    #expect(!Sample.problems("row " + String(repeating: "1 ", count: 3000)).isEmpty)
  }
}
