import NNShell

/// The man page nnsh.1, from the same table as `--help`.
enum Manual {
  static func text(_ table: [Flag] = Flag.table) -> String {
    var lines = [
      ".\\\" Written by nnsh itself: 'nnsh --generate-docs docs'.",
      ".TH NNSH 1 \"\" \"nnsh \(Shell.version)\" \"User Commands\"",
      ".SH NAME", "nnsh \\- a shell whose language drives neural networks",
      ".SH SYNOPSIS",
      ".B nnsh", ".RI [ OPTION ]... \" \" [ FILE.nn \" \" [ NAME=VALUE ]...]...",
      ".SH DESCRIPTION",
      "Without a file, nnsh is an interactive shell. With files, or statements given with",
      ".BR \\-c ,", "it runs them in the order given;", ".B \\-", "is the standard input.",
      ".I NAME=VALUE", "takes the place of what the script's", ".B param", "says.",
      "The statements are explained in the shell itself:", ".BR help .",
      ".SH OPTIONS",
    ]
    for flag in table where !flag.isHidden {
      let names = flag.names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
      let value = flag.argument.map { " \\fI\(escaped($0))\\fR" } ?? ""
      lines += [".TP", names + value, escaped(flag.summary.english)]
    }
    lines += [".SH EXIT STATUS"]
    for (status, meaning) in Help.statuses { lines += [".TP", ".B \(status)", escaped(meaning.english)] }
    lines += [".SH ENVIRONMENT"]
    for (name, meaning) in variables { lines += [".TP", ".B \(name)", escaped(meaning)] }
    lines += [".SH FILES"]
    for (path, meaning) in files { lines += [".TP", ".I \(escaped(path))", escaped(meaning)] }
    lines += [".SH SEE ALSO", ".BR readline (3),", "\\fIhelp\\fR at the prompt"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let variables = [
    ("NNSH_HISTORY", "the file of the history; empty: none is kept"),
    ("NNSH_PAGER, PAGER", "shows what is longer than the screen; default less -FRX; an empty NNSH_PAGER: nothing does"),
    ("NO_COLOR, FORCE_COLOR", "no colour, or colour even off a terminal; --color comes first"),
    ("INPUTRC", "readline's settings; `$if nnsh` in them holds for nnsh alone"),
  ]

  private static let files = [
    ("$XDG_CONFIG_HOME/nnsh/init.nn", "read before the first prompt; by default in ~/.config"),
    ("$XDG_STATE_HOME/nnsh/history", "what was typed; by default in ~/.local/state"),
  ]

  /// A hyphen is a minus for man, and a line that begins with a point or a quote is a request.
  private static func escaped(_ text: String) -> String {
    let plain = text.reduce(into: "") { result, character in
      result += character == "\\" ? "\\e" : character == "-" ? "\\-" : String(character)
    }
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
