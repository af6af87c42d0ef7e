import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// `plot loss|accuracy|runs|gradients|boundary|network|weights K|activation ACT|confusion|images [log] [to FILE]`.
struct Plot: SessionCommand {
  var signature: Signature {
    let trained = "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 200 steps as first\ntrain 200 steps as second"
    let moons = "data moons\nlayer 4 tanh\noutput 1 sigmoid\ntrain 5 epochs"
    let measure = Pattern.optional([.oneOf([[.word("loss")], [.word("accuracy")]])])
    return Signature(
      "plot", group: .looking,
      summary: Wording(en: "draw curves and pictures in the terminal or into a file", ko: "곡선과 그림을 터미널이나 파일에 그립니다"),
      details: Wording(
        en: """
          `loss` and `accuracy` draw the last run (with the validation part where there is one), `runs` all runs \
          together, `gradients` a bar a layer. `boundary` shows what the model decides over two inputs (or its curve \
          over one), `network` the weights as lines, `weights K` those of a layer as squares, `activation` a function \
          with its derivative, `confusion` which class is taken for which, `images` the first rows of image data. \
          `log` makes the value axis logarithmic; `to` writes an SVG or PNG picture, or the numbers as CSV.
          """,
        ko: """
          `loss`와 `accuracy`는 마지막 학습 기록(run)을 그리고(검증 데이터가 있으면 함께), `runs`는 모든 \
          학습 기록을 한데, `gradients`는 층마다 막대 하나를 그립니다. `boundary`는 두 입력 위에서 모델이 \
          어떻게 판단하는지를(입력이 하나이면 곡선을), `network`는 가중치를 선으로, `weights K`는 한 층의 \
          가중치를 네모로, `activation`은 함수와 그 도함수를, `confusion`은 어느 클래스를 어느 클래스로 \
          판단하는지를, `images`는 이미지 데이터의 처음 몇 행을 그립니다. `log`를 쓰면 값의 축이 로그 \
          눈금이 되고, `to`를 쓰면 SVG나 PNG 그림을, 또는 그 수를 CSV로 파일에 씁니다.
          """),
      forms: [
        Form("loss", [.word("loss")] + Self.curve), Form("accuracy", [.word("accuracy")] + Self.curve),
        Form("runs", [.word("runs"), measure] + Self.curve), Form("gradients", [.word("gradients")] + Self.curve),
        Form("boundary", [.word("boundary")] + Self.picture), Form("network", [.word("network")] + Self.picture),
        Form("weights", [.word("weights"), .slot(.layer())] + Self.picture),
        Form("activation", [.word("activation"), .slot(.activation)] + Self.picture),
        Form("confusion", [.word("confusion")] + Self.picture), Form("images", [.word("images")] + Self.picture),
      ],
      examples: [
        Example("plot loss", setup: trained), Example("plot runs loss log", setup: trained),
        Example("plot runs accuracy to \"runs.svg\"", setup: trained),
        Example("plot gradients", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid"),
        Example("plot boundary", setup: moons), Example("plot network", setup: trained),
        Example("plot weights 1", setup: trained), Example("plot activation leaky_relu alpha 0.2"),
        Example("plot confusion", setup: moons), Example("plot images", setup: "data digits"),
      ],
      seeAlso: ["train", "record", "save", "gradients", "histogram"])
  }

  private static let target: [Pattern] = [
    .word("to"), .slot(Slot("path", "\"f.svg\"", .path(.write(["svg", "png", "csv"])))),
  ]
  private static let curve: [Pattern] = [.options([[.word("log")], target])]
  private static let picture: [Pattern] = [.optional(target)]

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    switch call.form {
    case "gradients", "boundary", "confusion": try description.planLook(at: call.range)
    case "network": if description.isReached { _ = try description.knownNetwork(at: call.range) }
    case "weights":
      guard let layer = call.arguments.integer("layer") else { return }
      if description.isReached { _ = try description.knownNetwork(at: call.range) }
      try description.planLayer(layer, needsWeights: true, at: call.arguments.range("layer") ?? call.range)
    default: break
    }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    let chart = try chart(call, in: session)
    try session.draw(chart, to: call.arguments.text("path"), at: call.arguments.range("path") ?? call.range)
  }

  private func chart(_ call: Invocation, in session: Session) throws(Stop) -> any Chart {
    let isLogarithmic = call.arguments.has("log")
    switch call.form {
    case "gradients": return try session.gradientProfile(at: call.range).bars(isLogarithmic: isLogarithmic)
    case "runs":
      return try session.runsChart(
        call.arguments.has("accuracy") ? "accuracy" : "loss", isLogarithmic: isLogarithmic, at: call.range)
    case "boundary": return try session.boundaryChart(at: call.range)
    case "network": return try session.networkChart(at: call.range)
    case "weights": return try session.weightsChart(layer: call.arguments.integer("layer") ?? 1, at: call.range)
    case "activation": return (call.arguments.activation ?? .linear).chart
    case "confusion": return try session.confusionChart(at: call.range)
    case "images": return try session.imagesChart(at: call.range)
    default: return try session.lastRunChart(call.form, isLogarithmic: isLogarithmic, at: call.range)
    }
  }
}
