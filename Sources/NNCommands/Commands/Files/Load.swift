import NNScript
import NeuralNetwork

/// `load "m.safetensors"`, `load weights "m.safetensors"`.
struct Load: SessionCommand {
  var signature: Signature {
    let path = Slot("path", "\"m.safetensors\"", .path(.read(["safetensors"])))
    return Signature(
      "load", group: .files, summary: "read a model, or only its weights",
      details: """
        `load` rebuilds the saved model under the current model's name, at step 0, or where it stood if it was saved \
        `with optimizer`; data stay. `load weights` fills the \
        current model: every tensor's name and shape must match.
        """,
      forms: [Form("weights", [.word("weights"), .slot(path)]), Form("model", [.slot(path)])],
      examples: [
        Example(
          "load \"xor.safetensors\"", setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\nsave \"xor.safetensors\""),
        Example(
          "load weights \"xor.safetensors\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\nsave \"xor.safetensors\""),
      ],
      seeAlso: ["save", "show"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "model" {
      // What the file holds is known only when it is read.
      description.forgetShapes()
    } else if let network = description.resolved {
      description.model.touch(network)
    }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let path = call.arguments.text("path") else { return }
    let range = call.arguments.range("path") ?? call.range
    if call.form == "weights" {
      try session.loadWeights(path, at: range)
    } else {
      try session.loadModel(path, at: range)
    }
  }
}
