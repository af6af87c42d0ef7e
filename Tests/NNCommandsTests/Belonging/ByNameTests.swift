import NNScript
import NeuralNetwork
import Testing

@testable import NNCommands

/// A table made at random: columns of numbers and words, and a target.
private struct RandomTable {
  struct Column {
    var name: String
    var cells: [String]
  }

  static let rows = 12
  private static let words = [["red", "green", "blue"], ["no", "yes"], ["s", "m", "l", "xl"]]

  /// The last is the target.
  var columns: [Column]
  var hasClasses: Bool

  init(_ random: inout RandomStream) {
    hasClasses = random.integer(below: 3) > 0
    columns = []
    for number in 0..<1 + random.integer(below: 3) {
      columns.append(
        Column(
          name: "n\(number)", cells: (0..<Self.rows).map { _ in "\(Double(random.integer(below: 200)) / 10 - 10)" }))
    }
    for number in 0..<random.integer(below: 3) {
      let words = Self.words[number]
      // Each word in some row.
      columns.append(
        Column(
          name: "w\(number)",
          cells: (0..<Self.rows).map { words[$0 < words.count ? $0 : random.integer(below: words.count)] }))
    }
    let classes = ["cat", "dog", "owl"].prefix(2 + random.integer(below: 2))
    columns.append(
      Column(
        name: "y",
        cells: (0..<Self.rows).map { row in
          hasClasses
            ? classes[row < classes.count ? row : random.integer(below: classes.count)]
            : "\(Double(random.integer(below: 90)) / 10)"
        }))
  }

