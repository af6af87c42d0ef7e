import NNScript
import NNText
import NeuralNetwork

/// `predict V…`: what the model says to one row of inputs.
struct Predict: SessionCommand {
  var signature: Signature {
    Signature(
      "predict", group: .training, summary: "what the model says to inputs of your own",
      details: """
        One value an input; of data from a table one value a column, words as they are. The scaling of the data is applied. \
        `csv` reads a file that has the columns of the inputs, perhaps among others, and writes all of it with the \
        predictions as further columns; a row in which something is missing gets none.
        """,
      forms: [
        Form(
          "csv",
          [
            .word("csv"), .slot(Slot("path", "\"in.csv\"", .path(.read(CSVRequest.endings)))), .word("to"),
            .slot(Slot("output", "\"out.csv\"", .path(.write(CSVRequest.endings)))),
            .options([
              [.word("separator"), .slot(Slot("separator_text", "\";\"", .text))], [.word("header"), .word("none")],
            ]),
          ]),
        Form("row", [.repeated(Slot("input", "V", .any))]),
      ],
      examples: [
        Example("predict 0 1", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example(
          "predict csv \"new.csv\" to \"answers.csv\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps",
          files: [Example.File("new.csv", "name,x1,x2\nfirst,0,0\nsecond,0,1\n")]),
      ],
      seeAlso: ["eval", "scale", "data"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    if call.form == "csv" { return try session.predictTable(call) }
    session.show(try session.predictionTable(try session.inputs(call), at: call.range))
  }
}
