import Glibc

/// What this machine has.
enum Machine {
  /// Bytes of memory this process may have: physical memory, or less where a container or a limit says so.
  static let memoryBytes = max(1, [physicalMemory, containerLimit, processLimit].compactMap { $0 }.min() ?? .max)

  /// Bytes of this process that lie in memory.
  static var residentBytes: Int { takenBytes(.resident) }

  /// Bytes that it may write to, be they in memory yet or not: what a limit of the system counts.
  static var dataBytes: Int { takenBytes(.data) }

  /// Of addresses and of data.
  static var processLimit: Int? {
    [RLIMIT_AS, RLIMIT_DATA].compactMap { resource in
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
      return Int(exactly: limit.rlim_cur)
    }.min()
  }

  /// Columns of Linux's /proc/self/statm.
  private enum Column: Int { case resident = 1, data = 5 }

  /// 0 where the system does not say.
  private static func takenBytes(_ column: Column) -> Int {
    guard let bytes = try? FileAccess.read("/proc/self/statm", limit: 4096) else { return 0 }
    let pages = bytes.split(separator: UInt8(ascii: " "))
    guard pages.count > column.rawValue, let count = Int(String(decoding: pages[column.rawValue], as: UTF8.self)) else {
      return 0
    }
    return count * sysconf(Int32(_SC_PAGESIZE))
  }

  private static var physicalMemory: Int? {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages * size : nil
  }

  /// Of version 2 and of version 1 of Linux's control groups.
  private static var containerLimit: Int? {
    let paths = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return paths.compactMap { path in
      guard let bytes = try? FileAccess.read(path, limit: 64) else { return nil }
      return Int(String(decoding: bytes.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self))
    }.filter { $0 > 0 }.min()
  }
}
