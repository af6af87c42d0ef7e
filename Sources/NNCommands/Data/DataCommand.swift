import NNScript
import NNText
import NeuralNetwork

/// `data …`: the rows to learn from.
struct DataCommand: SessionCommand {
  /// A truth table of more inputs would have more rows than anybody looks at.
  static let parityLimit = 16.0
  static let pointLimit = 10_000_000.0
  /// NumPy's.
  private static let arrayForms = ["npz", "npy"]
  private static let plants = Example.File(
    "plants.csv", "id,height,leaves,kind\n1,31.5,4,fern\n2,12,9,moss\n3,28,5,fern\n4,,8,moss\n")

  var signature: Signature {
    Signature(
      "data", group: .data, summary: Wording(en: "the rows to learn from", ko: "학습에 쓸 데이터"),
      details: Wording(
        en: """
          Truth tables come in counting order. Clouds are drawn from the seed in force; `points` is the number of \
          rows. `data table` … `end` holds rows written in the script. `idx` reads images and labels of MNIST's \
          format, plain or gzip; pixels are 0 to 255 until scaled, and `test` brings a test part. iris and digits \
          come with nnsh, fashion_mnist with Debian's package dataset-fashion-mnist. New data forget split, scale and \
          batch.

          `csv` reads a table whose first line names the columns: `target` says what to predict, the others are the \
          inputs, or those that `features` lists, without those of `skip`. A column of words becomes one input a word \
          (`color=red`). A target of words is classes; `as classes` makes classes of numbers too. A cell that is \
          empty, NA, N/A, NaN, null or ? is missing; `missing` says what becomes of it. A column's first value \
          says whether it is of numbers or of words. Numbers are kept as float32: whole ones above 16,777,216, \
          such as identifiers, are rounded.

          `test "test.csv"` reads a second file as the test part: its columns, words and classes are found by name among \
          those of the first. `npz` and `npy` take the arrays of theirs behind `test`. A column that is called test needs \
          quotes only before a file.

          `npz` and `npy` read arrays that NumPy saved: inputs rows × features, or images rows × height × width (× \
          channels), and a target a row; images with their channels first, as PyTorch has them, need `channels first`. float32, float64, integers and booleans; targets are numbers unless `as \
          classes` is said. `data npz "f.npz" x x y y` reads what `numpy.savez("f.npz", x=x, y=y)` wrote.
          """,
        ko: """
          진리표의 행은 이진수를 세는 순서로 나옵니다. 점 데이터(cloud)는 지금의 시드로 뽑으며 `points`는 \
          행의 수입니다. `data table` … `end`에는 스크립트에 직접 쓴 행을 담습니다. `idx`는 MNIST 형식의 \
          이미지와 레이블을 읽습니다. gzip으로 압축한 것도 읽고, 픽셀은 스케일링하기 전까지 0에서 255이며, \
          `test`는 시험 데이터를 함께 읽습니다. iris와 digits는 nnsh에 들어 있고, fashion_mnist는 Debian의 \
          dataset-fashion-mnist 패키지에 들어 있습니다. 새 데이터를 읽으면 split, scale, batch 설정은 \
          지워집니다.

          `csv`는 첫 줄에 열 이름이 있는 표를 읽습니다. `target`은 무엇을 예측할지 정하고, 나머지 열이 \
          입력이 됩니다. `features`를 쓰면 거기에 적은 열만 입력이 되고, `skip`에 적은 열은 빠집니다. \
          단어가 든 열은 단어마다 입력 하나가 됩니다(`color=red`). 정답(타깃)이 단어이면 클래스이고, `as \
          classes`를 쓰면 수도 클래스로 봅니다. 빈칸, NA, N/A, NaN, null, ? 는 빠진 값이며, `missing`으로 \
          그것을 어떻게 할지 정합니다. 열이 수인지 \
          단어인지는 그 열의 첫 값으로 정합니다. 수는 float32로 담으므로 16,777,216보다 큰 정수(예: 번호)는 \
          반올림됩니다.

          `test "test.csv"`는 두 번째 파일을 시험 데이터로 읽습니다. 열, 단어, 클래스를 첫 파일의 것에서 이름으로 \
          찾습니다. `npz`와 `npy`에서는 `test` 뒤에 시험 배열을 씁니다. test라는 열은 파일 이름 앞에 올 때만 따옴표가 \
          필요합니다.

          `npz`와 `npy`는 NumPy로 저장한 배열을 읽습니다. 입력은 행 × 특성이고, 이미지이면 행 × 높이 × \
          너비(× 채널)입니다. PyTorch처럼 채널이 앞에 오는 이미지에는 `channels first`를 붙입니다. 정답은 행마다 하나입니다. float32, float64, 정수, 참거짓 값을 읽으며, `as \
          classes`를 쓰지 않으면 정답을 수로 봅니다. `numpy.savez("f.npz", x=x, y=y)`로 쓴 파일은 `data npz \
          "f.npz" x x y y`로 읽습니다.
          """),
      forms: [
        Form(
          "csv",
          [
            .word("csv"), .slot(Slot("path", "\"f.csv\"", .path(.read(CSVRequest.endings)))),
            .word("target"), .repeated(Slot("target_column", "COL", .name(.column))),
            .options([
              [.word("as"), .word("classes")],
              [.word("features"), .repeated(Slot("feature_column", "COL", .name(.column)))],
              [.word("skip"), .repeated(Slot("skipped_column", "COL", .name(.column)))],
              [.word("separator"), .slot(Slot("separator_text", "\";\"", .text))],
              [.word("missing"), .slot(Slot("policy", "POLICY", .choice(.missing)))],
              [.word("header"), .word("none")],
              [.word("test"), .slot(Slot("test_path", "\"test.csv\"", .path(.read(CSVRequest.endings))))],
            ]),
          ]),
        Form(
          "idx",
          [
            .word("idx"), .slot(Slot("images", "\"images\"", .path(.read([])))),
            .slot(Slot("labels", "\"labels\"", .path(.read([])))),
            .optional([
              .word("test"), .slot(Slot("test_images", "\"images\"", .path(.read([])))),
              .slot(Slot("test_labels", "\"labels\"", .path(.read([])))),
            ]),
          ]),
        Form(
          "npz",
          [
            .word("npz"), .slot(Slot("path", "\"f.npz\"", .path(.read(["npz"])))),
            .word("x"), .slot(Slot("x_name", "NAME", .name(.array))),
            .word("y"), .slot(Slot("y_name", "NAME", .name(.array))),
            .options(
              Self.arrayOptions + [
                [
                  .word("test"), .slot(Slot("test_x_name", "NAME", .name(.array))),
                  .slot(Slot("test_y_name", "NAME", .name(.array))),
                ]
              ]),
          ]),
        Form(
          "npy",
          [
            .word("npy"), .slot(Slot("x_path", "\"x.npy\"", .path(.read(["npy"])))),
            .slot(Slot("y_path", "\"y.npy\"", .path(.read(["npy"])))),
            .options(
              Self.arrayOptions + [
                [
                  .word("test"), .slot(Slot("test_x_path", "\"x.npy\"", .path(.read(["npy"])))),
                  .slot(Slot("test_y_path", "\"y.npy\"", .path(.read(["npy"])))),
                ]
              ]),
          ]),
        Form(
          "parity",
          [
            .word("parity"),
            .slot(
              Slot(
                "inputs", "N",
                .number(
                  NumberRule(Wording(en: "number of inputs", ko: "입력 수"), integer: true, in: 1...Self.parityLimit)))),
          ]),
        Form(
          "cloud",
          [
            .slot(Slot("cloud", "NAME", .choice(.dataset))),
            .options([
              Pattern.group(
                "points",
                Slot(
                  "points", "N",
                  .number(
                    NumberRule(Wording(en: "number of points", ko: "점의 수"), integer: true, in: 2...Self.pointLimit)))),
              Pattern.group("noise", .nonNegative("noise", "S", called: Wording(en: "noise", ko: "잡음"))),
              Pattern.group(
                "classes",
                Slot(
                  "classes", "K",
                  .number(NumberRule(Wording(en: "number of classes", ko: "클래스 수"), integer: true, in: 2...100)))),
            ]),
          ]),
        Form("table", [.word("table")], body: Self.tableBody),
      ],
      examples: [
        Example("data xor"), Example("data parity 3"), Example("data spiral points 300 classes 3"),
        Example("data sine noise 0.1"),
        Example("data csv \"plants.csv\" target kind skip id missing drop", files: [Self.plants]), Example("data iris"),
        Example("data digits"),
        Example("data table\n  row 1 2 gives 3.5\n  row 2 3 gives 5\nend"),
      ],
      seeAlso: ["row", "split", "scale", "batch", "show"])
  }

