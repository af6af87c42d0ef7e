import Glibc

/// Whether memory can be had, asked before it is taken: where an allocation fails, Swift ends the process.
package enum MemoryRoom {
  /// What is not worth the question.
  private static let small = 1 << 20

  /// Whether the system would give so many bytes at once: limits of addresses and data, and what it promises to all
  /// processes together, are its own to count. Asked by taking them and giving them back unused.
  package static func allows(_ bytes: Int) -> Bool {
    guard bytes > small else { return true }
    guard let place = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), place != MAP_FAILED
    else { return false }
    munmap(place, bytes)
    return true
  }
}
