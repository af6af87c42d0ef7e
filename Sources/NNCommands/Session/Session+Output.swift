import NNScript
import NNText

/// How a session speaks: results to stdout, all else to stderr.
extension Session {
  /// Trained weights that somebody who leaves now would lose.
  package var hasUnsavedWeights: Bool { !unsaved.isEmpty }

  /// A result line.
  func write(_ line: String) { console.write(line + "\n") }

  package func show(_ table: Table) {
    // A script's output must not depend on the window it was started from.
    let limit = console.isInteractive ? 50 : nil
    let style = console.colorsResults && !mode.isForPrograms ? Style.ansi : .plain
    console.write(table.rendered(as: mode, rowLimit: limit, style: style))
  }

  /// Something worth knowing that is no result.
  func report(_ line: String) { console.report(line + "\n") }

  /// An answer that only somebody who types wants.
  func note(_ line: String) { if console.isInteractive { report(line) } }

  func warn(_ line: String) {
    report(Style(isOn: console.colorsReports).apply(.yellow, to: "warning:") + " " + line)
  }

  package func report(_ diagnostics: [Diagnostic]) {
    // What ended a case of a sweep stands in its row.
    if let caseRecord { return caseRecord.told += diagnostics }
    for diagnostic in diagnostics {
      console.report(
        options.reportsJSON
          ? diagnostic.json(in: sources) + "\n"
          : diagnostic.text(in: sources, style: Style(isOn: console.colorsReports)) + "\n")
    }
  }
}

extension Table.Format {
  /// Nothing but the table may be printed then.
  var isForPrograms: Bool { self == .csv || self == .json || self == .jsonl }
}
