import NNScript
import NNText

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

  /// What was passed, in words; nil while there is room.
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
    guard let range = statementRange, let passed = limitWatch.passed() else { return }
    throw .failed(Diagnostic(.limitPassed, passed.what, at: range, help: passed.help))
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
