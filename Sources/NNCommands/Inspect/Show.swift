import NNScript
import NNText
import NeuralNetwork

/// `show model|data|settings|weights K|layer K|row I|runs|sweep [NAME] [by AXIS]|variables|mistakes N`.
struct Show: SessionCommand {
  var signature: Signature {
    let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid"
    return Signature(
      "show", group: .looking,
      summary: Wording(en: "look at the model, the data, the settings", ko: "모델, 데이터, 설정을 보여 줍니다"),
      details: Wording(
        en: """
          K is a row of `show model`; rows, layers and units count from 1. `show sweep` has a row a case; `by` an \
          axis it groups them: runs, solved (every training row told right), the share of them with its 95 % interval \
          (Wilson), nan, and the median of the losses that are finite. `mistakes` shows the rows that the model is \
          most wrong about, of the test part where there is one: `miss` is the mean distance of what it gives from \
          what it should.
          """,
        ko: """
          K는 `show model`의 행 번호입니다. 행, 층, 유닛은 1부터 셉니다. `show sweep`은 경우마다 한 행을 \
          보여 줍니다. `by`로 축을 정하면 그 값마다 묶어 학습 기록(run)의 수, 해결한 수(solved: 훈련 \
          데이터의 모든 행을 맞힌 것), 그 비율과 95 % 신뢰구간(Wilson), nan의 수, 유한한 손실의 중앙값을 \
          보여 줍니다. `mistakes`는 모델이 가장 크게 틀린 행들을 보여 주며, 시험 데이터가 있으면 거기에서 \
          찾습니다. `miss`는 모델이 내놓은 값과 내놓아야 할 값의 평균 거리입니다.
          """),
      forms: [
        Form("model", [.word("model")]), Form("data", [.word("data")]), Form("settings", [.word("settings")]),
        Form("weights", [.word("weights"), .slot(.layer())]), Form("layer", [.word("layer"), .slot(.layer())]),
        Form("row", [.word("row"), .slot(.count("row", "I", called: Wording(en: "row number", ko: "행 번호")))]),
        Form("runs", [.word("runs")]),
        Form("variables", [.word("variables")]),
        Form(
          "sweep",
          [
            .word("sweep"), .optional([.slot(Slot("name", "NAME", .name(.sweep)))]),
            .optional([.word("by"), .slot(Slot("axis", "AXIS", .name(.axis)))]),
          ]),
        Form(
          "mistakes", [.word("mistakes"), .slot(.count("count", called: Wording(en: "number of rows", ko: "행의 수")))]),
      ],
      examples: [
        Example("show model", setup: model), Example("show weights 1", setup: model),
        Example("show layer 2", setup: model), Example("show data", setup: "data xor"),
        Example("show row 2", setup: "data xor"), Example("show mistakes 3", setup: model),
        Example("show settings"), Example("show runs"),
        Example("show sweep by n", setup: model + "\nsweep n in 1 2\n  seed $n\n  train 100 steps\nend"),
        Example("show variables", setup: "let lr = 0.1"),
      ],
      seeAlso: ["gradients", "eval", "compare", "sweep"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "mistakes" { try description.planLook(at: call.range) }
    guard let layer = call.arguments.integer("layer") else { return }
    if description.isReached { _ = try description.knownNetwork(at: call.range) }
    try description.planLayer(
      layer, needsWeights: call.form == "weights", at: call.arguments.range("layer") ?? call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let layer = call.arguments.integer("layer") ?? 1
    do {
      var description = session.state.description
      try plan(call, on: &description)
    } catch {
      throw .failed(error)
    }
    switch call.form {
    case "model": try session.showModel()
    case "data":
      session.show(try session.dataTable(at: call.range))
      if !session.mode.isForPrograms {
        session.write(try session.dataLine(at: call.range))
        if let line = session.imbalanceLine { session.write(line) }
      }
    case "settings": session.show(session.settingsTable())
    case "weights": session.show(try session.weightTable(layer: layer, at: call.range))
    case "layer": session.show(try session.layerTable(layer: layer, at: call.range))
    case "row": session.show(try session.rowTable(call.arguments.integer("row") ?? 1, at: call.range))
    case "mistakes": try session.showMistakes(call.arguments.integer("count") ?? 1, at: call.range)
    case "runs": session.show(session.runTable(Array(session.state.runs)))
    case "sweep": try session.showSweep(call)
    default: session.show(session.variableTable())
    }
  }
}
