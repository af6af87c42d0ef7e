import CKernels
import Glibc
import Testing

/// Every activation against float64 over all floats, sampled: at most 4 ulp, on every ISA of this machine. Results
/// among the subnormals and the sign of zero are not looked at.
@Suite struct ActivationAccuracyTests {
  /// Every how many-th float is tried; a prime, so that all exponents and all low bits take part.
  static let stride: UInt32 = 99_991

  @Test(arguments: Kernel.all, Formula.all)
  func staysWithinFourUlp(kernel: Kernel, formula: Formula) {
    var worst = (ulps: 0.0, x: Float(0))
    for x in Self.samples {
      let results = kernel.activate(formula, x)
      for (x, result) in zip(x, results) {
        let exact = formula.value(Double(x))
        guard abs(exact) >= Double(Float.leastNormalMagnitude) else {
          #expect(abs(result) <= Float.leastNormalMagnitude, "\(formula.name)(\(x)) = \(result), not about 0")
          continue
        }
        let rounded = Float(exact)
        if rounded.isInfinite { continue }
        let ulps = abs(Double(result) - exact) / Double(rounded.ulp)
        // A NaN must not pass.
        if !(ulps <= worst.ulps) { worst = (ulps, x) }
      }
    }
    #expect(worst.ulps <= 4, "\(formula.name): \(worst.ulps) ulp at \(worst.x)")
  }

  @Test(arguments: Kernel.all, Formula.all)
  func passesNaNAndNeverMakesOneOfAFiniteNumber(kernel: Kernel, formula: Formula) {
    let edges: [Float] = [
      .nan, 0, -0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude,
    ]
    let results = kernel.activate(formula, edges)
    #expect(results[0].isNaN)
    #expect(!results.dropFirst().contains { $0.isNaN }, "\(formula.name): \(results)")
    // relu6 and its like are constant for large numbers, whatever the sign of the slope there.
    let slopes = kernel.differentiate(formula, edges)
    #expect(!slopes.dropFirst().contains { $0.isNaN }, "\(formula.name)': \(slopes)")
  }

  @Test(arguments: Kernel.all, Formula.all)
  func derivativeIsTheSlope(kernel: Kernel, formula: Formula) {
    let kinks: [Double] = [0, -3, 3, -1, 1, 6]
    let x = Swift.stride(from: Float(-9), through: 9, by: 0.37).filter { x in
      !kinks.contains { abs($0 - Double(x)) < 1e-3 }
    }
    for (x, slope) in zip(x, kernel.differentiate(formula, x)) {
      let h = 1e-5
      let expected = (formula.value(Double(x) + h) - formula.value(Double(x) - h)) / (2 * h)
      #expect(abs(Double(slope) - expected) <= 2e-5 * max(abs(expected), 0.02), "\(formula.name)'(\(x))")
    }
  }

  @Test(arguments: Kernel.all, [1, 3, 7, 8, 9, 17])
  func handlesEveryCount(kernel: Kernel, count: Int) {
    let x = (0..<count).map { Float($0) - 4 }
    let all = kernel.activate(Formula.all[1], x + [99, 99])
    #expect(kernel.activate(Formula.all[1], x) == Array(all.prefix(count)))
  }

  /// Floats of every exponent and sign, some thousands at a time.
  static var samples: [[Float]] {
    var all: [[Float]] = [[]]
    var bits: UInt32 = 0
    while true {
      let x = Float(bitPattern: bits)
      if x.isFinite { all[all.count - 1].append(x) }
      if all[all.count - 1].count == 4096 { all.append([]) }
      let (next, overflow) = bits.addingReportingOverflow(stride)
      if overflow { return all }
      bits = next
    }
  }
}
