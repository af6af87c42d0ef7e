import NNCommands
import NNText

/// Formats the progress of a training or a sweep as a line for a terminal or for a log.
package struct ProgressLine: Sendable {
  /// The width of the terminal in columns.
  package var width: Int
  package var drawsUnicode: Bool
  package var style: Style

  package init(width: Int, drawsUnicode: Bool, style: Style) {
    self.width = width
    self.drawsUnicode = drawsUnicode
    self.style = style
  }

  /// Bar, step, loss with a sparkline, speed, remaining time: as many of them as fit, never using the last column,
  /// where some terminals wrap.
  package func terminalText(_ progress: Progress) -> String {
    let spark = drawsUnicode ? Self.sparkline(progress.recent) : ""
    // In display order; pieces with lower ranks are omitted first.
    let pieces: [(text: String, rank: Int, color: Style.Attribute?)] = [
      (bar(progress) ?? "", 4, .cyan),
      (Self.steps(progress, separator: "/"), 6, nil),
      (Self.loss(progress) ?? "", 5, nil),
      (spark, 1, .dim),
      (Self.stepsASecond(progress).map { $0 < 1 ? "" : Self.compact($0) + "/s" } ?? "", 2, nil),
      (Self.secondsLeft(progress).map { Self.clock(seconds: $0) + " left" } ?? "", 3, nil),
    ]
    var room = width - 1
    var kept: Set<Int> = []
    for piece in pieces.sorted(by: { $0.rank > $1.rank }) where !piece.text.isEmpty {
      let columns = DisplayWidth.of(piece.text) + (kept.isEmpty ? 0 : 2)
      guard columns <= room else { continue }
      room -= columns
      kept.insert(piece.rank)
    }
    return pieces.filter { kept.contains($0.rank) }.map { piece in
      piece.color.map { style.apply($0, to: piece.text) } ?? piece.text
    }.joined(separator: "  ")
  }

  /// `step 12000 of 20001 (59 %), loss 0.6931, 25000 steps/s, 3 s left`
  package static func logText(_ progress: Progress) -> String {
    let steps = steps(progress, separator: " of ") + (percent(progress).map { " (\($0) %)" } ?? "")
    return [steps, loss(progress), rate(progress), remaining(progress)].compactMap { $0 }.joined(separator: ", ")
  }

  private func bar(_ progress: Progress) -> String? {
    guard let percent = Self.percent(progress) else { return nil }
    let cells = 10
    let full = percent * cells / 100
    let bar =
      String(repeating: drawsUnicode ? "█" : "#", count: full)
      + String(repeating: drawsUnicode ? "░" : "-", count: cells - full)
    return bar + DisplayWidth.pad("\(percent) %", to: 6, .right)
  }

  private static func steps(_ progress: Progress, separator: String) -> String {
    "\(progress.unit.rawValue) \(progress.step)" + (progress.total.map { "\(separator)\($0)" } ?? "")
  }

  private static func loss(_ progress: Progress) -> String? {
    progress.loss.map { "loss \(NumberFormat.significant($0, digits: 4))" }
  }

  private static func percent(_ progress: Progress) -> Int? {
    fraction(of: progress).map { Int($0 * 100) }
  }

  private static func fraction(of progress: Progress) -> Double? {
    guard let total = progress.total, total > 0 else { return nil }
    // In floating point: a hundred times a huge count would overflow.
    let fraction = progress.share ?? Double(progress.step) / Double(total)
    return fraction.isNaN ? nil : min(1, max(0, fraction))
  }

  private static func stepsASecond(_ progress: Progress) -> Double? {
    guard progress.step > 0, progress.seconds > 0 else { return nil }
    return Double(progress.step) / progress.seconds
  }

  private static func rate(_ progress: Progress) -> String? {
    stepsASecond(progress).map {
      $0 < 1
        ? "\(duration(seconds: 1 / $0)) a \(progress.unit.rawValue)"
        : "\(NumberFormat.display(rounded($0))) \(progress.unit.rawValue)s/s"
    }
  }

  private static func remaining(_ progress: Progress) -> String? {
    secondsLeft(progress).map { duration(seconds: $0) + " left" }
  }

  private static func secondsLeft(_ progress: Progress) -> Double? {
    guard let total = progress.total, total >= progress.step, progress.seconds > 0,
      let fraction = fraction(of: progress),
      fraction > 0
    else { return nil }
    return progress.seconds * (1 - fraction) / fraction
  }

  /// The number with two significant digits, because flickering digits are unreadable.
  private static func rounded(_ number: Double) -> Double {
    var scale = 1.0
    while number / scale >= 100 { scale *= 10 }
    return number >= 10 ? (number / scale).rounded() * scale : (number * 10).rounded() / 10
  }

  /// `250`, `2.6k`, `13M`.
  private static func compact(_ number: Double) -> String {
    var rest = rounded(number)
    for unit in ["", "k", "M", "G"] {
      if rest < 1000 { return NumberFormat.display(rest) + unit }
      rest /= 1000
    }
    return NumberFormat.display(rest) + "T"
  }

  /// `3 s`, `4:10`, `2:05:00`.
  private static func clock(seconds: Double) -> String {
    guard seconds >= 0, seconds < 360_000 else { return duration(seconds: seconds) }
    let whole = Int(seconds.rounded(.up))
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    if whole < 60 { return "\(whole) s" }
    let minutes = whole / 60 % 60
    return whole < 3600 ? "\(minutes):\(two(whole % 60))" : "\(whole / 3600):\(two(minutes)):\(two(whole % 60))"
  }

  /// `3 s`, `4 min 10 s`, `2 h 5 min`.
  package static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e9 else { return "very long" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// The latest values, at most 8, scaled between their minimum and maximum; `!` for a value that is not finite.
  package static func sparkline(_ values: [Double]) -> String {
    let latest = values.suffix(8)
    let finite = latest.filter(\.isFinite)
    guard latest.count > 1, let least = finite.min(), let greatest = finite.max() else { return "" }
    let levels = Array("▁▂▃▄▅▆▇█")
    // Halve before subtracting: the difference of two finite numbers may not be finite.
    let range = greatest / 2 - least / 2
    return String(
      latest.map { value in
        guard value.isFinite else { return "!" }
        guard range > 0 else { return levels[3] }
        return levels[min(7, max(0, Int((value / 2 - least / 2) / range * 7.999)))]
      })
  }
}