  private static let arrayOptions: [[Pattern]] = [
    [.word("as"), .word("classes")], [.word("channels"), .word("first")],
  ]

  private static let tableBody = BlockBody(
    "data table", holds: ["row"], [.flow, .whileLoop, .include, .binding],
    help: Wording(
      en: "it holds `row 0 1 gives 1`, also in `for`, `repeat`, `if`",
      ko: "`row 0 1 gives 1`을 씁니다. `for`, `repeat`, `if` 안에도 쓸 수 있습니다"))

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "table" else { return description.openTable(at: call.range) }
    if call.form == "csv", call.arguments.areKnown {
      let request = try CSVRequest(call)
      guard ![request.path, request.testPath].contains(where: { $0.map(description.files.mayHold) ?? false }),
        let dataset = try request.foreseen(in: description.folder, sandbox: description.sandbox)
      else { return description.setUnknownData() }
      return try description.setData(DataOutline(foreseeing: dataset), at: call.range)
    }
    if Self.arrayForms.contains(call.form) { return description.setUnknownData() }
    let source = try DataSource(call)
    try source?.check(against: description.memory, call)
    guard var outline = source?.outline else { return description.setUnknownData() }
    outline.known.value = source?.foreseenTargets(seed: description.settings)
    try description.setData(outline, at: call.range)
  }

  func planEnd(of call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.closeTable()
  }

  func end(_ call: Invocation, in session: Session) throws(Stop) {
    guard let draft = session.state.workspace.description.table else { return }
    try session.change { (state) throws(Diagnostic) in
      try planEnd(of: call, on: &state.workspace.description)
      state.workspace.take(draft.dataset)
    }
    session.answerWithData()
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let dataset: Dataset
    if Self.arrayForms.contains(call.form) {
      dataset = try session.arrays(call)
      session.noteShape(of: dataset, call)
    } else {
      guard let source = try source(of: call, within: session.state.workspace.description.memory) else {
        return try session.replan(self, call)
      }
      dataset = try session.dataset(source, at: call.range)
    }
    try session.change { (state) throws(Diagnostic) in
      try state.workspace.description.setData(DataOutline(dataset), at: call.range)
      state.workspace.take(dataset)
    }
    session.answerWithData()
  }

  /// `nil` for a table, whose rows come with its own statements.
  private func source(of call: Invocation, within memory: MemoryBudget) throws(Stop) -> DataSource? {
    do throws(Diagnostic) {
      let source = call.form == "table" ? nil : try DataSource(call)
      try source?.check(against: memory, call)
      return source
    } catch {
      throw .failed(error)
    }
  }

  package func effect(of command: Command, on model: String?) -> JournalEffect {
    JournalEffect(
      sets: [.data, .setting("split"), .setting("scale"), .setting("batch")],
      needs: .fit(to: model).union([.setting("seed")]))
  }
}
