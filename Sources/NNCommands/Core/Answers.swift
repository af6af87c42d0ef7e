import NNScript
import NNText
import NeuralNetwork

/// What the prompt answers to statements that change data or model, and the settings that a first training says.
extension Session {
  /// What the prompt answers to each `layer`: the shape and the parameter count so far.
  func answerWithShape() {
    if let warning = state.workspace.description.memoryWarning { log(.warning, warning) }
    guard console.isInteractive else { return }
    let model = state.workspace.description.model
    guard let network = state.workspace.description.resolved, let shapes = try? network.shapes(),
      let layout = try? ParameterLayout(network)
    else {
      let count = model.network.layers.count
      return log(
        .hint,
        Wording(
          en: "\(count) layer\(count == 1 ? "" : "s"); the input is not known before data",
          ko: "층 \(count)개. 입력은 데이터를 정해야 알 수 있습니다"))
    }
    let (sizes, count) = (shapes.map(\.description).joined(separator: " → "), CountText.number(layout.count))
    log(
      .hint,
      Wording(
        en: "\(sizes), \(count) parameter\(layout.count == 1 ? "" : "s")", ko: "\(sizes), 매개변수 \(count)개"))
  }

  /// What the prompt answers to the end of a residual block.
  func answerWithBlock() {
    guard console.isInteractive,
      let block = state.workspace.description.model.network.blocks.last(where: { block in
        block.layers.upperBound == state.workspace.description.model.network.layers.count
      })
    else { return }
    let (first, last) = (block.layers.lowerBound + 1, block.layers.upperBound)
    log(
      .hint,
      first == last
        ? Wording(en: "layer \(first) is a residual block", ko: "\(first)층이 잔차 블록입니다")
        : Wording(en: "layers \(first) to \(last) are a residual block", ko: "\(first)층부터 \(last)층까지가 잔차 블록입니다"))
  }

  /// What the prompt answers to `data`.
  func answerWithData() {
    guard console.isInteractive, let data = state.workspace.description.data else { return }
    let rows = CountText.number(data.rows)
    log(
      .hint,
      Wording(
        en: "\(data.name): \(rows) rows, \(data.input) inputs, \(data.targetText)",
        ko: "\(data.name): \(rows)행, 입력 \(data.input)\(data.input.dimensions.count == 1 ? "개" : ""), \(data.targetText)"
      ))
  }

  /// Every setting the user did not give, once, before the first training: a paragraph that can be overlooked.
  func showDefaultsOnce() {
    guard !state.settingsAreShown else { return }
    state.settingsAreShown = true
    let defaults = state.workspace.description.settingLines.filter { !$0.isGiven }.map { $0.shown[options.language] }
    guard !defaults.isEmpty else { return }
    let text = Wording(en: "(default) ", ko: "(기본값) ")[options.language] + defaults.joined(separator: "; ")
    for line in DisplayWidth.wrap(text, to: min(100, console.width)) { log(.info, line) }
  }
}
