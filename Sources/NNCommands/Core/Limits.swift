import Glibc
import NNScript
import NNText
import NeuralNetwork

/// What a run may use: for scripts of strangers and for graders' machines.
package struct Limits: Sendable {
  /// `--max-seconds`: seconds of wall time since the session began.
  package var seconds: Double?
  /// `--max-memory`: bytes of memory the process may take.
  package var memory: Int?

  package init() {}
}

/// Asks now and then whether a limit is passed.
struct LimitWatch {
  private let limits: Limits
  private let clock = Stopwatch()
  private var nextMemoryCheck = 0.0
  /// Asking the kernel for memory costs as much as a training step of a small net.
  private static let memoryInterval = 0.02

  init(_ limits: Limits) { self.limits = limits }

  /// What was passed, in words; `nil` while there is room.
  mutating func passed() -> (what: Wording, help: Wording)? {
    guard limits.seconds != nil || limits.memory != nil else { return nil }
    let now = clock.seconds
    if let seconds = limits.seconds, now >= seconds {
      return (
        Wording(
          en: "the run took its \(NumberFormat.display(seconds)) second\(seconds == 1 ? "" : "s")",
          ko: "실행 시간 \(NumberFormat.display(seconds))초를 다 썼습니다"),
        Wording(en: "--max-seconds allows more", ko: "--max-seconds로 늘릴 수 있습니다")
      )
    }
    guard let memory = limits.memory, now >= nextMemoryCheck else { return nil }
    nextMemoryCheck = now + Self.memoryInterval
    guard Machine.residentBytes > memory else { return nil }
    return (
      Wording(
        en: "the run took its \(CountText.bytes(memory)) of memory",
        ko: "메모리 \(CountText.bytes(memory))를 다 썼습니다"),
      Wording(en: "--max-memory allows more", ko: "--max-memory로 늘릴 수 있습니다")
    )
  }
}

extension Session {
  /// Ends what runs on a signal, or when a limit is passed.
  func checkInterrupts() throws(Stop) {
    if let signal = console.pendingSignal() { throw .signal(signal) }
    try checkLimits()
  }

  func checkLimits() throws(Stop) {
    guard let passed = runState.passedLimit() else { return }
    throw .failed(Diagnostic(.limitPassed, passed.what, at: passed.range, help: passed.help))
  }
}

extension DiagnosticCode {
  static let noMemory = DiagnosticCode(
    "E0006", Wording(en: "not enough memory", ko: "메모리 부족"),
    Wording(
      en: """
        The statement needs more memory than is left on this machine, or than a limit of the system or `--max-memory` \
        leaves it. That was found out before the memory was taken: nothing of the statement was done.
        """,
      ko: """
        문장에 필요한 메모리가 이 컴퓨터에 남은 것보다, 또는 시스템의 한도나 `--max-memory`로 쓸 수 있는 것보다 많습니다. 메모리를 쓰기 전에 알아낸 것이므로 \
        문장은 아무 일도 하지 않았습니다.
        """))
  static let limitPassed = DiagnosticCode(
    "E0005", Wording(en: "limit of the run", ko: "실행 한도"),
    Wording(
      en: """
        The run used up what `--max-seconds` or `--max-memory` gave it. Weights and files written so far are whole; a \
        checkpoint of the training that was on its way is written where `checkpoint` asks for one.
        """,
      ko: """
        `--max-seconds`나 `--max-memory`로 준 만큼을 다 썼습니다. 그때까지의 가중치와 쓴 파일은 온전합니다. `checkpoint`를 쓴 곳에는 진행 중이던 \
        학습의 체크포인트도 남습니다.
        """))
}

/// The memory that a run may take: what the machine has, or what `--max-memory` gives.
package struct MemoryBudget: Sendable {
  /// Bytes that `--max-memory` gives; `nil` means no limit was said.
  var limit: Int?

  /// Bytes in all.
  var total: Int { min(limit ?? .max, Machine.memoryBytes) }

  /// Bytes of them that are not taken yet, and that the system would give at once.
  var spare: Int { Machine.allocatableBytes(upTo: max(0, total - Machine.residentBytes)) }

  /// `this machine has 24.0 GiB`.
  var wording: Wording {
    let bytes = CountText.bytes(total)
    guard let limit, limit < Machine.memoryBytes else {
      return Wording(en: "this machine has \(bytes)", ko: "이 컴퓨터의 메모리는 \(bytes)입니다")
    }
    return Wording(en: "--max-memory allows \(bytes)", ko: "--max-memory로 쓸 수 있는 메모리는 \(bytes)입니다")
  }
}

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
