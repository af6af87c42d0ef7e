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
      let note = if case .notBuilt = flag.effect { " (not built yet)" } else { "" }
      lines.append("  " + names + gap + flag.summary + note)
    }
    lines += [
      "",
      "exit status: 0 done, 1 error in the script, 2 wrong call or unreadable script,",
      "3 an expect failed, 4 training diverged, 130 interrupted, 143 terminated,",
      "70 internal fault",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
