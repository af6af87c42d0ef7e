import Glibc
import NeuralNetwork

/// A pass as it is worked on paper: from printed numbers to printed numbers.
///
/// Every number has the digits it is printed with, and every result is computed from such numbers, so that a pocket
/// calculator finds what stands there, to the last digit. The network itself keeps more digits and differs by about one
/// unit of the last printed one. What is not a plain sum, product or function of printed numbers (a convolution, a
/// batchnorm) is the network's own number, rounded.
struct PaperPass {
  private(set) var parameters: [Double] = []
  /// What goes into each layer, rows × numbers; one more than there are layers.
  private(set) var passed: [[Double]] = []
  private(set) var layers: [LayerPass] = []
  /// f′(z) of each layer where it is a factor of its own, else empty.
  private(set) var slopes: [[Double]] = []
  private(set) var gradients: [Double] = []
  private(set) var loss = 0.0
  /// How far z, a and the loss are from the network's own, at most.
  private(set) var deviation = 0.0

  /// Passes of more numbers than this are cut in print: nobody works them out again.
  private static let limit = 20_000

  /// Blank.
  init() {}

  /// - Parameter passed: what goes into each layer in the network.
  init(_ sheet: HandSheet, passed: [[Double]]) {
    let pass = sheet.pass
    parameters = sheet.model.parameters.doubles
    self.passed = passed
    layers = pass.layers
    slopes = pass.layers.indices.map { layer in
      Self.hasSlope(sheet, layer)
        ? pass.layers[layer].sums.map { sheet.layers[layer].activation.derivative($0) } : []
    }
    gradients = pass.gradients
    loss = pass.loss
    let numbers = layers.reduce(parameters.count) { $0 + $1.sums.count }
    guard numbers <= Self.limit, pass.loss.isFinite else { return }
    parameters = parameters.map(Self.printed)
    self.passed[0] = passed[0].map(Self.printed)
    for layer in layers.indices { goForward(layer, sheet) }
    loss = sum(of: sheet)
    deviation = max(deviation, abs(loss - pass.loss))
    for layer in layers.indices.reversed() { goBack(layer, sheet) }
  }

  /// As ``NumberFormat/display(_:)`` prints it: 7 significant digits.
  static func printed(_ value: Double) -> Double {
    guard value.isFinite, value != 0, value != value.rounded() || abs(value) >= 1e15 else { return value }
    let exponent = 6 - log10(abs(value)).rounded(.down)
    // Powers of ten beyond these have no exact inverse; such numbers are far from what is worked by hand.
    guard abs(exponent) <= 22 else { return value }
    let scale = pow(10, abs(exponent))
    return exponent >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  }

  /// A sum in which what cancels leaves 0, as decimal numbers do, and not the dust of binary ones.
  private static func total(_ terms: [Double]) -> Double {
    let sum = terms.reduce(0, +)
    return abs(sum) < 1e-13 * terms.reduce(0) { $0 + abs($1) } ? 0 : sum
  }

  /// Softmax takes a whole layer and prelu's slope is learned.
  private static func hasSlope(_ sheet: HandSheet, _ layer: Int) -> Bool {
    let kind = sheet.layers[layer].activation.kind
    return ![.linear, .softmax, .prelu].contains(kind) && !(sheet.isPaired && layer == sheet.layers.count - 1)
  }

  /// A result, printed; the network's own where they lie on two sides of 0, for there a relu has its kink.
  private static func result(_ value: Double, beside own: Double) -> Double {
    let result = printed(value)
    return (result > 0) == (own > 0) && result.isFinite ? result : printed(own)
  }

  private mutating func goForward(_ layer: Int, _ sheet: HandSheet) {
    let (own, description) = (sheet.pass.layers[layer], sheet.layers[layer])
    let (width, inputs) = (own.width, sheet.inputs(of: layer))
    let x = passed[layer]
    for place in own.sums.indices {
      let (row, unit) = (place / width, place % width)
      var sum = own.sums[place]
      if let (weight, bias) = sheet.dense(layer) {
        let first = weight.offset + unit * inputs
        sum = Self.total(
          (0..<inputs).map { parameters[first + $0] * x[row * inputs + $0] }
            + (bias.map { [parameters[$0.offset + unit]] } ?? []))
      } else if case .dropout(let dropout) = description.kind {
        sum = own.sums[place] == 0 ? 0 : x[place] / (1 - dropout.share)
      }
      layers[layer].sums[place] = Self.result(sum, beside: own.sums[place])
    }
    let z = layers[layer].sums
    switch description.activation.kind {
    case .linear: layers[layer].outputs = z
    case .prelu: layers[layer].outputs = own.outputs.map(Self.printed)
    case .softmax:
      for row in sheet.rows.indices {
        let places = row * width..<(row + 1) * width
        let largest = z[places].max() ?? 0
        let total = z[places].reduce(0) { $0 + exp($1 - largest) }
        for place in places { layers[layer].outputs[place] = Self.printed(exp(z[place] - largest) / total) }
      }
    default:
      for place in z.indices {
        layers[layer].outputs[place] = Self.result(description.activation.value(z[place]), beside: own.outputs[place])
      }
    }
    if !slopes[layer].isEmpty { slopes[layer] = z.map { Self.printed(description.activation.derivative($0)) } }
    passed[layer + 1] = sheet.model.network.blocksEnded(at: layer).reduce(layers[layer].outputs) { sum, block in
      zip(sum, passed[sheet.model.network.blocks[block].layers.lowerBound]).map { Self.printed($0 + $1) }
    }
    for (paper, network) in zip(z + layers[layer].outputs, own.sums + own.outputs) where network.isFinite {
      deviation = max(deviation, abs(paper - network))
    }
  }

