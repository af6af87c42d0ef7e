import NNPlot
import NNScript
import NNText
import NeuralNetwork

/// `plot loss|accuracy|runs|gradients|boundary|network|weights K|activation ACT|confusion|images [log] [to FILE]`.
struct Plot: SessionCommand {
  var signature: Signature {
    let trained = "data xor\nlayer 3 tanh\noutput 1 sigmoid\ntrain 200 steps as first\ntrain 200 steps as second"
    let moons = "data moons\nlayer 4 tanh\noutput 1 sigmoid\ntrain 5 epochs"
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
      forms: Picture.allCases.map { Form($0.rawValue, $0.patterns) },
      examples: [
        Example("plot loss", setup: trained), Example("plot runs loss log", setup: trained),
        Example("plot runs accuracy to \"runs.svg\"", setup: trained),
        Example("plot gradients", setup: "data xor\nlayer 5 sigmoid times 4\noutput 1 sigmoid"),
        Example("plot boundary", setup: moons), Example("plot network", setup: trained),
        Example("plot weights 1", setup: trained), Example("plot activation leaky_relu alpha 0.2"),
        Example("plot confusion", setup: moons), Example("plot images", setup: "data digits"),
      ],
      seeAlso: ["train", "record", "save", "gradients", "histogram"], traits: .looks)
  }

  /// The word after `plot`.
  private enum Picture: String, CaseIterable {
    case loss, accuracy, runs, gradients, boundary, network, weights, activation, confusion, images

    var patterns: [Pattern] {
      let target: [Pattern] = [.word("to"), .slot(Slot("path", "\"f.svg\"", .path(.write(["svg", "png", "csv"]))))]
      let measure = Pattern.optional([.oneOf([[.word("loss")], [.word("accuracy")]])])
      let curve = Pattern.options([[.word("log")], target])
      return [.word(rawValue)]
        + {
          switch self {
          case .loss, .accuracy, .gradients: [curve]
          case .runs: [measure, curve]
          case .weights: [.slot(.layer()), .optional(target)]
          case .activation: [.slot(.activation), .optional(target)]
          case .boundary, .network, .confusion, .images: [.optional(target)]
          }
        }()
    }
  }

  func plan(_ call: Invocation, on description: inout Description) throws(Diagnostic) {
    guard let picture = Picture(rawValue: call.form) else { return }
    switch picture {
    case .gradients, .boundary, .confusion: try description.planLook(at: call.range)
    case .network: if description.isReached { _ = try description.knownNetwork(at: call.range) }
    case .weights:
      guard let layer = call.arguments.integer("layer") else { return }
      if description.isReached { _ = try description.knownNetwork(at: call.range) }
      try description.planLayer(layer, needsWeights: true, at: call.arguments.range("layer") ?? call.range)
    case .loss, .accuracy, .runs, .activation, .images: break
    }
  }

  func run(_ call: Invocation, in session: Session) throws(Stop) {
    guard let picture = Picture(rawValue: call.form) else { return }
    let chart = try chart(picture, call, in: session)
    try session.draw(chart, to: call.arguments.text("path"), at: call.arguments.range("path") ?? call.range)
  }

  private func chart(_ picture: Picture, _ call: Invocation, in session: Session) throws(Stop) -> any Chart {
    let isLogarithmic = call.arguments.has("log")
    switch picture {
    case .loss, .accuracy:
      return try session.lastRunChart(picture.rawValue, isLogarithmic: isLogarithmic, at: call.range)
    case .runs:
      return try session.runsChart(
        call.arguments.has("accuracy") ? "accuracy" : "loss", isLogarithmic: isLogarithmic, at: call.range)
    case .gradients: return try session.gradientProfile(at: call.range).bars(isLogarithmic: isLogarithmic)
    case .boundary: return try session.boundaryChart(at: call.range)
    case .network: return try session.networkChart(at: call.range)
    case .weights: return try session.weightsChart(layer: call.arguments.integer("layer") ?? 1, at: call.range)
    case .activation: return (call.arguments.activation ?? .linear).chart
    case .confusion: return try session.confusionChart(at: call.range)
    case .images: return try session.imagesChart(at: call.range)
    }
  }
}

/// `plot network|weights K|confusion|images`.
extension Session {
  func networkChart(at range: SourceRange) throws(Stop) -> NetworkChart {
    let model = try drawnModel(at: range)
    let network = model.network
    let shapes = (try? network.shapes()) ?? []
    guard network.blocks.isEmpty,
      network.layers.allSatisfy({
        switch $0.kind {
        case .dense, .dropout, .flatten: true
        default: false
        }
      }), let input = shapes.first
    else {
      throw .failed(
        Diagnostic(
          .noPicture,
          Wording(
            en: "a network is drawn of dense layers; this model has others",
            ko: "신경망 그림은 dense 층으로 그리는데 이 모델에는 다른 층이 있습니다"), at: range,
          help: Wording(
            en: "`show model` lists them, `plot weights K` draws the weights of one",
            ko: "`show model`로 층을 볼 수 있고 `plot weights K`로 한 층의 가중치를 그릴 수 있습니다")))
    }
    var layers = [NetworkChart.Layer("input", units: input.count)]
    for (index, layer) in network.layers.enumerated() {
      guard let weight = model.layout.tensor(.weight, ofLayer: index) else { continue }
      layers.append(
        NetworkChart.Layer(
          layer.activation.kind == .linear ? "layer \(index + 1)" : layer.activation.kind.rawValue,
          units: weight.shape[0],
          weights: (0..<weight.shape[0]).map { unit in
            (0..<weight.inputs).map { model.parameters[weight.offset + unit * weight.inputs + $0] }
          }))
    }
    return NetworkChart(title: "model \(state.workspace.description.current) at step \(model.step)", layers: layers)
  }

