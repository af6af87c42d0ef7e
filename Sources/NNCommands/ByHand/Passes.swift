import NNScript
import NNText
import NeuralNetwork

/// `forward [row I]`: the first third of a step, with its numbers.
struct Forward: SessionCommand {
  var signature: Signature {
    Signature(
      "forward", group: .training,
      summary: Wording(
        en: "one forward pass by hand: sums and activations, layer by layer", ko: "손으로 하는 순전파 한 번: 층마다 가중합과 활성화 값"),
      details: Wording(
        en: """
          Takes the rows of the next step, or row I alone as `show row` counts. `z` is the sum before the activation, \
          `a` what the layer gives. Numbers have 7 significant digits: a pocket calculator finds the first 5 again. \
          On a terminal Enter goes on to the next layer; a script without a `mode` gets one JSON object a line.
          """,
        ko: """
          다음 스텝에 쓸 행들을 넣습니다. `row I`를 쓰면 `show row`가 세는 순서로 I행 하나만 \
          넣습니다. `z`는 활성화 함수에 들어가기 전의 가중합이고 `a`는 층이 내놓는 값입니다. 수는 유효숫자 \
          7자리로 나오며, 계산기로 따라 계산하면 앞의 5자리가 그대로 나옵니다. 터미널에서는 Enter를 누르면 \
          다음 층으로 넘어갑니다. 스크립트에서는 `mode`를 정하지 않으면 한 줄에 JSON 객체 하나씩 나옵니다.
          """),
      forms: [
        Form(
          "forward",
          [.optional([.word("row"), .slot(.count("row", "I", called: Wording(en: "row number", ko: "행 번호")))])])
      ],
      examples: [
        Example("forward", setup: ByHandExample.setup),
        Example("mode table\nforward row 2", setup: ByHandExample.setup),
      ], seeAlso: ["backward", "update", "step", "explain"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    try session.forward(
      row: call.arguments.integer("row"), at: call.range, rowRange: call.arguments.range("row"))
  }
}

/// What the pages of a pass by hand show it on.
enum ByHandExample {
  static let setup = "data xor\nlayer 2 tanh\noutput 1 sigmoid\nseed 1\noptimizer sgd rate 0.5"
}

/// `backward`: the gradients of the last `forward`.
struct Backward: SessionCommand {
  var signature: Signature {
    Signature(
      "backward", group: .training,
      summary: Wording(
        en: "one backward pass by hand: the gradients of the last `forward`",
        ko: "손으로 하는 역전파 한 번: 마지막 `forward`의 기울기(gradient)"),
      details: Wording(
        en: """
          From the last layer to the first: dL/da, dL/dz = dL/da f'(z), and the gradient of every weight, summed over \
          the rows. A training, or a change of the model since `forward`, is an error.
          """,
        ko: """
          마지막 층에서 첫 층으로 거슬러 올라갑니다: dL/da, dL/dz = dL/da f'(z), 그리고 가중치마다 모든 행에 \
          걸쳐 더한 기울기(gradient). `forward` 뒤에 학습을 했거나 모델을 바꾸었으면 오류입니다.
          """),
      forms: [Form("backward", [])],
      examples: [Example("forward\nbackward", setup: ByHandExample.setup)],
      seeAlso: ["forward", "update", "explain", "gradients"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planPass(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.backward(at: call.range) }
}

/// `update`: the optimizer follows the gradients of the last `backward`.
struct Update: SessionCommand {
  var signature: Signature {
    Signature(
      "update", group: .training,
      summary: Wording(
        en: "one update by hand: the optimizer follows the last `backward`",
        ko: "손으로 하는 갱신 한 번: 옵티마이저가 마지막 `backward`를 따릅니다"),
      details: Wording(
        en: """
          Shows each weight, its gradient, what the optimizer remembers, and the new weight. `forward`, `backward`, \
          `update` together equal `train 1 steps`, bit for bit, but make no run.
          """,
        ko: """
          가중치마다 기울기(gradient), 옵티마이저가 기억하는 값, 새 가중치를 보여 줍니다. `forward`, \
          `backward`, `update`를 차례로 하면 `train 1 steps`와 비트 하나까지 같지만 학습 기록(run)은 남지 \
          않습니다.
          """),
      forms: [Form("update", [])],
      examples: [Example("forward\nbackward\nupdate", setup: ByHandExample.setup)],
      seeAlso: ["forward", "backward", "step", "optimizer"])
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    try description.planTraining(at: call.range)
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) { try session.update(at: call.range) }
}

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
    let start = session.state.workspace.model?.step ?? 0
    do throws(Stop) {
      for _ in 0..<(call.arguments.integer("count") ?? 1) {
        try session.checkInterrupts()
        try session.forward(row: nil, at: call.range, rowRange: nil)
        try session.backward(at: call.range)
        try session.update(at: call.range)
      }
    } catch {
      // Some of the steps were done, and of the last perhaps a part.
      let steps = (session.state.workspace.model?.step ?? 0) - start
      let part =
        switch session.state.handPass?.stage {
        case .forward?: ["forward"]
        case .backward?: ["forward", "backward"]
        case nil: [String]()
        }
      session.journal.trace?.replaceCurrent(by: (steps > 0 ? ["step \(steps)"] : []) + part)
      throw error
    }
  }
}
