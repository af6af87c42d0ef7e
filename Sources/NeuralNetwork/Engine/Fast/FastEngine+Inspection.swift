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
    withRows(samples, rows) { x, y, order, orderCount in
      for start in stride(from: 0, to: count, by: evaluatedRows) {
        let chunk = min(evaluatedRows, count - start)
        var pass = nn_pass(mode: NN_EVALUATION, key: 0, step: 0)
        total += withUnsafePointer(to: arena.raw) { plan in
          withUnsafePointer(to: x) { x in
            withUnsafePointer(to: y) { y in nn_forward(plan, &pass, x, y, order, orderCount, start, chunk) }
          }
        }
        evaluation.outputs += Self.rows(last.output, chunk, width)
        evaluation.sums += Self.rows(Self.sums(last), chunk, width)
      }
    }
    evaluation.loss = total / Double(configuration.lossForm.divisor(rows: count, outputs: width))
    return evaluation
  }

  package func differentiate(_ samples: Samples, rows: [Int32]?) -> Differentiation {
    inspect(samples, rows: rows, nn_pass(mode: NN_INSPECTION, key: 0, step: 0))
  }

  package func rehearse(_ samples: Samples, rows: [Int32]) -> Differentiation {
    let step = UInt64(truncatingIfNeeded: step)
    return inspect(samples, rows: rows, nn_pass(mode: NN_REHEARSAL, key: configuration.dropoutKey, step: step))
  }

  private func inspect(_ samples: Samples, rows: [Int32]?, _ pass: nn_pass) -> Differentiation {
    // Stages keep only what training needs; whoever looks inside has every layer computed by itself.
    guard let engine = plan.stages.isEmpty || isSplit ? self : split() else { return unknown }
    let count = rows?.count ?? samples.rows
    guard let shapes = try? configuration.network.shapes(),
      let space = try? Arena(engine.plan, rows: count, inspects: true)
    else { return unknown }
    let total = engine.withRows(samples, rows) { x, y, order, orderCount in
      withUnsafePointer(to: space.raw) { raw in
        withUnsafePointer(to: pass) { pass in
          let total = withUnsafePointer(to: x) { x in
            withUnsafePointer(to: y) { y in nn_forward(raw, pass, x, y, order, orderCount, 0, count) }
          }
          nn_backward(raw, pass, count)
          return total
        }
      }
    }
    let layout = engine.plan.layout
    var gradients = [Float](repeating: 0, count: layout.source.count)
    layout.read(engine.plan.gradients.base, into: &gradients)
    let operations = engine.plan.operations
    // The last one of a layer: behind a stage comes its activation.
    let places = Dictionary(
      operations.indices.filter { operations[$0].kind != NN_ADD }.map { (operations[$0].layer, $0) },
      uniquingKeysWith: max)
    let layers = configuration.network.layers.indices.map { index in
      let layer = space[places[index] ?? index]
      let isLoss = space.raw.reads_sums && index == configuration.network.layers.count - 1
      return LayerPass(
        width: layer.out, units: shapes[index + 1].channels, sums: Self.rows(Self.sums(layer), count, layer.out),
        outputs: Self.rows(layer.output, count, layer.out),
        outputGradients: isLoss ? [] : Self.rows(layer.output_gradient, count, layer.out),
        sumGradients: Self.rows(layer.delta, count, layer.out))
    }
    let loss = total / Double(configuration.lossForm.divisor(rows: count, outputs: space.raw.outputs))
    return Differentiation(loss: loss, gradients: gradients.map { Double($0) }, layers: layers)
  }

  /// Every number is unknown: there is no memory for so many rows.
  private var unknown: Differentiation {
    let pass = LayerPass(width: 0, sums: [], outputs: [], outputGradients: [], sumGradients: [])
    return Differentiation(
      loss: .nan, gradients: Array(repeating: .nan, count: plan.layout.source.count),
      layers: configuration.network.layers.map { _ in pass })
  }

  /// An engine of the same model that computes every layer by itself; nil where memory does not suffice.
  private func split() -> FastEngine? {
    if splitEngine == nil {
      var configuration = configuration
      configuration.batch = 1
      configuration.optimizer = Optimizer(.sgd)
      splitEngine = try? FastEngine(configuration, instructions: instructions, isSplit: true)
    }
    splitEngine?.load(snapshot())
    return splitEngine
  }

  /// What a layer gave before its activation; of one that has none, what it gave.
  private static func sums(_ layer: nn_operation) -> UnsafeMutablePointer<Float> {
    layer.kind == NN_DROPOUT || layer.kind == NN_STAGE ? layer.output : layer.sums
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
