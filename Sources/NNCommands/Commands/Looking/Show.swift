import NNScript
import NNText
import NeuralNetwork

/// `show model|data|settings|weights K|layer K|row I|runs|sweep [NAME] [by AXIS]|variables|mistakes N`.
struct Show: SessionCommand {
  var signature: Signature {
    let model = "data xor\nlayer 3 tanh\noutput 1 sigmoid"
    return Signature(
      "show", group: .looking, summary: "look at the model, the data, the settings",
      details: """
        K is a row of `show model`; rows, layers and units count from 1. `show sweep` has a row a case; `by` an axis it \
        groups them: runs, solved (every training row told right), the share of them with its 95 % interval (Wilson), \
        nan, and the median of the losses that are finite. \
        `mistakes` shows the rows that the model is most wrong about, of the test part where there is one: `miss` is the \
        mean distance of what it gives from what it should.
        """,
      forms: [
        Form("model", [.word("model")]), Form("data", [.word("data")]), Form("settings", [.word("settings")]),
        Form("weights", [.word("weights"), .slot(.layer())]), Form("layer", [.word("layer"), .slot(.layer())]),
        Form("row", [.word("row"), .slot(.count("row", "I", called: "row number"))]), Form("runs", [.word("runs")]),
        Form("variables", [.word("variables")]),
        Form(
          "sweep",
          [
            .word("sweep"), .optional([.slot(Slot("name", "NAME", .name(.sweep)))]),
            .optional([.word("by"), .slot(Slot("axis", "AXIS", .name(.axis)))]),
          ]),
        Form("mistakes", [.word("mistakes"), .slot(.count("count", called: "number of rows"))]),
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
    guard let layer = call.arguments.integer("layer"), !description.model.isUnknown else { return }
    let count = description.model.network.layers.count
    guard layer <= count else { throw .noSuchLayer(layer, of: count, at: call.arguments.range("layer")) }
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
    case "runs": session.show(session.runTable(session.state.runs))
    case "sweep": try session.showSweep(call)
    default: session.show(session.variableTable())
    }
  }
}
