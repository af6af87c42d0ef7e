import NNScript
import NNText

/// `resume "dir" [optional]`.
struct Resume: SessionCommand {
  var signature: Signature {
    Signature(
      "resume", group: .files,
      summary: Wording(en: "take up a training from its newest checkpoint", ko: "가장 새로운 체크포인트에서 학습을 이어 갑니다"),
      details: Wording(
        en: """
          The declared model must be the one that was trained; its weights, optimizer state and step become those of \
          the checkpoint, and `train more` finishes the training that was left, bit for bit as if it had never \
          stopped. Data and settings are the script's own: where they differ from those of the checkpoint, the shell \
          says so. With `optional` a folder without checkpoints is no error: the same script begins a training and \
          goes on with it.
          """,
        ko: """
          선언한 모델은 학습하던 모델과 같아야 합니다. 가중치, 옵티마이저 상태, 스텝은 체크포인트의 것이 \
          되고, `train more`는 멈춘 학습을 마칩니다. 그 결과는 한 번도 멈추지 않은 것과 비트 하나까지 \
          같습니다. 데이터와 설정은 스크립트의 것을 쓰며, 체크포인트와 다른 점이 있으면 알려 줍니다. \
          `optional`을 쓰면 체크포인트가 없는 폴더도 오류가 아니므로, 같은 스크립트로 학습을 시작하고 또 \
          이어 갈 수 있습니다.
          """),
      forms: [
        Form(
          "folder", [.slot(Slot("path", "\"dir\"", .path(.directory))), .optional([.word("optional")])])
      ],
      examples: [
        Example(
          "resume \"ck\"",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid\ncheckpoint \"ck\" every 10 epochs\ntrain 25 epochs"),
        Example(
          "resume \"ck\" optional\ntrain until epoch == 40 limit 40 epochs",
          setup: "data xor\nlayer 3 tanh\noutput 1 sigmoid"),
      ],
      seeAlso: ["checkpoint", "train", "load"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let network = description.resolved else { return }
    // With `optional` there may be nothing to go on from.
    if call.arguments.has("optional") { return description.model.touchPerhaps(network) }
    description.model.touch(network)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let folder = call.arguments.text("path") else { return }
    try session.resume(
      folder, isOptional: call.arguments.has("optional"), at: call.arguments.range("path") ?? call.range)
  }
}
