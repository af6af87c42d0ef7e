/// Who computes what, by size: the one place that says so.
///
/// Small dense layers run our own kernels on the calling thread, with all numbers in the nearest cache; large ones are
/// products of oneDNN's, shared by its threads.
package struct Dispatch: Hashable, Sendable {
  /// A dense layer is large from so many multiplications a batch on: rows × inputs × units.
  package var largeProduct: Int
  /// In a network with a large layer, loops over at least so many numbers are shared by the threads.
  package var sharedNumbers: Int
  /// Where no dense layer is large, convolutions are shared by the threads from so many multiplications a batch on.
  package var sharedConvolutions: Int

  package init(largeProduct: Int, sharedNumbers: Int, sharedConvolutions: Int = 0) {
    self.largeProduct = largeProduct
    self.sharedNumbers = sharedNumbers
    self.sharedConvolutions = sharedConvolutions
  }

  /// The measured limits: docs/decisions/0011-crossover.md. On one core oneDNN draws level at 300,000; what it brings
  /// from there on is the other cores.
  package static let standard = Dispatch(
    largeProduct: 300_000, sharedNumbers: 60_000, sharedConvolutions: 1_000_000)

  /// Whether a dense layer's products are oneDNN's.
  func isLarge(rows: Int, inputs: Int, outputs: Int) -> Bool {
    rows.saturatingProduct(inputs).saturatingProduct(outputs) >= largeProduct
  }

  /// Whether a batch of images is work enough for several threads.
  func sharesConvolutions(of network: Network, shapes: [Shape], rows: Int) -> Bool {
    let each = zip(network.layers, zip(shapes, shapes.dropFirst())).reduce(0) { sum, layer in
      guard case .conv2d(let convolution) = layer.0.kind else { return sum }
      let window = convolution.kernel.saturatingProduct(convolution.kernel).saturatingProduct(layer.1.0.image.channels)
      return sum.saturatingSum(window.saturatingProduct(layer.1.1.count))
    }
    return each.saturatingProduct(rows) >= sharedConvolutions
  }
}
