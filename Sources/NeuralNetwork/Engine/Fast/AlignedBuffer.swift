import Glibc

/// Zeroed floats at an address that suits every vector unit; freed with its owner.
struct AlignedBuffer: ~Copyable {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  /// nil where the machine has no such amount of memory.
  init?(count: Int) {
    let (bytes, overflow) = max(1, count).multipliedReportingOverflow(by: MemoryLayout<Float>.stride)
    var memory: UnsafeMutableRawPointer?
    guard !overflow, bytes < Int.max / 2, posix_memalign(&memory, 64, bytes) == 0, let memory else { return nil }
    memset(memory, 0, bytes)
    base = memory.bindMemory(to: Float.self, capacity: max(1, count))
    self.count = count
  }

  deinit { free(base) }
}
