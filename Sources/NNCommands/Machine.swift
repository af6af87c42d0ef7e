import Glibc

/// What this machine has.
enum Machine {
  /// Bytes of memory this process may have: physical memory, or less where a container or a limit says so.
  static let memoryBytes = max(1, [physicalMemory, containerLimit, processLimit].compactMap { $0 }.min() ?? .max)

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

  /// Of addresses and of data; `--max-memory` is the latter.
  private static var processLimit: Int? {
    [RLIMIT_AS, RLIMIT_DATA].compactMap { resource in
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
      return Int(exactly: limit.rlim_cur)
    }.min()
  }
}
