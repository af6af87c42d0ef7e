import Glibc

/// Seconds since some moment, for differences.
enum Clock {
  /// Time on the wall.
  static var wall: Double { read(CLOCK_MONOTONIC) }

  /// Time that this thread computed: other programs on the machine do not count.
  static var computed: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Time that ended children computed, all their threads together.
  static var children: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
