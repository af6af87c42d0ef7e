import NNScript
import NNText
import NeuralNetwork

/// The rows of a `data table` while it is open.
package struct TableDraft: Sendable, Equatable {
  package var inputs: [[Double]] = []
  package var targets: [[Value]] = []
  /// A dry run met a row whose values only the run knows.
  package var isUnknown = false
  package var range: SourceRange

  /// Words, or only 0 and 1 in a single column, are classes; all else is numbers.
  var hasClasses: Bool {
    guard targets.first?.count == 1 else { return false }
    return targets.allSatisfy { target in
      switch target[0] {
      case .text: true
      case .number(let number): number == 0 || number == 1
      case .boolean, .list: false
      }
    }
  }

  static func columnNames(_ count: Int) -> [String] { count == 1 ? ["y"] : (1...max(1, count)).map { "y\($0)" } }

  /// The rows as data.
  var dataset: Dataset {
    let classes = classes
    let targets: Dataset.Targets =
      if hasClasses {
        .classes(names: classes, indices: targets.map { classes.firstIndex(of: $0[0].display) ?? 0 })
      } else {
        .numbers(
          names: Self.columnNames(targets.first?.count ?? 1),
          values: targets.flatMap { $0 }.map { if case .number(let number) = $0 { Float(number) } else { .nan } })
      }
    return Dataset(
      name: "table", shape: Shape(inputs.first?.count ?? 1), x: inputs.flatMap { $0 }.map { Float($0) },
      targets: targets,
      isTable: true)
  }

  /// Class names in sorted order.
  var classes: [String] { Array(Set(targets.map { $0[0].display })).sorted() }
}

extension Description {
  mutating func openTable(at range: SourceRange) { table = TableDraft(range: range) }

  mutating func addRow(_ call: Invocation) throws(Diagnostic) {
    guard let draft = table else {
      throw Diagnostic(
        .tableRow, Wording(en: "`row` stands only inside `data table`", ko: "`row`는 `data table` 안에만 쓸 수 있습니다"),
        at: call.range)
    }
    guard call.arguments.areKnown else {
      table?.isUnknown = true
      return
    }
    let inputs = call.arguments.list("input").compactMap { if case .number(let number) = $0 { number } else { nil } }
    let targets = call.arguments.list("target")
    if let first = draft.inputs.first, let firstTargets = draft.targets.first {
      guard inputs.count == first.count, targets.count == firstTargets.count else {
        throw Diagnostic(
          .tableRow,
          Wording(
            en: """
              this row has \(inputs.count) inputs and \(targets.count) targets, the first has \(first.count) and \
              \(firstTargets.count)
              """,
            ko: "이 행은 입력 \(inputs.count)개, 정답 \(targets.count)개인데 첫 행은 \(first.count)개, \(firstTargets.count)개입니다"),
          at: call.range,
          help: Wording(en: "every row of a table has the same number of values", ko: "표의 모든 행은 값의 수가 같아야 합니다"))
      }
      let isText = { (value: Value) in if case .text = value { true } else { false } }
      for (target, firstTarget) in zip(targets, firstTargets) where isText(target) != isText(firstTarget) {
        throw Diagnostic(
          .tableRow,
          Wording(
            en: "the target is \(target.kind), but \(firstTarget.kind) in the first row", ko: "정답의 종류가 첫 행과 다릅니다"),
          at: call.arguments.range("target"),
          help: Wording(en: "targets are all words (classes) or all numbers", ko: "정답은 모두 단어(클래스)이거나 모두 수여야 합니다"))
      }
    } else if targets.count > 1, targets.contains(where: { if case .text = $0 { true } else { false } }) {
      throw Diagnostic(
        .tableRow,
        Wording(
          en: "a row has one word as its class, found \(targets.count) targets",
          ko: "클래스를 나타내는 단어는 한 행에 하나인데 정답이 \(targets.count)개입니다"), at: call.arguments.range("target")
      )
    }
    table?.inputs.append(inputs)
    table?.targets.append(targets)
  }

  /// The table as data; its draft is gone.
  mutating func closeTable() throws(Diagnostic) {
    guard let draft = table else { return }
    table = nil
    if draft.isUnknown { return setUnknownData() }
    guard let first = draft.inputs.first, let targets = draft.targets.first else {
      throw Diagnostic(
        .tableRow, Wording(en: "the table has no rows", ko: "표에 행이 없습니다"), at: draft.range,
        help: Wording(en: "add one, for example: row 0 1 gives 1", ko: "행을 추가하세요. 예: row 0 1 gives 1"))
    }
    if draft.hasClasses && draft.classes.count < 2 {
      throw Diagnostic(
        .tableRow,
        Wording(
          en: "every row has the class '\(draft.classes[0])': there is nothing to tell apart",
          ko: "모든 행의 클래스가 '\(draft.classes[0])' 하나뿐이라서 가려낼 것이 없습니다"), at: draft.range)
    }
    var outline = DataOutline(
      name: "table", input: Shape(first.count),
      targets: draft.hasClasses
        ? .classes(names: draft.classes, indices: [])
        : .numbers(names: TableDraft.columnNames(targets.count), values: []),
      rows: draft.inputs.count, isTable: true)
    outline.known.value = draft.dataset.targets
    try setData(outline, at: draft.range)
  }
}

extension DiagnosticCode {
  static let tableRow = DiagnosticCode(
    "E0501", Wording(en: "data table", ko: "데이터 표"),
    Wording(
      en: """
        Every row of `data table` has the same number of inputs and of targets. One target that is a word, or only 0 and 1, \
        makes classes; other targets are numbers to predict.
        """, ko: "`data table`의 모든 행은 입력의 수와 정답의 수가 같아야 합니다. 정답이 하나이고 단어이거나 0과 1뿐이면 클래스가 되고, 그 밖에는 예측할 수가 됩니다."))
}

/// `row 0 1 gives 1`, inside `data table … end`.
struct Row: SessionCommand {
  var signature: Signature {
    Signature(
      "row", group: .data,
      summary: Wording(en: "one row of a data table: inputs, then what they give", ko: "데이터 표의 한 행: 입력, 그리고 그 정답"),
      details: Wording(
        en: """
          Every row of a table has as many inputs and targets as the first. Targets that are words, or only 0 and 1, \
          are classes; other targets are numbers to predict.
          """,
        ko: """
          표의 모든 행은 입력 수와 정답 수가 첫 행과 같아야 합니다. 정답(타깃)이 단어이거나 0과 1뿐이면 \
          클래스이고, 그 밖에는 예측할 수입니다.
          """),
      forms: [
        Form(
          "row",
          [
            .repeated(Slot.real("input", "X", called: Wording(en: "input", ko: "입력"))), .word("gives"),
            .repeated(Slot("target", "Y", .any)),
          ])
      ],
      examples: [Example("data table\n  row 0 1 gives 1\n  row 1 1 gives 0\nend\nshow data")],
      seeAlso: ["data"], place: .inside("data table"))
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.addRow(call)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.change { (state: inout SessionState) throws(Diagnostic) in
      try plan(call, on: &state.workspace.description)
    }
  }
}
