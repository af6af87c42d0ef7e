import NNShell
import NNText

/// The text of `--help`.
enum Help {
  static func text(in language: Language, _ table: [Flag] = Flag.table) -> String {
    var lines = [
      Wording(en: "nnsh, a shell whose language drives neural networks", ko: "nnsh, 신경망을 다루는 언어를 가진 셸"),
      Wording.nothing,
      Wording(
        en: "  nnsh                                the interactive shell",
        ko: "  nnsh                                대화형 셸"),
      Wording(
        en: "  nnsh f.nn [NAME=VALUE ...]          run a script; also nnsh < f.nn",
        ko: "  nnsh f.nn [NAME=VALUE ...]          스크립트를 실행합니다. nnsh < f.nn도 됩니다"),
      Wording(
        en: "  nnsh -c 'STATEMENTS' -f f.nn        mixable, in order; - is stdin",
        ko: "  nnsh -c 'STATEMENTS' -f f.nn        섞어 쓰면 차례로 실행합니다. -는 표준 입력"),
      Wording.nothing,
      Wording(en: "options:", ko: "옵션:"),
    ].map { $0[language] }
    let table = table.filter { !$0.isHidden }
    let shown = table.map { flag in
      flag.names.joined(separator: ", ") + (flag.argument.map { " \($0)" } ?? "")
    }
    let room = (shown.map(\.count).max() ?? 0) + 2
    for (flag, names) in zip(table, shown) {
      let gap = String(repeating: " ", count: room - names.count)
      lines.append("  " + names + gap + flag.summary[language])
    }
    let statuses = statuses.map { "\($0.0) \($0.1[language])" }.joined(separator: ", ")
    lines += ["", Wording(en: "exit status: \(statuses)", ko: "종료 상태: \(statuses)")[language]]
    return lines.flatMap { Self.wrapped($0) }.joined(separator: "\n") + "\n"
  }

  static let statuses: [(String, Wording)] = [
    ("0", Wording(en: "done", ko: "끝남")), ("1", Wording(en: "error in the script", ko: "스크립트의 오류")),
    ("2", Wording(en: "wrong call or unreadable script", ko: "잘못된 호출이나 읽을 수 없는 스크립트")),
    ("3", Wording(en: "an expect failed", ko: "expect가 어긋남")),
    ("4", Wording(en: "training diverged", ko: "학습이 발산함")), ("130", Wording(en: "interrupted", ko: "중단됨")),
    ("143", Wording(en: "terminated", ko: "종료됨")), ("70", Wording(en: "internal fault", ko: "내부 결함")),
  ]

  /// Only the last line is longer than a terminal.
  private static func wrapped(_ line: String) -> [String] {
    guard line.hasPrefix("exit status") || line.hasPrefix("종료 상태") else { return [line] }
    var lines = [""]
    for word in line.split(separator: " ") {
      if DisplayWidth.of(lines[lines.count - 1]) + DisplayWidth.of(String(word)) >= 80 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines
  }
}

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
