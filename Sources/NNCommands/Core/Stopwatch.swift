import Glibc

/// Seconds since it was made.
struct Stopwatch {
  enum Clock {
    /// Goes on whatever happens, and only forward.
    case monotonic
    /// What all threads of the process computed.
    case processor
  }

  private let clock: Clock
  private let start: Double

  init(_ clock: Clock = .monotonic) {
    self.clock = clock
    start = Self.now(clock)
  }

  var seconds: Double { Self.now(clock) - start }

  private static func now(_ clock: Clock) -> Double {
    var time = timespec()
    clock_gettime(clock == .monotonic ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