  /// - Parameter layer: from 1.
  func weightsChart(layer: Int, at range: SourceRange) throws(Stop) -> any Chart {
    let model = try drawnModel(at: range)
    guard layer <= model.network.layers.count else {
      throw .failed(.noSuchLayer(layer, of: model.network.layers.count, at: range))
    }
    guard let weight = model.layout.weight(ofLayer: layer - 1) else {
      throw .failed(.noWeights(layer, model.network.layers[layer - 1].name, at: range))
    }
    let numbers = (0..<weight.shape[0]).map { unit in
      (0..<max(1, weight.inputs)).map { model.parameters[weight.offset + unit * weight.inputs + $0] }
    }
    let title = "weights of layer \(layer) (\(model.network.layers[layer - 1].name)) at step \(model.step)"
    if let width = imageWidth(before: layer - 1, model, weight) {
      let largest = max(numbers.joined().filter(\.isFinite).map { abs($0) }.max() ?? 0, .leastNormalMagnitude)
      return ImagesChart(
        title: title + ", a picture a unit", isSigned: true,
        pictures: numbers.prefix(Self.pictureLimit).enumerated().map { unit, row in
          ImagesChart.Picture("unit \(unit + 1)", width: width, pixels: row.map { $0 / largest })
        })
    }
    return MatrixChart(
      title: title, rowLabel: "unit", columnLabel: "input", rowNames: numbers.indices.map { String($0 + 1) },
      columnNames: numbers[0].indices.map { String($0 + 1) }, scale: .signed, values: numbers)
  }

  /// Pictures side by side, at most.
  private static let pictureLimit = 12

  /// Of a dense layer that looks at gray images, and of a convolution's filters over one channel: columns of a picture.
  private func imageWidth(before layer: Int, _ model: ModelState, _ weight: Tensor) -> Int? {
    guard let input = try? model.network.shapes()[layer] else { return nil }
    switch model.network.layers[layer].kind {
    case .conv2d where weight.shape.count == 4 && weight.shape[1] == 1: return weight.shape[3]
    case .dense:
      let before = model.network.layers.prefix(layer)
      guard before.allSatisfy({ if case .flatten = $0.kind { true } else { false } }),
        let image = layer == 0 ? input : (try? model.network.shapes().first), image.isImage, image.channels == 1
      else { return nil }
      return image.dimensions[1]
    default: return nil
    }
  }

  /// Of the test part where there is one, else validation, else training.
  func confusionChart(at range: SourceRange) throws(Stop) -> MatrixChart {
    let data = try preparedData(for: try resolvedNetwork(at: range), at: range)
    let part = data.test != nil ? "test" : data.validation != nil ? "validation" : "train"
    let (evaluation, samples) = try evaluation(of: part, at: range)
    guard let decision = state.workspace.description.decision, let names = state.workspace.description.classNames else {
      throw .failed(
        Diagnostic(
          .noPicture,
          Wording(en: "a confusion table needs classes, these targets are numbers", ko: "혼동 행렬에는 클래스가 필요한데 정답이 수입니다"),
          at: range,
          help: Wording(en: "plot boundary, or eval", ko: "plot boundary나 eval을 쓰세요")))
    }
    let counts = evaluation.confusion(of: samples, decision).counts
    let known = names + (0..<max(0, counts.count - names.count)).map { "class \(names.count + $0)" }
    return MatrixChart(
      title: "\(part) part: \(CountText.number(samples.rows)) rows, accuracy "
        + NumberFormat.rounded(evaluation.accuracy(of: samples, decision), digits: 4),
      rowLabel: "class", columnLabel: "taken for", rowNames: Array(known.prefix(counts.count)),
      columnNames: Array(known.prefix(counts.count)), scale: .counts, values: counts.map { $0.map(Double.init) })
  }

  /// The first rows of image data with their classes.
  func imagesChart(at range: SourceRange) throws(Stop) -> ImagesChart {
    guard let dataset = state.workspace.dataset else { throw .failed(.missingData(at: range)) }
    let shape = dataset.shape
    guard shape.isImage, shape.channels == 1 else {
      throw .failed(
        Diagnostic(
          .noPicture,
          Wording(
            en: "data \(dataset.name) are no gray images: a row has the shape \(shape)",
            ko: "데이터 \(dataset.name)에는 흑백 이미지가 없습니다. 한 행의 모양이 \(shape)입니다"), at: range,
          help: Wording(
            en: "data digits and data fashion_mnist are images", ko: "data digits와 data fashion_mnist가 이미지입니다")))
    }
    let rows = (0..<min(dataset.rows, Self.pictureLimit)).map { row -> ImagesChart.Picture in
      let input = dataset.input(row).map { Double($0) }
      let largest = max(input.max() ?? 0, .leastNormalMagnitude)
      var name = "row \(row + 1)"
      if case .classes(let names, let indices) = dataset.targets { name += ": \(names[indices[row]])" }
      return ImagesChart.Picture(name, width: shape.dimensions[1], pixels: input.map { $0 / largest })
    }
    return ImagesChart(title: "the first \(rows.count) rows of \(dataset.name)", pictures: rows)
  }
}
