import Glibc

/// Threads that all run one body.
struct Workers: ~Copyable {
  /// Threads run scripts, which nest as deep here as on the main thread.
  private static let stackSize = 16 << 20

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var threads: [pthread_t] = []

  /// Starts so many, or as many as the system gives; fails where it gives none.
  init?(count: Int, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    // Signals go to the main thread, which knows what to do. A fault cannot be blocked: it ends the process.
    var blocked = sigset_t()
    var before = sigset_t()
    sigfillset(&blocked)
    for fault in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { sigdelset(&blocked, fault) }
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    let work = Work(body)
    for _ in 0..<count {
      var thread = pthread_t()
      let argument = Unmanaged.passRetained(work)
      let failure = pthread_create(
        &thread, &attributes,
        { argument in
          guard let argument else { return nil }
          Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          return nil
        }, argument.toOpaque())
      guard failure == 0 else {
        argument.release()
        break
      }
      threads.append(thread)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    pthread_attr_destroy(&attributes)
    if threads.isEmpty { return nil }
  }

  /// Waits for all of them to end.
  consuming func join() {
    for thread in threads { pthread_join(thread, nil) }
  }
}
