import NNText
import Testing

@Suite struct TableTests {
  let table = Table(
    ["name", "loss", Table.Column("ok", alignment: .center)],
    rows: [
      ["한글", 0.1, true], ["a|b,\"c\"", .number(.nan), false], ["x\ny", .number(1.0 / 3), .none],
    ])

  @Test func alignsByDisplayWidth() {
    #expect(
      table.rendered(as: .table) == """
        name          loss   ok
        ───────  ─────────  ─────
        한글           0.1  true
        a|b,"c"        nan  false
        x\\ny     0.3333333

        """)
  }

  @Test func reportsHowManyRowsAreHidden() {
    #expect(table.rendered(as: .table, rowLimit: 2).hasSuffix("… 1 more row (`last` shows all)\n"))
    #expect(table.rendered(as: .table, rowLimit: 0).hasSuffix("… 3 more rows (`last` shows all)\n"))
    #expect(!table.rendered(as: .table, rowLimit: 3).contains("more"))
  }

  @Test func plainKeepsEveryColumnFilled() {
    let lines = table.rendered(as: .plain).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[3].hasSuffix("-") || lines[3].hasSuffix("  -"))
  }

  @Test func csvQuotesAndRoundTrips() {
    #expect(
      table.rendered(as: .csv) == """
        name,loss,ok
        한글,0.1,true
        "a|b,""c\""",nan,false
        "x\ny",0.3333333333333333,

        """)
  }

  @Test func csvDistinguishesAnEmptyTextFromNone() {
    #expect(Table(["a", "b"], rows: [["", .none]]).rendered(as: .csv) == "a,b\n\"\",\n")
  }

  @Test func jsonHasNullForNonFiniteNumbers() {
    #expect(
      table.rendered(as: .jsonl) == """
        {"name": "한글", "loss": 0.1, "ok": true}
        {"name": "a|b,\\"c\\"", "loss": null, "ok": false}
        {"name": "x\\ny", "loss": 0.3333333333333333, "ok": null}

        """)
    #expect(Table(["a"], rows: [[1], [2]]).rendered(as: .json) == "[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n")
    #expect(Table(["a"]).rendered(as: .json) == "[]\n")
  }

  @Test func keysAreUnique() {
    let twice = Table(["a", "a", "a_2"], rows: [[1, 2, 3]])
    #expect(twice.rendered(as: .csv) == "a,a_2,a_2_2\n1,2,3\n")
    #expect(twice.rendered(as: .jsonl) == "{\"a\": 1, \"a_2\": 2, \"a_2_2\": 3}\n")
  }

  @Test func markdownEscapesItsBars() {
    #expect(
      table.rendered(as: .markdown) == """
        | name     |      loss |  ok   |
        | -------- | --------: | :---: |
        | 한글     |       0.1 | true  |
        | a\\|b,"c" |       nan | false |
        | x\\ny     | 0.3333333 |       |

        """)
  }

  @Test func cellsNeverControlTheTerminal() {
    let text = Table(["a"], rows: [["\u{1B}[31mred"]]).rendered(as: .table)
    #expect(!text.contains("\u{1B}"))
  }

  @Test func raggedRowsAreCompleted() {
    let ragged = Table(["a", "b"], rows: [[1], [1, 2, 3]])
    #expect(ragged.rows == [[1, .none], [1, 2]])
  }

  @Test func columnsChooseTheirDigits() {
    let digits = Table([.init("s", numbers: .significant(3)), .init("f", numbers: .fixed(1))], rows: [[0.5, 2]])
    #expect(digits.rendered(as: .table).hasSuffix("0.500  2.0\n"))
    #expect(digits.rendered(as: .csv) == "s,f\n0.5,2\n")
  }
}
