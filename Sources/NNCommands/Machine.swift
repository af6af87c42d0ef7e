import Glibc

/// What this machine has.
enum Machine {
  /// Physical memory, in bytes.
  static let memoryBytes = max(1, Int(sysconf(Int32(_SC_PHYS_PAGES)))) * max(1, Int(sysconf(Int32(_SC_PAGESIZE))))
}
