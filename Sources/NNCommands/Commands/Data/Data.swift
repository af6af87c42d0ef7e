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
      "data", group: .data, summary: "the rows to learn from",
      details: """
        Truth tables come in counting order. Clouds are drawn from the seed in force; `points` is the number of rows. \
        `data table` … `end` holds rows written in the script. `idx` reads images and labels of MNIST's format, plain or gzip; \
        pixels are 0 to 255 until scaled, and `test` brings a test part. iris and digits come with nnsh, fashion_mnist \
        with Debian's package dataset-fashion-mnist. New data forget split, scale and batch.

        `csv` reads a table whose first line names the columns: `target` says what to predict, the others are the inputs, \
        or those that `features` lists, without those of `skip`. A column of words becomes one input a word (`color=red`). A \
        target of words is classes; `as classes` makes classes of numbers too. A cell that is empty, NA, N/A, NaN, null or ? \
        is missing; `missing` says what becomes of it.

        `npz` and `npy` read arrays that NumPy saved: inputs rows × features, or images rows × height × width (× channels), \
        and a target a row. float32, float64, integers and booleans; targets are numbers unless `as classes` is said.
        """,
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
            .word("x"), .slot(Slot("x_name", "NAME", .name(.column))),
            .word("y"), .slot(Slot("y_name", "NAME", .name(.column))),
            .options([[.word("as"), .word("classes")]]),
          ]),
        Form(
          "npy",
          [
            .word("npy"), .slot(Slot("x_path", "\"x.npy\"", .path(.read(["npy"])))),
            .slot(Slot("y_path", "\"y.npy\"", .path(.read(["npy"])))),
            .options([[.word("as"), .word("classes")]]),
          ]),
        Form(
          "parity",
          [
            .word("parity"),
            .slot(
              Slot("inputs", "N", .number(NumberRule("number of inputs", integer: true, in: 1...Self.parityLimit)))),
          ]),
        Form(
          "cloud",
          [
            .slot(Slot("cloud", "NAME", .choice(.dataset))),
            .options([
              Pattern.group(
                "points",
                Slot("points", "N", .number(NumberRule("number of points", integer: true, in: 2...Self.pointLimit)))),
              Pattern.group("noise", .nonNegative("noise", "S", called: "noise")),
              Pattern.group(
                "classes", Slot("classes", "K", .number(NumberRule("number of classes", integer: true, in: 2...100)))),
            ]),
          ]),
        Form("table", [.word("table")]),
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

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard call.form != "table" else { return description.openTable(at: call.range) }
    if call.form == "csv", call.arguments.areKnown {
      let request = try CSVRequest(call)
      if !description.writtenFiles.contains(request.path) {
        try request.check(in: description.folder, sandbox: description.sandbox)
      }
      return description.setUnknownData()
    }
    if Self.arrayForms.contains(call.form) { return description.setUnknownData() }
    guard let outline = try DataSource(call)?.outline else { return description.setUnknownData() }
    try description.setData(outline, at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let dataset: Dataset
    if Self.arrayForms.contains(call.form) {
      dataset = try session.arrays(call)
    } else {
      guard let source = try source(of: call) else { return try session.replan(self, call) }
      dataset = try session.dataset(source, at: call.range)
    }
    try session.change { (state) throws(Diagnostic) in
      try state.description.setData(DataOutline(dataset), at: call.range)
      state.take(dataset)
    }
    session.answerWithData()
  }

  /// Nil for a table, whose rows come with its own statements.
  private func source(of call: Invocation) throws(Stop) -> DataSource? {
    do throws(Diagnostic) {
      return call.form == "table" ? nil : try DataSource(call)
    } catch {
      throw .failed(error)
    }
  }
}
