import NNPlot
import NNScript
import NNText
import NeuralNetwork

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
    return NetworkChart(title: "model \(state.description.current) at step \(model.step)", layers: layers)
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
    guard let decision = state.description.decision, let names = state.description.classNames else {
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
    guard let dataset = state.dataset else { throw .failed(.missingData(at: range)) }
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
