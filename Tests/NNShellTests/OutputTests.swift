import Glibc
import NNCommands
import NNShell
import NNText
import Testing

@Suite struct OutputTests {
  private let line = ProgressLine(width: 100, drawsUnicode: true, style: .plain)
  private let half = Progress(step: 500, total: 1000, loss: 0.69314718, recent: [3, 2, 1], seconds: 2)

  @Test("69: the terminal's line has bar, step, loss, sparkline, rate and remaining time") func terminal() {
    #expect(
      line.terminalText(half) == "█████░░░░░  50 %  step 500/1000  loss 0.6931  █▄▁  250/s  2 s left")
  }

  @Test("ASCII characters where Unicode is not drawn") func ascii() {
    let text = ProgressLine(width: 100, drawsUnicode: false, style: .plain).terminalText(half)
    #expect(text == "#####-----  50 %  step 500/1000  loss 0.6931  250/s  2 s left")
  }

  @Test("a narrow terminal gets what fits, never its last column", arguments: 1...100) func narrow(width: Int) {
    let text = ProgressLine(width: width, drawsUnicode: true, style: .plain).terminalText(half)
    #expect(DisplayWidth.of(text) < width)
  }

  @Test("color changes no column") func colored() {
    let text = ProgressLine(width: 100, drawsUnicode: true, style: .ansi).terminalText(half)
    #expect(text.contains("\u{1B}["))
    #expect(text.contains("step 500/1000"))
  }

  @Test("without a known end there is no bar and no remaining time") func openEnd() {
    let text = line.terminalText(Progress(step: 500, total: nil, loss: .nan, recent: [], seconds: 2))
    #expect(text == "step 500  loss nan  250/s")
  }

  @Test("28: a log's line is whole and has no control characters") func log() {
    #expect(ProgressLine.logText(half) == "step 500 of 1000 (50 %), loss 0.6931, 250 steps/s, 2 s left")
  }

  @Test("a sweep counts cases and has no loss") func sweep() {
    let cases = Progress(unit: .case, step: 12, total: 1200, loss: nil, seconds: 2)
    #expect(line.terminalText(cases) == "░░░░░░░░░░   1 %  case 12/1200  6/s  3:18 left")
    #expect(ProgressLine.logText(cases) == "case 12 of 1200 (1 %), 6 cases/s, 3 min 18 s left")
  }

  @Test("cases that are half done move the bar, and slow ones are timed each") func slowSweep() {
    let cases = Progress(unit: .case, step: 1, total: 4, share: 0.5, loss: nil, seconds: 100)
    #expect(line.terminalText(cases) == "█████░░░░░  50 %  case 1/4  1:40 left")
    #expect(ProgressLine.logText(cases) == "case 1 of 4 (50 %), 1 min 40 s a case, 1 min 40 s left")
    let first = Progress(unit: .case, step: 0, total: 4, share: 0.25, loss: nil, seconds: 10)
    #expect(ProgressLine.logText(first) == "case 0 of 4 (25 %), 30 s left")
    for share in [Double.nan, .infinity, -1, 0] {
      #expect(!ProgressLine.logText(Progress(step: 1, total: 4, share: share, loss: nil, seconds: 1)).isEmpty)
    }
  }

  @Test("of a long line the sparkline goes first, then the rate") func longLine() {
    let long = Progress(step: 2_600_000, total: 1_000_000_000, loss: 2.952e-8, recent: [1, 2, 3], seconds: 1)
    let text = ProgressLine(width: 80, drawsUnicode: true, style: .plain).terminalText(long)
    #expect(text == "░░░░░░░░░░   0 %  step 2600000/1000000000  loss 2.952e-8  2.6M/s  6:24 left")
    let narrow = ProgressLine(width: 50, drawsUnicode: true, style: .plain).terminalText(long)
    #expect(narrow == "step 2600000/1000000000  loss 2.952e-8  6:24 left")
  }

  @Test("odd numbers do not trap") func oddFigures() {
    for total in [nil, 0, 1, Int.max] {
      for seconds in [0, -1, .nan, .infinity, 1e-300] {
        for loss in [Double.nan, .infinity, -.infinity, 1e308] {
          let odd = Progress(step: 1, total: total, loss: loss, recent: [loss, 1, -1e308, 1e308], seconds: seconds)
          #expect(!line.terminalText(odd).isEmpty)
          #expect(!ProgressLine.logText(odd).isEmpty)
        }
      }
    }
  }

  @Test("durations") func durations() {
    #expect(ProgressLine.duration(seconds: 0.2) == "1 s")
    #expect(ProgressLine.duration(seconds: 250) == "4 min 10 s")
    #expect(ProgressLine.duration(seconds: 7500) == "2 h 5 min")
    #expect(ProgressLine.duration(seconds: .infinity) == "very long")
  }

  @Test("a sparkline spans minimum to maximum and marks what is not finite") func sparkline() {
    #expect(ProgressLine.sparkline([1, 2, 3, 4, 5, 6, 7, 8]) == "▁▂▃▄▅▆▇█")
    #expect(ProgressLine.sparkline([1, .nan, 2]) == "▁!█")
    #expect(ProgressLine.sparkline([1, 1]) == "▄▄")
    #expect(ProgressLine.sparkline([1]) == "")
    #expect(ProgressLine.sparkline([.nan, .nan]) == "")
    #expect(ProgressLine.sparkline(Array(repeating: 1, count: 500)).count == 8)
  }

  /// The reading end and the writing end.
  private func pipe() -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    #expect(Glibc.pipe(&ends) == 0)
    return (ends[0], ends[1])
  }

  @Test("a buffer writes everything, in order, whatever its size") func buffer() throws {
    var path = Array("/tmp/nnsh-output-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    unlink(path)
    let text = String(repeating: "한글 0123456789\n", count: 20_000)
    let output = OutputBuffer(descriptor: file)
    output.write("")
    output.write("a")
    output.flush()
    output.write(text)
    output.write("b")
    output.flush()
    lseek(file, 0, SEEK_SET)
    let bytes = try TextFile.read(descriptor: file) { true }
    #expect(String(decoding: bytes, as: UTF8.self) == "a" + text + "b")
    close(file)
  }

  @Test("a full disk is noticed") func fullDisk() {
    let full = open("/dev/full", O_WRONLY)
    let output = OutputBuffer(descriptor: full)
    output.write("x")
    output.flush()
    #expect(output.failure == ENOSPC)
    output.write(String(repeating: "y", count: 1 << 17))
    close(full)
  }

  @Test("plain lines: CRLF, no newline at the end, empty lines") func plainLines() {
    let (reading, writing) = pipe()
    _ = "a\r\n\nb".withCString { write(writing, $0, 5) }
    close(writing)
    var prompts = ""
    let lines = PlainLines(descriptor: reading) { prompts += $0 }
    #expect(lines.next(prompt: "1", pending: "") == .line("a"))
    #expect(lines.next(prompt: "2", pending: "") == .line(""))
    #expect(lines.next(prompt: "3", pending: "") == .line("b"))
    #expect(lines.next(prompt: "4", pending: "") == .end)
    #expect(lines.next(prompt: "5", pending: "") == .end)
    #expect(prompts == "12345")
    close(reading)
  }
}
