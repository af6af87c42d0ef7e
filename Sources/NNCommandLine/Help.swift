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
