import NNScript
import NNText

/// `step [N]`: forward, backward and update, N times.
struct Step: SessionCommand {
  var signature: Signature {
    Signature(
      "step", group: .training,
      summary: Wording(
        en: "training steps by hand: forward, backward and update with their numbers",
        ko: "손으로 하는 학습 스텝: 순전파, 역전파, 갱신을 수와 함께"),
      details: Wording(
        en: "Without N one step. The same as `train N steps`, bit for bit, with every number shown and no run kept.",
        ko: """
          N을 쓰지 않으면 한 스텝입니다. `train N steps`와 비트 하나까지 같지만, 모든 수를 보여 주고 학습 \
          기록(run)은 남기지 않습니다.
          """),
      forms: [Form("step", [.optional([.slot(.count("count", called: Wording(en: "number of steps", ko: "스텝 수")))])])],
      examples: [Example("step", setup: ByHandExample.setup), Example("step 2", setup: ByHandExample.setup)],
      seeAlso: ["forward", "backward", "update", "train"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let start = session.state.model?.step ?? 0
    do throws(Stop) {
      for _ in 0..<(call.arguments.integer("count") ?? 1) {
        try session.checkInterrupts()
        try session.forward(row: nil, at: call.range, rowRange: nil)
        try session.backward(at: call.range)
        try session.update(at: call.range)
      }
    } catch {
      // Some of the steps were done, and of the last perhaps a part.
      let steps = (session.state.model?.step ?? 0) - start
      let part =
        switch session.state.handPass?.stage {
        case .forward?: ["forward"]
        case .backward?: ["forward", "backward"]
        case nil: [String]()
        }
      session.trace?.replaceCurrent(by: (steps > 0 ? ["step \(steps)"] : []) + part)
      throw error
    }
  }
}
