import NNScript
import NNText
import NeuralNetwork

/// `predict V…`: what the model says to one row of inputs.
struct Predict: SessionCommand {
  var signature: Signature {
    Signature(
      "predict", group: .training,
      summary: Wording(en: "what the model says to inputs of your own", ko: "직접 쓴 입력에 대한 모델의 예측값"),
      details: Wording(
        en: """
          One value an input; of data from a table one value a column, words as they are. The scaling of the data is \
          applied. `csv` reads a file that has the columns of the inputs, perhaps among others, and writes all of it \
          with the predictions as further columns; a row in which something is missing gets none, \
          but where the data were read with `missing mean` that mean stands in.
          """,
        ko: """
          입력마다 값을 하나씩 씁니다. 표에서 읽은 데이터이면 열마다 하나씩이며, 단어는 그대로 씁니다. \
          데이터의 스케일링이 똑같이 적용됩니다. `csv`는 입력 열이 들어 있는 파일을 읽어(다른 열이 더 \
          있어도 됩니다), 그 내용에 예측값을 열로 덧붙여 씁니다. 빠진 값이 있는 행에는 예측값이 \
          없습니다. 다만 데이터를 `missing mean`으로 읽었으면 그 평균을 넣어 예측합니다.
          """),
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

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planAsk(at: call.range)
    if call.form == "row" { try description.planInputs(call) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    if call.form == "csv" { return try session.predictTable(call) }
    session.show(try session.predictionTable(call))
  }
}
