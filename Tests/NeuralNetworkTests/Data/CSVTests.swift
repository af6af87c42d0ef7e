import CTables
import Testing

@testable import NeuralNetwork

@Suite struct CSVTests {
  /// Reads a text as a file of its own.
  private func read(_ text: String, _ options: CSVOptions) throws -> Dataset {
    try TemporaryFile(Array(text.utf8)).read { try Dataset(csv: $0, name: "f.csv", options) }
  }

  private func options(_ targets: String..., change: (inout CSVOptions) -> Void = { _ in }) -> CSVOptions {
    var options = CSVOptions(targets: targets)
    change(&options)
    return options
  }

  @Test func numbers() throws {
    let data = try read("a,b,y\n1,2.5,3\n-4e-1,.5,6.\n", options("y"))
    #expect(data.x == [1, 2.5, -0.4, 0.5])
    #expect(data.featureNames == ["a", "b"])
    #expect(data.targets == .numbers(names: ["y"], values: [3, 6]))
    #expect(data.name == "f")
  }

  /// A byte order mark, every line end there is, blanks, empty lines, quotes, and no end of the last line.
  @Test(arguments: [
    "a,y\n1,2\n3,4\n", "\u{feff}a,y\r\n1,2\r\n3,4", "a,y\r1,2\r3,4\r", "a,y\n\n1,2\n\n\n3,4\n\n",
    " a , y \n 1 , 2\n3\t,4 ",
    "\"a\",\"y\"\n\"1\",\"2\"\n\"3\" ,4\n",
  ])
  func dialects(_ text: String) throws {
    let data = try read(text, options("y"))
    #expect(data.x == [1, 3])
    #expect(data.targets == .numbers(names: ["y"], values: [2, 4]))
  }

  @Test func quotes() throws {
    let data = try read("w,y\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n", options("y"))
    #expect(data.columns?.inputs == [.init(name: "w", kind: .words(["a,b", "say \"hi\"", "two\nlines"]))])
    #expect(data.x == [1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(data.featureNames[0] == "w=a,b")
  }

  @Test func separatorsAndHeaders() throws {
    let semicolons = try read("a;y\n1;2\n", options("y") { $0.separator = UInt8(ascii: ";") })
    #expect(semicolons.x == [1])
    let bare = try read("1,2\n3,4\n", options("column2") { $0.hasHeader = false })
    #expect(bare.x == [1, 3])
    let words = try read("red,2\nblue,4\n", options("column2") { $0.hasHeader = false })
    #expect(words.x == [0, 1, 1, 0])
    let tabs = try TemporaryFile(Array("a\ty\n1\t2\n".utf8), ending: ".tsv").read {
      try Dataset(csv: $0, CSVOptions(targets: ["y"]))
    }
    #expect(tabs.x == [1])
  }

