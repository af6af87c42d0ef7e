import NNScript
import NNText
import NeuralNetwork

/// `load "m.safetensors"`, `load weights "m.safetensors"`.
struct Load: SessionCommand {
  var signature: Signature {
    let path = Slot("path", "\"m.safetensors\"", .path(.read(["safetensors"])))
    return Signature(
      "load", group: .files, summary: Wording(en: "read a model, or only its weights", ko: "모델을, 또는 가중치만 읽습니다"),
      details: Wording(
        en: """
          `load` rebuilds the saved model under the current model's name, at step 0, or where it stood if it was saved \
          `with optimizer`; data stay. `load weights` fills the \
          current model: every tensor's name and shape must match.
          """,
        ko: """
          `load`는 저장한 모델을 지금 모델의 이름으로 다시 만듭니다. 스텝 0에서 시작하며, `with optimizer`로 \
          저장한 것이면 저장한 스텝에서 이어집니다. 데이터는 그대로입니다. `load weights`는 지금 모델의 \
          가중치를 채웁니다. 모든 텐서의 이름과 모양(shape)이 맞아야 합니다.
          """),
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
