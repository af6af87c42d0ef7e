/// ``Conv2D`` as its formula says.
extension ReferenceEngine {
  func convolve(_ index: Int, _ slot: Workspace<R>.Slot, input: UnsafePointer<R>, rows: Int) {
    guard let window = windows[index], let place = places[index].weight else { return }
    let weight = UnsafePointer(weights + place)
    let bias = places[index].bias.map { UnsafePointer(weights + $0) }
    let filters = slot.channels
    let area = window.area
    for row in 0..<rows {
      let x = input + row * shapes[index].count
      var z = slot.sums + row * slot.width
      for r in 0..<window.rows {
        for c in 0..<window.columns {
          for filter in 0..<filters {
            var sum = bias?[filter] ?? 0
            let w = weight + filter * window.channels * area
            for i in window.rowsInside(r) {
              for j in window.columnsInside(c) {
                let pixel = x + window.pixel(r, c, i, j)
                let tap = w + i * window.kernelColumns + j
                var k = 0
                while k < window.channels {
                  sum += pixel[k] * tap[k * area]
                  k += 1
                }
              }
            }
            z[filter] = sum
          }
          z += filters
        }
      }
    }
  }

  func convolutionGradient(
    _ index: Int, _ slot: Workspace<R>.Slot, input: UnsafePointer<R>, inputGradient: UnsafeMutablePointer<R>?,
    rows: Int
  ) {
    guard let window = windows[index], let place = places[index].weight else { return }
    let filters = slot.channels
    let area = window.area
    let inputs = shapes[index].count
    inputGradient?.update(repeating: 0, count: rows * inputs)
    for row in 0..<rows {
      let x = input + row * inputs
      let dx = inputGradient.map { $0 + row * inputs }
      var dz = slot.sumGradients + row * slot.width
      for r in 0..<window.rows {
        for c in 0..<window.columns {
          for filter in 0..<filters {
            let start = place + filter * window.channels * area
            for i in window.rowsInside(r) {
              for j in window.columnsInside(c) {
                let pixel = window.pixel(r, c, i, j)
                let tap = start + i * window.kernelColumns + j
                var k = 0
                while k < window.channels {
                  gradients[tap + k * area] += dz[filter] * x[pixel + k]
                  dx?[pixel + k] += dz[filter] * weights[tap + k * area]
                  k += 1
                }
              }
            }
            if let bias = places[index].bias { gradients[bias + filter] += dz[filter] }
          }
          dz += filters
        }
      }
    }
  }
}

extension ImageWindow {
  /// How many pixels it covers.
  fileprivate var area: Int { kernelRows * kernelColumns }

  /// Where the first channel of the pixel lies that the window's row i and column j cover at the output's row r and
  /// column c.
  package func pixel(_ r: Int, _ c: Int, _ i: Int, _ j: Int) -> Int {
    ((r * stride + i - top) * width + c * stride + j - left) * channels
  }
}

/// ``Pool2D`` as its formula says.
extension ReferenceEngine {
  func pool(_ index: Int, _ slot: Workspace<R>.Slot, _ mode: Pool2D.Mode, input: UnsafePointer<R>, rows: Int) {
    walk(index, rows: rows) { window, start, r, c, k, output in
      switch mode {
      case .max: slot.sums[output] = input[start + Self.largest(window, input + start, r, c, k)]
      case .average:
        var sum: R = 0
        for i in 0..<window.kernelRows {
          for j in 0..<window.kernelColumns { sum += input[start + window.pixel(r, c, i, j) + k] }
        }
        slot.sums[output] = sum / R(window.area)
      }
    }
  }

  func poolGradient(
    _ index: Int, _ slot: Workspace<R>.Slot, _ mode: Pool2D.Mode, input: UnsafePointer<R>,
    into inputGradient: UnsafeMutablePointer<R>, rows: Int
  ) {
    inputGradient.update(repeating: 0, count: rows * shapes[index].count)
    walk(index, rows: rows) { window, start, r, c, k, output in
      switch mode {
      case .max: inputGradient[start + Self.largest(window, input + start, r, c, k)] += slot.sumGradients[output]
      case .average:
        let share = slot.sumGradients[output] / R(window.area)
        for i in 0..<window.kernelRows {
          for j in 0..<window.kernelColumns { inputGradient[start + window.pixel(r, c, i, j) + k] += share }
        }
      }
    }
  }

  /// Calls `body` for each number that goes out: the window, where the image begins, row, column and channel of the
  /// output, and its place.
  private func walk(_ index: Int, rows: Int, _ body: (ImageWindow, Int, Int, Int, Int, Int) -> Void) {
    guard let window = windows[index] else { return }
    var output = 0
    for row in 0..<rows {
      for r in 0..<window.rows {
        for c in 0..<window.columns {
          for k in 0..<window.channels {
            body(window, row * shapes[index].count, r, c, k, output)
            output += 1
          }
        }
      }
    }
  }

  /// Where in the image the first largest number of a window lies; NaN is larger than any number.
  private static func largest(_ window: ImageWindow, _ image: UnsafePointer<R>, _ r: Int, _ c: Int, _ k: Int) -> Int {
    var best = window.pixel(r, c, 0, 0) + k
    for i in 0..<window.kernelRows {
      for j in 0..<window.kernelColumns {
        let place = window.pixel(r, c, i, j) + k
        if image[place] > image[best] || image[place].isNaN && !image[best].isNaN { best = place }
      }
    }
    return best
  }
}