  var text: String {
    var lines = [columns.map(\.name).joined(separator: ",")]
    for row in 0..<(columns.first?.cells.count ?? 0) {
      lines.append(columns.map { $0.cells[row] }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func keeping(_ rows: [Int]) -> RandomTable {
    var table = self
    for column in table.columns.indices { table.columns[column].cells = rows.map { columns[column].cells[$0] } }
    return table
  }
}

/// What was done to the table before the model meets it again.
private enum Change: CaseIterable {
  case none, permuted, added, fewerRows, dropped, renamed, newWord, newClass, wordsForNumbers, renamedTarget

  /// Whether the rows still say what the model learned to read.
  var isReadable: Bool {
    switch self {
    case .none, .permuted, .added, .fewerRows: true
    case .dropped, .renamed, .newWord, .newClass, .wordsForNumbers, .renamedTarget: false
    }
  }
}

/// A model that learned from columns, words and classes finds them by name in other data, or says which it does not find.
@Suite struct ByNameTests {
  private static let pairs = 500

  /// Gives the rows of the table that are left, the table as the model is to meet it, and what an error must name; `nil` where
  /// the table has nothing of the kind to change.
  private func apply(
    _ change: Change, to table: RandomTable, _ random: inout RandomStream
  ) -> (original: RandomTable, met: RandomTable, named: String)? {
    var met = table
    var original = table
    var named = ""
    let inputs = table.columns.indices.dropLast()
    switch change {
    case .none, .permuted: break
    case .added:
      met.columns.insert(.init(name: "extra", cells: met.columns[0].cells.map { "\($0)1" }), at: 0)
    case .fewerRows:
      // Words and classes may be missing now; two classes stay.
      let rows = (0..<RandomTable.rows).filter { $0 < 2 || random.integer(below: 2) == 0 }
      (original, met) = (table.keeping(rows), table.keeping(rows))
    case .dropped:
      guard inputs.count > 1 else { return nil }
      named = met.columns.remove(at: random.integer(below: inputs.count)).name
    case .renamed:
      let column = random.integer(below: inputs.count)
      named = met.columns[column].name
      met.columns[column].name += "_new"
    case .newWord:
      guard let column = inputs.first(where: { met.columns[$0].name.hasPrefix("w") }) else { return nil }
      named = "violet"
      met.columns[column].cells[random.integer(below: RandomTable.rows)] = named
    case .newClass:
      guard table.hasClasses else { return nil }
      named = "yak"
      met.columns[inputs.endIndex].cells[5] = named
    case .wordsForNumbers:
      named = "n0"
      met.columns[0].cells = met.columns[0].cells.map { "v\($0)" }
    case .renamedTarget:
      guard !table.hasClasses else { return nil }
      named = "y"
      met.columns[inputs.endIndex].name = "other"
    }
    if change != .none { random.shuffle(&met.columns) }
    return (original, met, named)
  }

  /// What is asked of the model beside the data, with an answer for programs.
  private static let questions = [
    "eval", "print loss", "confusion", "show mistakes 50", "gradients", "plot confusion to \"c.csv\"",
    "train 3 steps\nprint loss", "forward row 1\nbackward\nupdate\nprint loss",
  ]

  @Test func otherDataGiveTheSameAnswersOrAnErrorThatNamesWhatIsMissing() throws {
    var random = RandomStream(seed: 17, .clouds)
    var counts: [Change: Int] = [:]
    for pair in 0..<Self.pairs {
      let table = RandomTable(&random)
      let change = Change.allCases[pair % Change.allCases.count]
      guard let (original, met, named) = apply(change, to: table, &random) else { continue }
      counts[change, default: 0] += 1
      let target = met.columns.contains { $0.name == "other" } ? "other" : "y"
      let scaling = ["scale standard", "scale minmax", "scale none"][random.integer(below: 3)]
      let output = table.hasClasses ? "output softmax" : "output linear"
      let layers = "layer 3 tanh\n\(output)\nbatch full"
      let beginning = "mode csv\ndata csv \"home.csv\" target y\n\(scaling)\n\(layers)"
      let home = table.text
      let question = Self.questions[random.integer(below: Self.questions.count)]
      guard table.hasClasses || !question.contains("confusion") else { continue }
      let ways = [
        "\(beginning)\ntrain 5 steps",
        "\(beginning)\ntrain 5 steps\nsave \"m.safetensors\"\nmodel other\nlayer 1\nmodel own\n"
          + "load \"m.safetensors\"",
        "\(beginning)\ntrain 5 steps\nsave \"m.safetensors\"\nmodel own\n\(layers)\nload weights \"m.safetensors\"",
        "\(beginning)\ntrain 5 steps\nmodel other\nlayer 2\nuse main",
        "\(beginning)\ncheckpoint \"ck\" every 1 epochs\ntrain 5 steps\nmodel own\n\(layers)\nresume \"ck\"",
      ]
      let way = ways[random.integer(below: ways.count)]
      let names = "pair \(pair), \(change): \(question) after \(way)\n\(table.text)\n\(met.text)"

      func talk(beside table: RandomTable) throws -> Conversation {
        let talk = Conversation()
        try talk.write(Array(home.utf8), to: "home.csv")
        try talk.write(Array(table.text.utf8), to: "met.csv")
        let outcome = talk.run(way)
        #expect(outcome == .done, "\(names)\n\(talk.reported)")
        return talk
      }
      let right = try talk(beside: original)
      let wrong = try talk(beside: met)
      let expected = right.run("data csv \"met.csv\" target y\nbatch full\n\(question)")
      #expect(expected == .done, "\(names)\n\(right.reported)")
      let found = wrong.run("data csv \"met.csv\" target \(target)\nbatch full\n\(question)")
      if change.isReadable {
        #expect(found == .done, "\(names)\n\(wrong.reported)")
        #expect(wrong.console.written == right.console.written, "\(names)")
      } else {
        #expect(found == .failed, "\(names)\n\(wrong.console.written)")
        #expect(wrong.reported.contains(named), "\(names)\n\(wrong.reported)")
      }
    }
    for change in Change.allCases { #expect(counts[change, default: 0] > 10, "\(change): \(counts[change] ?? 0)") }
  }
}

/// Single ways that the random pairs do not say plainly.
@Suite struct BoundModelTests {
  private static let home = """
    size,colour,kind
    1.5,red,fern
    2,green,moss
    0.5,blue,fern
    3,red,moss

    """

  private func trained(_ scaling: String = "scale standard") throws -> Conversation {
    let talk = Conversation()
    try talk.write(Array(Self.home.utf8), to: "home.csv")
    talk.output(
      "mode csv\ndata csv \"home.csv\" target kind\n\(scaling)\nlayer 4 tanh\noutput sigmoid\ntrain 30 epochs")
    return talk
  }

  /// The finding: a word that is new in the second table moved every word behind it.
  @Test func wordsKeepTheirInputs() throws {
    let talk = try trained()
    let before = talk.output("predict 1.5 red")
    try talk.write(Array("kind,colour,size\nmoss,red,4\nfern,green,2\n".utf8), to: "fewer.csv")
    talk.output("data csv \"fewer.csv\" target kind")
    #expect(talk.output("predict 1.5 red") == before)
    try talk.write(Array("kind,colour,size\nmoss,red,4\nfern,pink,2\n".utf8), to: "new.csv")
    #expect(talk.errors("data csv \"new.csv\" target kind") == ["E0411"])
    #expect(talk.reported.contains("'pink'") && talk.reported.contains("blue, green, red"))
  }

  @Test func scalingStays() throws {
    let talk = try trained()
    let loss = talk.output("print loss")
    talk.output("scale minmax")
    #expect(talk.reported.contains("keeps the scaling it learned with (standard)"))
    #expect(talk.output("print loss") == loss)
    talk.output("reset\ntrain 30 epochs")
    #expect(talk.output("scale").contains("minmax"))
  }

  @Test func scalingOfNamelessDataStays() throws {
    let talk = Conversation()
    talk.output("data moons\nscale standard\nlayer 4 tanh\noutput sigmoid\ntrain 3 epochs")
    talk.output("let was = loss\ndata moons\nexpect abs(loss - $was) < 0.000001")
    #expect(!talk.reported.contains("position"))
  }

  @Test func positionIsSaidOnce() throws {
    let talk = try trained()
    talk.output("data table\nrow 1 0 0 1 gives fern\nrow 2 1 0 0 gives moss\nend\nprint loss")
    #expect(talk.reported.contains("data table have no column names: model main takes their columns by position"))
    talk.output("print loss\neval\nconfusion")
    #expect(talk.reported.isEmpty)
    talk.output("model other\ndata moons\nlayer 2\noutput sigmoid\ntrain 1 steps")
    try talk.write(Array("a,b,c\n1,2,0\n3,4,1\n".utf8), to: "named.csv")
    talk.output("data csv \"named.csv\" target c as classes\nprint loss")
    #expect(talk.reported.contains("model other knows no column names"))
  }

  /// Without a header columns go by position, and words by word.
  @Test func tablesWithoutHeader() throws {
    let talk = Conversation()
    try talk.write(Array("1,red,x\n2,green,y\n3,blue,x\n".utf8), to: "a.csv")
    try talk.write(Array("1,red,x\n3,blue,y\n".utf8), to: "b.csv")
    talk.output(
      "mode csv\ndata csv \"a.csv\" target column3 header none\nlayer 3 tanh\noutput sigmoid\ntrain 9 epochs")
    let answer = talk.output("predict 3 blue")
    talk.output("data csv \"b.csv\" target column3 header none\nprint loss")
    #expect(talk.reported.isEmpty)
    #expect(talk.output("predict 3 blue") == answer)
  }

  @Test func targetsThatAreNumbersGoByName() throws {
    let talk = Conversation()
    try talk.write(Array("a,p,q\n1,2,30\n2,4,10\n3,5,20\n".utf8), to: "a.csv")
    try talk.write(Array("q,p,a\n30,2,1\n10,4,2\n20,5,3\n".utf8), to: "b.csv")
    talk.output("mode csv\ndata csv \"a.csv\" target p q\nlayer 3 tanh\noutput linear\ntrain 9 epochs")
    let loss = talk.output("print loss")
    talk.output("data csv \"b.csv\" target q p")
    #expect(talk.output("print loss") == loss)
    #expect(talk.errors("data csv \"b.csv\" target q") == ["E0408"])
    #expect(talk.reported.contains("'p'"))
  }

  @Test func namelessFilesGoByPosition() throws {
    let talk = Conversation()
    talk.output("data moons\nlayer 3 tanh\noutput sigmoid\ntrain 2 epochs\nsave \"m.safetensors\"")
    try talk.write(Array("a,b,c\n1,2,0\n3,4,1\n".utf8), to: "named.csv")
    talk.output("data csv \"named.csv\" target c as classes\nload \"m.safetensors\"\nprint loss")
    #expect(talk.reported.contains("knows no column names"))
  }

  /// The mean that stands for a missing number is that of the training part, and stays the model's.
  @Test func missingNumbersBecomeTheMeanOfTheTrainingPart() throws {
    let talk = Conversation()
    try talk.write(Array("a,y\n1,0\n,1\n3,0\n100,1\n200,0\n300,1\n".utf8), to: "a.csv")
    talk.output("data csv \"a.csv\" target y missing mean\nlayer 1\noutput linear\nsplit 50 50 seed 3\ntrain 1 steps")
    let workspace = talk.session.state.workspace
    let rows = try #require(workspace.split).train
    let numbers: [Float?] = [1, nil, 3, 100, 200, 300]
    let known = rows.compactMap { numbers[$0] }
    let mean = known.reduce(0, +) / Float(known.count)
    let columns = try #require(workspace.description.model.learned?.binding.columns)
    #expect(columns.inputs[0].kind == .number(mean: mean))
    try talk.write(Array("a,y\n,1\n1000,0\n".utf8), to: "b.csv")
    talk.output("data csv \"b.csv\" target y missing mean")
    let range = SourceRange(source: 0, lower: 0, upper: 0)
    let data = try talk.session.preparedData(for: try talk.session.resolvedNetwork(at: range), at: range)
    #expect(data.dataset.input(0).first == mean)
  }
}
