import Glibc
import NeuralNetwork

/// What this machine has.
enum Machine {
  /// Bytes of memory this process may have: physical memory, or less where a container or a limit says so.
  static let memoryBytes = max(1, [physicalMemory, containerLimit, processLimit].compactMap { $0 }.min() ?? .max)

  /// Bytes of this process that lie in memory; without /proc the most that ever did. A limit that is held against it
  /// must not be off where the system does not tell.
  static var residentBytes: Int { residentBytes(from: "/proc/self/statm") }

  static func residentBytes(from path: String) -> Int {
    guard let bytes = try? FileAccess.readSystemFile(path) else { return peakBytes }
    let pages = bytes.split(separator: UInt8(ascii: " "))
    guard pages.count > 1, let count = Int(String(decoding: pages[1], as: UTF8.self)) else { return peakBytes }
    return count * sysconf(Int32(_SC_PAGESIZE))
  }

  /// The most bytes that the system gives at once, up to so many.
  static func allocatableBytes(upTo wanted: Int) -> Int {
    if wanted <= 0 || MemoryRoom.allows(wanted) { return max(0, wanted) }
    var (granted, refused) = (0, wanted)
    while refused - granted > 1 << 20 {
      let middle = granted + (refused - granted) / 2
      if MemoryRoom.allows(middle) { granted = middle } else { refused = middle }
    }
    return granted
  }

  private static var peakBytes: Int {
    var usage = rusage()
    // Not seen, it counts as all there is.
    guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return .max }
    return Int(usage.ru_maxrss) * 1024
  }

  /// Of addresses and of data.
  private static var processLimit: Int? {
    [RLIMIT_AS, RLIMIT_DATA].compactMap { resource in
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
      return Int(exactly: limit.rlim_cur)
    }.min()
  }

  private static var physicalMemory: Int? {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : nil
  }

  /// Of version 2 and of version 1 of Linux's control groups.
  private static var containerLimit: Int? {
    let paths = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return paths.compactMap { path in
      guard let bytes = try? FileAccess.readSystemFile(path) else { return nil }
      return Int(String(decoding: bytes.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self))
    }.filter { $0 > 0 }.min()
  }
}
