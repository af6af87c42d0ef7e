import CKernels

/// Looking without changing: evaluation and gradients.
extension FastEngine {
  package func evaluate(_ samples: Samples, rows: [Int32]?) -> Evaluation {
    let count = rows?.count ?? samples.rows
    let last = arena[plan.operations.count - 1]
    let width = last.out
    var evaluation = Evaluation(loss: 0, outputs: [], sums: [], units: width)
    evaluation.outputs.reserveCapacity(count * width)
    evaluation.sums.reserveCapacity(count * width)
    var total = 0.0
    withRows(samples, rows) { x, y, order, _ in
      for start in stride(from: 0, to: count, by: evaluatedRows) {
        let chunk = min(evaluatedRows, count - start)
        total += withUnsafePointer(to: arena.raw) { plan in
          withUnsafePointer(to: x) { nn_forward(plan, $0, y, order, start, chunk) }
        }
        evaluation.outputs += Self.rows(last.output, chunk, width)
        evaluation.sums += Self.rows(Self.sums(last), chunk, width)
      }
    }
    evaluation.loss = total / Double(configuration.loss.divisor(rows: count, outputs: width))
    return evaluation
  }

  package func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation {
    if !plan.stages.isEmpty { return plainly { $0.differentiate(samples, rows: rows) } }
    let count = rows?.count ?? samples.rows
    guard let space = try? Arena(plan, rows: count, inspects: true) else {
      // No memory for so many rows: every number is unknown.
      let unknown = LayerPass(width: 0, sums: [], outputs: [], outputGradients: [], sumGradients: [])
      return Differentiation(
        loss: .nan, gradients: Array(repeating: .nan, count: plan.layout.source.count),
        layers: configuration.network.layers.map { _ in unknown })
    }
    let total = withRows(samples, rows) { x, y, order, _ in
      withUnsafePointer(to: space.raw) { raw in
        let total = withUnsafePointer(to: x) { nn_forward(raw, $0, y, order, 0, count) }
        nn_backward(raw, count)
        return total
      }
    }
    var gradients = [Float](repeating: 0, count: plan.layout.source.count)
    plan.layout.read(plan.gradients.base, into: &gradients)
    let isPaired = space.raw.reads_sums
    let layers = configuration.network.layers.indices.map { index in
      let layer = space[index]
      let isLoss = isPaired && index == configuration.network.layers.count - 1
      return LayerPass(
        width: layer.out, sums: Self.rows(Self.sums(layer), count, layer.out),
        outputs: Self.rows(layer.output, count, layer.out),
        outputGradients: isLoss ? [] : Self.rows(layer.output_gradient, count, layer.out),
        sumGradients: Self.rows(layer.delta, count, layer.out))
    }
    let loss = total / Double(configuration.loss.divisor(rows: count, outputs: space.raw.outputs))
    return Differentiation(loss: loss, gradients: gradients.map { Double($0) }, layers: layers)
  }

  package func rehearse(_ samples: Samples, rows: [Int32]) -> Differentiation {
    // The same factors in both engines: a dropout's mask depends on step, layer and place alone.
    let drops = configuration.network.layers.contains { if case .dropout = $0.kind { true } else { false } }
    return drops
      ? plainly { $0.rehearse(samples, rows: rows) } : differentiate(samples, rows: rows)
  }

  /// Stages keep only what training needs; whoever looks inside has the naive loops compute it all.
  private func plainly(_ look: (ReferenceEngine<Float>) -> Differentiation) -> Differentiation {
    var configuration = configuration
    configuration.batch = 1
    guard let reference = try? ReferenceEngine<Float>(configuration) else {
      return Differentiation(loss: .nan, gradients: [], layers: [])
    }
    reference.load(snapshot())
    return look(reference)
  }

  /// What a layer gave before its activation. Dropout, which has none, keeps its factors there instead.
  private static func sums(_ layer: nn_operation) -> UnsafeMutablePointer<Float> {
    layer.kind == NN_DROPOUT ? layer.output : layer.sums
  }

  /// Padded rows as plain numbers.
  private static func rows(_ numbers: UnsafeMutablePointer<Float>, _ count: Int, _ width: Int) -> [Double] {
    let stride = PaddedLayout.padded(width)
    var result: [Double] = []
    result.reserveCapacity(count * width)
    for row in 0..<count {
      for column in 0..<width { result.append(Double(numbers[row * stride + column])) }
    }
    return result
  }
}
