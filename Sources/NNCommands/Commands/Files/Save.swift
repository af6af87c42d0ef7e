import NNScript
import NeuralNetwork

/// `save "m.safetensors"`, `save curve "f.csv"`, `save session "f.nn"`.
struct Save: SessionCommand {
  var signature: Signature {
    Signature(
      "save", group: .files, summary: "write the model, the curve of the last run, or the session",
      details: """
        The model's file names and shapes its tensors as PyTorch's nn.Sequential does ([out, in]); its metadata entry \
        `nnsh` rebuilds the model on `load`, at step 0. `with optimizer` keeps step, epoch and what the optimizer remembers \
        too: after `load` the next `train` goes on bit for bit, given the same data and settings. `save curve` writes step,loss,accuracy, a row for each recorded step.
        """,
      forms: [
        Form("curve", [.word("curve"), .slot(Slot("path", "\"f.csv\"", .path(.write(["csv"]))))]),
        Form("session", [.word("session"), .slot(Slot("path", "\"f.nn\"", .path(.write(["nn"]))))]),
        Form(
          "model",
          [
            .slot(Slot("path", "\"m.safetensors\"", .path(.write(["safetensors"])))),
            .optional([.word("with"), .word("optimizer", key: "optimizer")]),
          ]),
      ],
      examples: [
        Example("save \"xor.safetensors\"", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
        Example(
          "save \"xor.safetensors\" with optimizer",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 10 steps"),
        Example("save curve \"xor.csv\"", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 100 steps"),
        Example("save session \"mine.nn\"", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["load", "plot", "record"])
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let path = call.arguments.text("path") else { return }
    let range = call.arguments.range("path") ?? call.range
    switch call.form {
    case "curve": try session.write(try session.curveFile(at: call.range), to: path, at: range)
    case "session": try session.write(try session.sessionFile(at: call.range), to: path, at: range)
    default:
      try session.write(
        try session.modelFile(withOptimizer: call.arguments.has("optimizer"), at: call.range), to: path, at: range)
      session.unsaved.remove(session.state.description.current)
    }
    session.note("\(path) is written")
  }
}
