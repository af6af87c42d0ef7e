import CAllocations
import FuzzTargets
import Glibc
import Testing

/// Wrong inputs for every reader, from fixed seeds: none may trap, take a second or claim memory without end. NNSH_FUZZ_SECONDS says how
/// long each reader is tried; `scripts/fuzz` looks further, guided by coverage.
@Suite struct FuzzTests {
  private static let seconds = getenv("NNSH_FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? 6

  @Test(arguments: FuzzTarget.allCases) func answers(_ target: FuzzTarget) {
    let root = "/" + #filePath.split(separator: "/").prefix { $0 != "Tests" }.joined(separator: "/")
    let seeds = target.seeds(root: root)
    #expect(!seeds.isEmpty)
    // Whatever ended the process is left here.
    let current = "/tmp/nnsh-fuzz-\(target.rawValue)-\(getpid())"
    let file = open(current, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer {
      close(file)
      unlink(current)
    }
    var mutator = Mutator(seeds, words: target.words, seed: 2026)
    // Of this thread, which is others' afterwards.
    allocations_limit(FuzzTarget.largestAllocation)
    defer { allocations_limit(0) }
    for seed in seeds { target.run(seed) }
    if target.isUsed {
      let accepted = seeds.count { target.use($0) }
      // Some of the fixtures are there to be refused.
      #expect(accepted * 3 >= seeds.count, "\(target.rawValue): \(accepted) of \(seeds.count) seeds are used")
    }
    let end = Self.now(CLOCK_MONOTONIC) + Self.seconds
    var structure = StructureMutator(seed: 2026, words: target.words)
    var count = 0
    while Self.now(CLOCK_MONOTONIC) < end {
      var input = mutator.next()
      if count % 4 != 0, let changed = structure.mutated(mutator.seed(), target) { input = changed }
      pwrite(file, input, input.count, 0)
      ftruncate(file, input.count)
      // Tests run side by side, so it is the thread's own time.
      let start = Self.now(CLOCK_THREAD_CPUTIME_ID)
      target.run(input)
      let taken = Self.now(CLOCK_THREAD_CPUTIME_ID) - start
      #expect(
        taken < target.patience * Self.slowness,
        "\(target.rawValue): \(taken) s for \(String(decoding: input.prefix(2000), as: UTF8.self))")
      count += 1
    }
    #expect(count > 0)
    print(
      "fuzz \(target.rawValue): \(count) inputs from \(seeds.count) seeds, no trap, none over \(target.patience) s or 256 MiB"
    )
  }

  /// In a build with a sanitizer an input takes many times as long.
  private static let slowness = getenv("NNSH_SANITIZER") == nil ? 1.0 : 20

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
