/// What one batch needs while it passes a network: inputs, targets, and for each layer sums, outputs and gradients.
final class Workspace<R: Real> {
  /// Buffers of one layer, rows × width each.
  struct Slot {
    let width: Int
    /// Numbers of one position: the width, or an image's channels.
    let channels: Int
    let sums: UnsafeMutablePointer<R>
    let outputs: UnsafeMutablePointer<R>
    let outputGradients: UnsafeMutablePointer<R>
    let sumGradients: UnsafeMutablePointer<R>
    /// Of a batchnorm: the means and variances of the batch, channels each.
    let statistics: UnsafeMutablePointer<R>
  }

  let capacity: Int
  let inputWidth: Int
  let outputWidth: Int
  let x: UnsafeMutablePointer<R>
  let y: UnsafeMutablePointer<R>
  let slots: [Slot]
  /// What goes into each layer, and last what goes out: the outputs of the layer before, or a residual block's sum.
  let passed: [UnsafeMutablePointer<R>]
  private let sums: [UnsafeMutablePointer<R>]

  /// - Parameter shapes: of the input and of every layer's output.
  init(rows: Int, network: Network, shapes: [Shape]) {
    capacity = rows
    inputWidth = shapes[0].count
    outputWidth = shapes[shapes.count - 1].count
    x = .zeroed(rows * inputWidth)
    y = .zeroed(rows * outputWidth)
    slots = shapes.dropFirst().map { shape in
      let count = rows * shape.count
      return Slot(
        width: shape.count, channels: shape.channels, sums: .zeroed(count), outputs: .zeroed(count),
        outputGradients: .zeroed(count),
        sumGradients: .zeroed(count), statistics: .zeroed(2 * shape.channels))
    }
    var (passed, sums) = ([x], [UnsafeMutablePointer<R>]())
    for (index, slot) in slots.enumerated() {
      guard !network.blocksEnded(at: index).isEmpty else {
        passed.append(slot.outputs)
        continue
      }
      let sum = UnsafeMutablePointer<R>.zeroed(rows * slot.width)
      sums.append(sum)
      passed.append(sum)
    }
    (self.passed, self.sums) = (passed, sums)
  }

  deinit {
    x.deallocate()
    y.deallocate()
    for slot in slots {
      slot.sums.deallocate()
      slot.outputs.deallocate()
      slot.outputGradients.deallocate()
      slot.sumGradients.deallocate()
      slot.statistics.deallocate()
    }
    for sum in sums { sum.deallocate() }
  }

  /// What comes out of the network.
  var outputs: UnsafeMutablePointer<R> { passed[passed.count - 1] }

  /// Copies rows of the samples: those of `order` from `start` on, or the samples' own order. Traps where the samples
  /// are another network's, or have no such rows.
  func gather(_ samples: Samples, order: [Int32]?, start: Int, count: Int) {
    precondition(samples.inputs == inputWidth && samples.outputs == outputWidth && count <= capacity)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, count * inputWidth)) { numbers in
      guard let base = numbers.baseAddress else { return }
      samples.x.gather(width: inputWidth, order: order, start: start, count: count, to: base)
      for i in 0..<(count * inputWidth) { x[i] = R(base[i]) }
    }
    for row in 0..<count {
      let source = order.map { Int($0[start + row]) } ?? start + row
      for i in 0..<outputWidth { y[row * outputWidth + i] = R(samples.y[source * outputWidth + i]) }
    }
  }
}

extension UnsafeMutablePointer where Pointee: Real {
  /// `count` zeros that the caller frees.
  static func zeroed(_ count: Int) -> UnsafeMutablePointer {
    let pointer = allocate(capacity: Swift.max(1, count))
    pointer.initialize(repeating: 0, count: Swift.max(1, count))
    return pointer
  }

  /// The first `count` numbers as float64.
  func doubles(_ count: Int) -> [Double] { (0..<count).map { Double(self[$0]) } }
}
