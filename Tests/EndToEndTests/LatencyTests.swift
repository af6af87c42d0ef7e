import Glibc
import Testing

/// A build with a sanitizer is several times slower.
private let isTimed = getenv("NNSH_SANITIZER") == nil

/// What a user feels. The promises are 20 ms for Ctrl-C and 50 ms for completion; the bounds are twice as much, for the
/// quickest tenth of the tries: a loaded machine delays many of them, a slow shell all.
@Suite(.serialized, .timeLimit(.minutes(1))) struct LatencyTests {
  private static let interrupt = "\u{03}"

  /// Seconds of each try, sorted.
  private func measure(_ name: String, tries: Int, _ action: () -> Double) -> [Double] {
    let times = (0..<tries).map { _ in action() }.sorted()
    let shown = [times[tries / 2], times[tries * 9 / 10], times[tries - 1]].map { Int($0 * 1e6) }
    print("latency of \(name): median \(shown[0]) µs, 90 % \(shown[1]) µs, worst \(shown[2]) µs of \(tries)")
    return times
  }

  private func seconds(_ action: () -> Void) -> Double {
    let start = Clock.now
    action()
    return Clock.now - start
  }

  @Test("41: Ctrl-C to a new prompt, a hundred times", .enabled(if: isTimed)) func interruptLine() {
    let terminal = Terminal()
    terminal.wait()
    let times = measure("Ctrl-C at the prompt", tries: 100) {
      terminal.type("print 1")
      terminal.wait(for: "print 1")
      return seconds {
        terminal.type(Self.interrupt)
        terminal.wait()
      }
    }
    #expect(times[10] < 0.04)
  }

  @Test("41: Ctrl-C to a new prompt from inside Ctrl-R, a hundred times", .enabled(if: isTimed)) func interruptSearch()
  {
    let terminal = Terminal()
    terminal.wait()
    terminal.enter("print 11")
    let times = measure("Ctrl-C in Ctrl-R", tries: 100) {
      terminal.type("\u{12}pri")
      _ = terminal.quiet(seconds: 0.03)
      return seconds {
        terminal.type(Self.interrupt)
        terminal.wait(for: "^C")
        terminal.wait()
      }
    }
    #expect(times[10] < 0.04)
  }

  @Test("41: Ctrl-C to a new prompt from inside a block, a hundred times", .enabled(if: isTimed)) func interruptBlock()
  {
    let terminal = Terminal()
    terminal.wait()
    let times = measure("Ctrl-C in a block", tries: 100) {
      terminal.enter("for i in 1 2", until: "for…> ")
      terminal.type("print 2")
      terminal.wait(for: "print 2")
      return seconds {
        terminal.type(Self.interrupt)
        terminal.wait()
      }
    }
    #expect(times[10] < 0.04)
  }

  @Test("60: completion among 10,000 variables; a long list shows what fits and how many more", .enabled(if: isTimed))
  func completion() {
    let folder = Folder()
    folder.write((0..<10_000).map { "let variable\($0) = \($0)\n" }.joined(), to: "many.nn")
    let terminal = Terminal("-q", "-i", "many.nn", in: folder)
    terminal.wait()
    let one = measure("completing one of 10,000 variables", tries: 20) {
      terminal.type("print $variable777")
      terminal.wait(for: "777")
      let time = seconds {
        terminal.type("6\t")
        terminal.wait(for: "6 ")
      }
      terminal.type("\u{15}")
      _ = terminal.quiet(seconds: 0.05)
      return time
    }
    #expect(one[2] < 0.1)
    let all = measure("listing 10,000 variables", tries: 5) {
      terminal.type("print $va")
      terminal.wait(for: "$va")
      let time = seconds {
        terminal.type("\t")
        terminal.wait(for: "more: keep typing")
        terminal.wait(for: "print $variable")
      }
      terminal.type("\u{15}")
      let shown = terminal.received
      _ = terminal.quiet(seconds: 0.05)
      #expect(!shown.contains("variable9999 "))
      return time
    }
    #expect(all[2] < 0.5)
  }

  @Test("37: a paste of 3,000 lines", .enabled(if: isTimed)) func paste() {
    let terminal = Terminal()
    terminal.wait()
    let lines = (0..<3000).map { "let a\($0) = \($0)" }.joined(separator: "\r")
    let times = measure("a paste of 3,000 lines", tries: 3) {
      seconds {
        terminal.type("\u{1B}[200~" + lines + "\rprint \"pas\" \"ted\"\u{1B}[201~\r")
        terminal.wait(for: "pas ted\r\n")
      }
    }
    #expect(times[1] < 2)
  }

  @Test("thousands of statements do not grow memory") func memory() {
    // Through a pipe: the same prompt and session, without waiting for the echo of every key.
    let lines = (0..<10_000).map { number in
      switch number % 5 {
      case 0: "let a = \(number)"
      case 1: "print (\(number) * 2)"
      case 2: "optimizer adam rate 0.\(number % 9 + 1)"
      case 3: "seed \(number)"
      default: "bogus \(number)"
      }
    }
    let nnsh = Nnsh()
    func peak(_ count: Int) -> Int {
      nnsh.folder.write(lines.prefix(count).joined(separator: "\n") + "\n", to: "lines")
      // Of the process itself: what the kernel tells at its end begins with the memory of who started it.
      let result = nnsh.shell(
        "\"$nnsh\" -q --interactive <lines >out 2>&1 & peak=0; "
          + "while now=$(grep -s VmHWM /proc/$!/status); [ -n \"$now\" ]; do peak=$now; sleep 0.05; done; echo $peak")
      return result.output.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
    // In a debug build the whole takes half a minute.
    let counts = getenv("NNSH_SLOW") == nil ? (500, 2500) : (2000, 10_000)
    let (few, many) = (peak(counts.0), peak(counts.1))
    print("peak memory after \(counts.0) statements: \(few) KiB, after \(counts.1): \(many) KiB")
    #expect(few > 1 << 10 && many - few < 8 << 10)
  }
}