  /// What the loss reads of a row.
  private func read(_ row: Int, _ sheet: HandSheet) -> [Double] {
    guard let last = layers.last else { return [] }
    return Array((sheet.isPaired ? last.sums : last.outputs)[row * last.width..<(row + 1) * last.width])
  }

  private func targets(_ row: Int, _ sheet: HandSheet) -> [Double] {
    (0..<sheet.samples.outputs).map { Self.printed(sheet.target(row, $0)) }
  }

  private func sum(of sheet: HandSheet) -> Double {
    let sum = sheet.rows.indices.reduce(0) { $0 + sheet.loss.value(read($1, sheet), targets($1, sheet)) }
    return sum.isFinite ? Self.printed(sum / Double(sheet.divisor)) : sheet.pass.loss
  }

  private mutating func goBack(_ layer: Int, _ sheet: HandSheet) {
    let own = sheet.pass.layers[layer]
    layers[layer].outputGradients = arriving(layer, sheet)
    let da = layers[layer].outputGradients
    if layer == layers.count - 1 && sheet.isPaired {
      let divisor = Double(sheet.divisor)
      layers[layer].sumGradients = sheet.rows.indices.flatMap { row in
        guard sheet.loss.definition.isCrossEntropy else {
          return sheet.loss.gradient(read(row, sheet), targets(row, sheet)).map { Self.printed($0 / divisor) }
        }
        // h − y of the h that is printed.
        return zip(layers[layer].outputs[row * own.width..<(row + 1) * own.width], targets(row, sheet)).map {
          Self.printed(($0 - $1) / divisor)
        }
      }
    } else if !slopes[layer].isEmpty {
      layers[layer].sumGradients = zip(da, slopes[layer]).map { Self.printed($0 * $1) }
    } else if sheet.layers[layer].activation.kind == .linear, !isOther(sheet.layers[layer]) {
      layers[layer].sumGradients = da
    } else {
      layers[layer].sumGradients = own.sumGradients.map(Self.printed)
    }
    for tensor in sheet.model.layout.tensors where tensor.layer == layer {
      for place in tensor.range { gradients[place] = Self.printed(sheet.pass.gradients[place]) }
    }
    guard let (weight, bias) = sheet.dense(layer) else { return }
    let (dz, x, inputs) = (layers[layer].sumGradients, passed[layer], weight.inputs)
    for unit in 0..<own.width {
      func sum(_ factor: (_ row: Int) -> Double) -> Double {
        Self.printed(Self.total(sheet.rows.indices.map { dz[$0 * own.width + unit] * factor($0) }))
      }
      for input in 0..<inputs { gradients[weight.offset + unit * inputs + input] = sum { x[$0 * inputs + input] } }
      if let bias { gradients[bias.offset + unit] = sum { _ in 1 } }
    }
  }

  /// Layers without an activation whose numbers are not what comes in times something printed.
  private func isOther(_ layer: Layer) -> Bool {
    if case .dense = layer.kind { false } else { true }
  }

  /// dL/da of a layer.
  private func arriving(_ layer: Int, _ sheet: HandSheet) -> [Double] {
    let own = sheet.pass.layers[layer]
    guard !own.outputGradients.isEmpty else { return [] }
    guard layer + 1 < layers.count else {
      let divisor = Double(sheet.divisor)
      return sheet.rows.indices.flatMap { row in
        sheet.loss.gradient(read(row, sheet), targets(row, sheet)).map { Self.printed($0 / divisor) }
      }
    }
    guard let weight = sheet.denseBehind(layer) else { return own.outputGradients.map(Self.printed) }
    let (units, inputs, dz) = (weight.shape[0], weight.inputs, layers[layer + 1].sumGradients)
    return own.outputGradients.indices.map { place in
      let (row, unit) = (place / own.width, place % own.width)
      return Self.printed(
        Self.total((0..<units).map { parameters[weight.offset + $0 * inputs + unit] * dz[row * units + $0] }))
    }
  }
}
