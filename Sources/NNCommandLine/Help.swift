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
    ("2", Wording(en: "usage error or unreadable script", ko: "잘못된 호출이나 읽을 수 없는 스크립트")),
    ("3", Wording(en: "an expect failed", ko: "expect가 어긋남")),
    ("4", Wording(en: "training diverged", ko: "학습이 발산함")), ("130", Wording(en: "interrupted", ko: "중단됨")),
    ("143", Wording(en: "terminated", ko: "종료됨")), ("70", Wording(en: "internal fault", ko: "내부 결함")),
  ]

  /// Wraps the exit statuses at 80 columns.
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
      ".I NAME=VALUE", "overrides the value of the script's", ".B param", "statement.",
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
    ("NNSH_HISTORY", "the history file; if empty, no history is kept"),
    (
      "NNSH_PAGER, PAGER",
      "the pager for output longer than the screen; less -FRX by default; an empty NNSH_PAGER turns it off"
    ),
    ("NO_COLOR, FORCE_COLOR", "no color, or color even without a terminal; --color takes precedence"),
    ("INPUTRC", "the readline configuration; `$if nnsh` in it applies only to nnsh"),
  ]

  private static let files = [
    ("$XDG_CONFIG_HOME/nnsh/init.nn", "statements run before the first prompt; by default in ~/.config"),
    ("$XDG_STATE_HOME/nnsh/history", "the history; by default in ~/.local/state"),
  ]

  /// Escapes text for man: a bare hyphen is a typographic one, and a line that begins with a period or a quote is a
  /// request.
  private static func escaped(_ text: String) -> String {
    let plain = text.reduce(into: "") { result, character in
      result += character == "\\" ? "\\e" : character == "-" ? "\\-" : String(character)
    }
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}
