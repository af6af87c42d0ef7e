/// The text of `--help`.
enum Help {
  static func text(_ table: [Flag] = Flag.table) -> String {
    var lines = [
      "nnsh, a shell whose language drives neural networks",
      "",
      "  nnsh                                the interactive shell",
      "  nnsh f.nn [NAME=VALUE ...]          run a script; also nnsh < f.nn",
      "  nnsh -c 'STATEMENTS' -f f.nn        mixable, in order; - is stdin",
      "",
      "options:",
    ]
    let table = table.filter { !$0.isHidden }
    let shown = table.map { flag in
      flag.names.joined(separator: ", ") + (flag.argument.map { " \($0)" } ?? "")
    }
    let room = (shown.map(\.count).max() ?? 0) + 2
    for (flag, names) in zip(table, shown) {
      let gap = String(repeating: " ", count: room - names.count)
      lines.append("  " + names + gap + flag.summary)
    }
    lines += ["", "exit status: " + statuses.map { "\($0.0) \($0.1)" }.joined(separator: ", ")]
    return lines.flatMap { Self.wrapped($0) }.joined(separator: "\n") + "\n"
  }

  static let statuses = [
    ("0", "done"), ("1", "error in the script"), ("2", "wrong call or unreadable script"), ("3", "an expect failed"),
    ("4", "training diverged"), ("130", "interrupted"), ("143", "terminated"), ("70", "internal fault"),
  ]

  /// Only the last line is longer than a terminal.
  private static func wrapped(_ line: String) -> [String] {
    guard line.hasPrefix("exit status") else { return [line] }
    var lines = [""]
    for word in line.split(separator: " ") {
      if lines[lines.count - 1].count + word.count >= 80 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines
  }
}
