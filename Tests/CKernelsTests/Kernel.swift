import CKernels
import Testing

/// The kernels of one ISA that this machine has.
struct Kernel: Sendable, CustomTestStringConvertible {
  let name: String
  let rawISA: UInt32

  var isa: nn_isa { nn_isa(rawValue: rawISA) }
  var testDescription: String { name }

  static let all: [Kernel] = [
    Kernel(name: "portable", rawISA: NN_ISA_PORTABLE.rawValue),
    Kernel(name: "x86-64-v3", rawISA: NN_ISA_X86_64_V3.rawValue),
    Kernel(name: "x86-64-v4", rawISA: NN_ISA_X86_64_V4.rawValue),
  ].filter { nn_isa_available($0.isa) }

  func activate(_ formula: Formula, _ x: [Float]) -> [Float] {
    var out = [Float](repeating: 0, count: x.count)
    nn_activate(isa, formula.activation, Float(formula.alpha), x, &out, x.count)
    return out
  }

  func differentiate(_ formula: Formula, _ x: [Float]) -> [Float] {
    var out = [Float](repeating: 0, count: x.count)
    nn_differentiate(isa, formula.activation, Float(formula.alpha), x, &out, x.count)
    return out
  }
}

@Suite struct InstructionSetTests {
  @Test func portableKernelsAreAlwaysThere() {
    #expect(nn_isa_available(NN_ISA_PORTABLE))
  }

  @Test func theBestIsOneOfThoseAvailable() {
    #expect(nn_isa_available(nn_isa_best()))
    #expect(Kernel.all.last?.rawISA == nn_isa_best().rawValue)
  }

  @Test func anUnknownOneIsNotAvailable() {
    #expect(!nn_isa_available(nn_isa(rawValue: 99)))
  }
}
