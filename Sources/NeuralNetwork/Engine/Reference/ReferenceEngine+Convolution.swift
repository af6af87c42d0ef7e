/// ``Conv2D`` as its formula says.
extension ReferenceEngine {
  func convolve(_ index: Int, _ slot: Workspace<R>.Slot, input: UnsafePointer<R>, rows: Int) {
    guard let window = windows[index], let place = places[index].weight else { return }
    let weight = UnsafePointer(weights + place)
    let bias = places[index].bias.map { UnsafePointer(weights + $0) }
    let filters = slot.channels
    let area = window.size * window.size
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
                let tap = w + i * window.size + j
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
    let area = window.size * window.size
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
                let tap = start + i * window.size + j
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
  /// Where the first channel of the pixel lies that the window's row i and column j cover at the output's row r and
  /// column c.
  package func pixel(_ r: Int, _ c: Int, _ i: Int, _ j: Int) -> Int {
    ((r * stride + i - top) * width + c * stride + j - left) * channels
  }
}
