import Glibc

/// Seconds since some moment, for differences.
enum Clock {
  /// Time on the wall.
  static var wall: Double { read(CLOCK_MONOTONIC) }

  /// Time that this thread computed: other programs on the machine do not count.
  static var computed: Double { read(CLOCK_THREAD_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
