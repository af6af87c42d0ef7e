import NNPlot
import NNScript
import NNText

/// A chart as output: text on a screen, or a file by its ending.
extension Session {
  /// Inside the axes of a chart on a screen that has room for them, and on one that has not.
  private static let chartRows = 15

  private static let fewestChartRows = 6

  /// Into a file by its ending, else on stdout.
  func draw(_ chart: any Chart, to path: String?, at range: SourceRange) throws(Stop) {
    guard let path else {
      let isPlain = output.redirection.isActive || !console.writesTerminal || !console.drawsUnicode
      let columns = output.redirection.isActive ? 80 : console.width
      func text(rows: Int) -> String {
        chart.text(columns: columns, rows: rows, glyphs: isPlain ? .ascii : .braille, style: resultStyle)
      }
      var drawn = text(rows: Self.chartRows)
      if let height = console.height, !output.redirection.isActive {
        // With the prompt below it.
        let excess = DisplayWidth.rows(of: drawn, columns: columns) + 1 - height
        if excess > 0 { drawn = text(rows: max(Self.fewestChartRows, Self.chartRows - excess)) }
      }
      return writeText(drawn)
    }
    if path.hasSuffix(".png") {
      guard let png = chart.png() else { throw .failed(.noPNG(at: range)) }
      try write(png, to: path, at: range)
    } else {
      try write(Array((path.hasSuffix(".csv") ? chart.csv() : chart.svg()).utf8), to: path, at: range)
    }
    log(.hint, Wording(en: "\(path) is written", ko: "\(path) 파일을 썼습니다"))
  }
}

extension Diagnostic {
  fileprivate static func noPNG(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .noPicture,
      Wording(
        en: "PNG pictures are drawn by libcairo.so.2, which is not on this machine",
        ko: "PNG 그림은 libcairo.so.2로 그리는데 이 컴퓨터에 없습니다"), at: range,
      help: Wording(
        en: "install it with `apt-get install libcairo2`, or write an .svg",
        ko: "`apt-get install libcairo2`로 설치하거나 .svg 파일로 쓰세요"))
  }
}