  @Test func columnsThatAreWanted() throws {
    let text = "id,a,note,b,y\n7,1,x,2,3\n8,4,y,5,6\n"
    #expect(try read(text, options("y") { $0.features = ["b", "a"] }).x == [2, 1, 5, 4])
    #expect(try read(text, options("y") { $0.skipped = ["id", "note"] }).x == [1, 2, 4, 5])
    #expect(
      try read(text, options("b", "y") { $0.features = ["a"] }).targets
        == .numbers(names: ["b", "y"], values: [2, 3, 5, 6]))
    // A column without a name is no matter where others are listed.
    #expect(try read(",a,y\n0,1,2\n", options("y") { $0.features = ["a"] }).x == [1])
  }

  @Test func classes() throws {
    #expect(
      try read("a,y\n1,no\n2,yes\n3,no\n", options("y")).targets == .classes(names: ["no", "yes"], indices: [0, 1, 0]))
    // Numbers go by their size, whatever their spelling.
    #expect(
      try read("a,y\n1,10\n2,9\n3,9.0\n", options("y") { $0.hasClasses = true }).targets
        == .classes(names: ["9", "10"], indices: [1, 0, 0]))
  }

  @Test func missingValues() throws {
    let text = "a,w,y\n1,u,1\n,v,2\n3,u,3\nNA,u,4\n"
    let dropped = try read(text, options("y") { $0.missing = .drop })
    // A word of a row that is left out is none of the column's words.
    #expect(dropped.x == [1, 1, 3, 1])
    #expect(dropped.columns?.dropped == 2)
    let marks = try read("a,y\n1,1\n?,2\nnull,3\nn/a,4\nNaN,5\n 3 ,6\n", options("y") { $0.missing = .mean })
    #expect(marks.x == [1, 2, 2, 2, 2, 3])
    #expect(marks.columns?.inputs == [.init(name: "a", kind: .number(mean: 2))])
    #expect(marks.columns?.filled == 4)
    #expect(marks.rows == 6)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String
    var says: String
    var change: @Sendable (inout CSVOptions) -> Void = { _ in }
    var testDescription: String { says }
  }

  private static let mistakes = [
    Mistake(text: "", says: "'f.csv' is empty"),
    Mistake(text: "\n\n", says: "'f.csv' is empty"),
    Mistake(text: "a,y\n", says: "'f.csv' has no rows below its header"),
    Mistake(text: "1,2\n", says: "'f.csv', line 1: expected names of columns, found numbers ('1' …)"),
    Mistake(text: "a,,y\n1,2,3\n", says: "'f.csv': column 2 has no name"),
    Mistake(text: "a,b,a,y\n", says: "'f.csv', line 1: columns 1 and 3 have the same name 'a'"),
    Mistake(text: "a,b\n1,2\n", says: "'f.csv' has no column 'y'"),
    Mistake(text: "y\n1\n", says: "'f.csv' has no column left to predict from"),
    Mistake(text: "a,y\n1,2\n3\n", says: "'f.csv', line 3: found 1 value, expected 2 as in the first line"),
    Mistake(text: "a,y\n1,2\n3,4,5\n", says: "'f.csv', line 3: found 3 values, expected 2 as in the first line"),
    Mistake(text: "a,y\n1,2\n\"3,4\n5,6\n", says: "'f.csv', line 3, column 1: a quote is opened and never closed"),
    Mistake(
      text: "a,y\n\"1\"2,3\n",
      says: "'f.csv', line 2, column 1: text follows a closing quote, expected a separator or the end of the line"),
    Mistake(text: "a,y\n1,2\n\n\"x\n\",4\n", says: "'f.csv', line 4, column 1 ('a'): found 'x·', expected a number"),
    Mistake(text: "a,y\n1,2\nx,4\n", says: "'f.csv', line 3, column 1 ('a'): found 'x', expected a number"),
    Mistake(text: "a,y\n1,2\n0x10,4\n", says: "'f.csv', line 3, column 1 ('a'): found '0x10', expected a number"),
    Mistake(text: "a,y\n1,2\n1e,4\n", says: "'f.csv', line 3, column 1 ('a'): found '1e', expected a number"),
    Mistake(
      text: "a;y\n-1,5;2\n2;3\n", says: "'f.csv', line 2, column 1 ('a'): found '-1,5', expected a number"
    ) { $0.separator = UInt8(ascii: ";") },
    Mistake(text: "a,y\ninf,2\n", says: "'f.csv', line 2, column 1 ('a'): found 'inf', expected a number"),
    Mistake(text: "a,y\n1e99,2\n", says: "'f.csv', line 2, column 1 ('a'): 1e99 is too large: float32 goes to 3.4e38"),
    Mistake(text: "a,y\n1,2\nnan,4\n", says: "'f.csv', line 3, column 1 ('a'): the value is missing"),
    Mistake(text: "a,y\n1,2\n1,\n", says: "'f.csv', line 3, column 2 ('y'): the target is missing"),
    Mistake(text: "a,y\n1,\n", says: "'f.csv' has no row left: each of its 1 lacks a value") { $0.missing = .drop },
    Mistake(text: "a,y\n1,2\n1,\n", says: "'f.csv', line 3, column 2 ('y'): the target is missing") {
      $0.missing = .mean
    },
    Mistake(text: "a,y\n,2\nx,1\n", says: "'f.csv', line 2, column 1 ('a'): the value is missing") {
      $0.missing = .mean
    },
    Mistake(text: "a,y\n,2\n,1\n", says: "'f.csv', line 2, column 1 ('a'): no row has a value") { $0.missing = .mean },
    Mistake(text: "a,y\n1,x\n2,x\n", says: "'f.csv': every row has the class 'x': there is nothing to tell apart"),
    Mistake(text: "a,y\n1,2\n", says: "'f.csv': the column 'y' is both in `target` and in `skip`") {
      $0.skipped = ["y"]
    },
  ]

  @Test(arguments: mistakes) private func mistakesAreTold(_ mistake: Mistake) {
    do {
      _ = try read(mistake.text, options("y", change: mistake.change))
      Issue.record("read")
    } catch {
      #expect("\(error)" == mistake.says)
    }
  }

  @Test func textThatIsNotUTF8() throws {
    for bytes in [
      Array("a,y\n1,caf".utf8) + [0xe9, 10], [0xff, 0xfe, 0x61, 0], [0x1f, 0x8b, 8, 0], [0x61, 0xff, 44, 0x79],
    ] {
      #expect(throws: CSVError.self) {
        try TemporaryFile(bytes).read { _ = try Dataset(csv: $0, CSVOptions(targets: ["y"])) }
      }
    }
  }

  @Test func tooManyWords() throws {
    let text = "a,y\n" + (0...1000).map { "w\($0),1\n" }.joined()
    #expect(throws: CSVError.self) { try read(text, options("y")) }
  }

  /// Lines that never end are refused before they fill the memory.
  @Test func endlessLines() throws {
    let file = TemporaryFile(Array("a,y\n1,2\n".utf8))
    file.extend(to: 1 << 30)
    do {
      _ = try file.read { try Dataset(csv: $0, name: "f", CSVOptions(targets: ["y"])) }
      Issue.record("read")
    } catch { #expect("\(error)" == "'f', line 3: the line has more than 16 MiB") }
  }

  /// Rows of every length over the borders of the pieces that are read, with quoted line ends among them.
  @Test func manyPieces() throws {
    var stream = RandomStream(seed: 3, .clouds)
    var text = "a,w,y\n"
    var expected: [Float] = []
    for row in 0..<30_000 {
      let number = Float(stream.next() % 1_000_000) / 64
      expected.append(number)
      let word = row % 3 == 0 ? "\"x\n\(String(repeating: "-", count: row % 50))\"" : "y"
      text += "\(number),\(word),\(row)\n"
    }
    let data = try read(text, options("y") { $0.skipped = ["w"] })
    #expect(data.x == expected)
    #expect(data.targets == .numbers(names: ["y"], values: (0..<30_000).map { Float($0) }))
  }

  /// Plain numbers are read by another loop than cells one by one; both must give the same.
  @Test func bothWaysAgree() throws {
    var stream = RandomStream(seed: 4, .clouds)
    let cells = (0..<6000).map { _ in String(Double(Int64(bitPattern: stream.next())) / 1e12) }
    func table(_ write: (String) -> String) -> String {
      "a,b,y\n"
        + stride(from: 0, to: 6000, by: 3).map { cells[$0..<($0 + 3)].map(write).joined(separator: ",") + "\n" }
        .joined()
    }
    let plain = try read(table { $0 }, options("y"))
    let quoted = try read(table { "\"\($0)\"" }, options("y"))
    #expect(plain.x == quoted.x)
    #expect(plain.targets == quoted.targets)
    #expect(plain.rows == 2000)
  }

  /// Whatever is done to a file: rows or an error, never a trap.
  @Test func damagedFiles() throws {
    var stream = RandomStream(seed: 5, .clouds)
    let good = Array("a,w,\"b\",y\n1,red,2.5,no\n\"3\",\"gre\"\"en\",4e1,yes\r\n5,blue,,no\n".utf8)
    let signs = Array("\",\n\r;.e-0x\u{e9}\u{0}".utf8)
    for round in 0..<1500 {
      var bytes = good
      for _ in 0...(round % 4) {
        let place = Int(stream.next() % UInt64(bytes.count))
        switch stream.next() % 3 {
        case 0: bytes[place] = signs[Int(stream.next() % UInt64(signs.count))]
        case 1: bytes.remove(at: place)
        default: bytes.insert(signs[Int(stream.next() % UInt64(signs.count))], at: place)
        }
      }
      var options = CSVOptions(targets: ["y"])
      options.missing = CSVOptions.Missing.allCases[round % 3]
      options.hasHeader = round % 7 != 0
      do {
        let data = try TemporaryFile(bytes).read { try Dataset(csv: $0, options) }
        let isFinite = data.x.allSatisfy(\.isFinite)
        #expect(isFinite)
      } catch is CSVError {}
    }
  }
}
