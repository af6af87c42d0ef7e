import CKernels

/// A set of CPU instructions that the kernels are compiled for.
package enum InstructionSet: String, CaseIterable, Hashable, Sendable {
  /// What every CPU of the architecture has: SSE2, NEON.
  case portable
  /// AVX2 and FMA.
  case x86v3 = "x86-64-v3"
  /// AVX-512.
  case x86v4 = "x86-64-v4"

  /// Those this machine has, slowest first.
  package static var available: [InstructionSet] { allCases.filter { nn_isa_available($0.code) } }

  /// The one with the fastest kernels here.
  package static var best: InstructionSet { available.last ?? .portable }

  package var code: nn_isa {
    switch self {
    case .portable: NN_ISA_PORTABLE
    case .x86v3: NN_ISA_X86_64_V3
    case .x86v4: NN_ISA_X86_64_V4
    }
  }
}
