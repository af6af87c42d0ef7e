import NNScript
import NNText
import NeuralNetwork

/// `save "m.safetensors"`, `save curve "f.csv"`, `save session "f.nn"`.
struct Save: SessionCommand {
  var signature: Signature {
    Signature(
      "save", group: .files,
      summary: Wording(
        en: "write the model, the curve of the last run, or the session", ko: "모델, 마지막 학습의 곡선, 또는 세션을 파일에 씁니다"),
      details: Wording(
        en: """
          The model's file names and shapes its tensors as PyTorch's nn.Sequential does ([out, in]); its metadata \
          entry `nnsh` rebuilds the model on `load`, at step 0. `with optimizer` keeps step, epoch and what the \
          optimizer remembers too: after `load` the next `train` goes on bit for bit, given the same data and \
          settings. `save curve` writes step,loss,accuracy, a row for each recorded step.
          """,
        ko: """
          모델 파일의 텐서 이름과 모양(shape)은 PyTorch의 nn.Sequential과 같습니다([out, in]). `load`는 \
          메타데이터 항목 `nnsh`를 보고 모델을 스텝 0의 상태로 다시 만듭니다. `with optimizer`를 쓰면 \
          스텝, 에포크, 옵티마이저가 기억하는 값도 저장합니다. 데이터와 설정이 같으면 `load` 뒤의 `train`은 \
          비트 하나까지 똑같이 이어집니다. `save curve`는 기록한 스텝마다 step,loss,accuracy를 한 행씩 \
          씁니다.
          """),
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
      seeAlso: ["load", "plot", "record"], traits: .looks)
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    if call.form == "model" { try description.planAsk(at: call.range) }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let path = call.arguments.text("path") else { return }
    let range = call.arguments.range("path") ?? call.range
    switch call.form {
    case "curve": try session.write(try session.curveFile(at: call.range), to: path, at: range)
    case "session":
      try session.write(try session.sessionFile(at: call.range), to: path, at: range)
      session.warnOfLostCheckpoint(path)
    default:
      try session.write(
        try session.modelFile(withOptimizer: call.arguments.has("optimizer"), at: call.range), to: path, at: range)
      session.unsaved.remove(session.state.workspace.description.current)
    }
    session.log(.hint, Wording(en: "\(path) is written", ko: "\(path) 파일을 썼습니다"))
  }
}

/// `load "m.safetensors"`, `load weights "m.safetensors"`.
struct Load: SessionCommand {
  var signature: Signature {
    let path = Slot("path", "\"m.safetensors\"", .path(.read(["safetensors"])))
    return Signature(
      "load", group: .files, summary: Wording(en: "read a model, or only its weights", ko: "모델을, 또는 가중치만 읽습니다"),
      details: Wording(
        en: """
          `load` rebuilds the saved model under the current model's name, at step 0, or where it stood if it was saved \
          `with optimizer`; data stay, and the model finds its columns, words and classes in them by name. \
          `load weights` fills the current model: every tensor's name and shape must match. Where the file names its \
          columns and the data theirs, they too go together by name; else by position.
          """,
        ko: """
          `load`는 저장한 모델을 지금 모델의 이름으로 다시 만듭니다. 스텝 0에서 시작하며, `with optimizer`로 \
          저장한 것이면 저장한 스텝에서 이어집니다. 데이터는 그대로이고, 모델은 자기 열, 단어, 클래스를 \
          그 데이터에서 이름으로 찾습니다. `load weights`는 지금 모델의 가중치를 채웁니다. 모든 텐서의 이름과 \
          모양(shape)이 맞아야 합니다. 파일과 데이터에 열 이름이 모두 있으면 열도 이름으로 맞추고, 없으면 순서대로 \
          맞춥니다.
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
      description.model.markTrained(network)
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
